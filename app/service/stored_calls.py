"""The calls of a grading model that were answered, kept with their session."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import orjson

from app.store import grading
from app.store.store import Store


class StoredCalls:
    """The ledger of one session: an answer that is on disk is never asked for again."""

    def __init__(self, store: Store, session_id: str) -> None:
        self._store, self._session_id = store, session_id

    async def get(self, key: str) -> Mapping[str, Any] | None:
        """The reply that was kept, None where there is none."""
        body = await self._store.read(partial(grading.call, session_id=self._session_id, key=key))
        value: Mapping[str, Any] | None = orjson.loads(body) if body is not None else None
        return value

    async def put(self, key: str, value: Mapping[str, Any]) -> None:
        """Keep a reply."""
        body = orjson.dumps(value).decode()
        await self._store.write(partial(grading.keep_call, session_id=self._session_id, key=key, body=body))
