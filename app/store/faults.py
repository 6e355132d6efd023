"""What SQLite says, in our words."""

import sqlite3

from sqlalchemy.exc import DBAPIError, IntegrityError

from app.errors import AppError, Conflict, StorageError

_SAYS = {
    "disk is full": "The disk is full. Nothing of this was saved; free some space and send it again.",
    "readonly": "The data folder cannot be written to. Nothing of this was saved.",
    "locked": "Another program holds the database. Nothing of this was saved; send it again.",
    "malformed": "The database is damaged. Nothing of this was saved; restart Hotseat for what to do.",
}
_OTHERWISE = "The disk refused to save this. Nothing of it was saved; send it again."


def translated(error: Exception) -> Exception:
    """One of our errors for one of the database's; anything else as it is."""
    if isinstance(error, AppError):
        return error
    if isinstance(error, IntegrityError):
        return Conflict("That is already there.")
    if isinstance(error, DBAPIError | sqlite3.Error):
        return StorageError(_words(str(error)))
    return error


def _words(said: str) -> str:
    return next((words for sign, words in _SAYS.items() if sign in said), _OTHERWISE)
