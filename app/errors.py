"""Every error Hotseat raises on purpose.

AppError                     500  shown as it is; never carries a secret or an upstream text
├── UserError                400  the request or the input is wrong
│   ├── NotFound             404
│   ├── Conflict             409  right request, wrong moment
│   ├── TooLarge             413
│   ├── Forbidden            403
│   ├── Unauthorised         401
│   └── UnreadableInput      400  a file or a line on stdin that cannot be read
├── ContentError             500  a content file is broken; names the file
├── SetupError               500  the machine or the settings do not allow a start
├── StorageError             503  the store refused; nothing was acknowledged
└── ModelError               502  a language model failed; the answer is safe
    ├── ModelUnavailable     503
    └── ModelMisbehaved      502
"""


class AppError(Exception):
    """An error with a stable `code`, an HTTP status and whether trying again can help."""

    code = "internal"
    http_status = 500
    retryable = False

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code


class UserError(AppError):
    """The caller asked for something that cannot be done as asked."""

    code = "bad_request"
    http_status = 400


class NotFound(UserError):
    """No such thing, or not yours: the two are not told apart."""

    code = "not_found"
    http_status = 404


class Conflict(UserError):
    """The request is fine but the session is in another state."""

    code = "conflict"
    http_status = 409


class TooLarge(UserError):
    """More than the published limit."""

    code = "too_large"
    http_status = 413


class Forbidden(UserError):
    """A foreign origin or host."""

    code = "forbidden"
    http_status = 403


class Unauthorised(UserError):
    """No token, or a wrong one."""

    code = "unauthorised"
    http_status = 401


class UnreadableInput(UserError):
    """A file or a line that cannot be read; the command line exits with 2."""

    code = "unreadable_input"


class ContentError(AppError):
    """A file under prompts/ or rubrics/ is broken; the message names it."""

    code = "content"


class SetupError(AppError):
    """Hotseat cannot start here; the message says what to change."""

    code = "setup"


class StorageError(AppError):
    """The store could not keep what it was given; nothing was acknowledged."""

    code = "storage"
    http_status = 503
    retryable = True


class ModelError(AppError):
    """A language model failed."""

    code = "model"
    http_status = 502
    retryable = True


class ModelUnavailable(ModelError):
    """The model cannot be reached, or there is no provider of that name."""

    code = "model_unavailable"
    http_status = 503


class ModelMisbehaved(ModelError):
    """The model answered something that is no answer."""

    code = "model_misbehaved"
