"""The socket of a session under way: frames in become commands, what the service says becomes frames out.

A plain ASGI application: an idle connection costs one waiting task and no layers around it.
"""

import asyncio
from collections.abc import Awaitable
from urllib.parse import parse_qs

import structlog
from starlette.types import Receive, Scope, Send

from app.api.framer import Framer, error_frame
from app.api.frames import PongFrame
from app.api.limits import Pace, Seats
from app.api.metrics import Metrics
from app.api.outbox import OVERLOAD, Outbox
from app.api.protocol import ABORT
from app.api.wire import Ping, command_id, parse
from app.errors import AppError, NotFound
from app.service.conversation import Conversation
from app.service.faults import described
from app.service.messages import Message, Reason, ReportReady

OVER, BINARY, FAULT, NOT_FOUND, TAKEN_OVER, TOO_MANY = 1000, 1003, 1011, 4404, 4409, 4429

_CODES: dict[Reason, int] = {"taken_over": TAKEN_OVER, "deleted": NOT_FOUND}

_log = structlog.get_logger()


class Connection:
    """One client of one session, as the service's listener."""

    def __init__(self, outbox: Outbox, framer: Framer, metrics: Metrics, tab: str | None) -> None:
        self.tab = tab
        self.outbox = outbox
        self._framer = framer
        self._metrics = metrics

    def tell(self, message: Message) -> None:
        """Send what the service says; after the report there is nothing left to say."""
        self.outbox.put(self._framer.frame(message).model_dump_json())
        if isinstance(message, ReportReady):
            self.outbox.close(OVER, "session over")

    def drop(self, reason: Reason) -> None:
        """Close with the code that tells the client why."""
        self.outbox.close(_CODES[reason], reason)

    def refuse(self, error: AppError, frame: str) -> None:
        """Send an error; the socket stays."""
        self._metrics.refused.labels(error.code).inc()
        self.outbox.put(error_frame(error, command_id(frame)).model_dump_json())


class Live:
    """The ASGI application behind `/api/sessions/{id}/live`."""

    def __init__(
        self, conversation: Conversation, framer: Framer, seats: Seats, metrics: Metrics, longest_answer: int
    ) -> None:
        self._conversation, self._framer, self._seats = conversation, framer, seats
        self._metrics, self._longest = metrics, longest_answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection from handshake to close."""
        await receive()
        await send({"type": "websocket.accept"})
        session_id = scope["path_params"]["session_id"]
        query = parse_qs(scope["query_string"].decode("latin-1"))
        outbox = Outbox(send, scope.get("extensions", {}).get(ABORT, {}).get("call"))
        connection = Connection(outbox, self._framer, self._metrics, _tab(query))
        if not self._seats.take(session_id):
            outbox.close(TOO_MANY, "too many connections")
            return await outbox.finish()
        try:
            await self._serve(session_id, connection, _last_seq(query), receive)
        finally:
            self._seats.give_back(session_id)

    async def _serve(self, session_id: str, connection: Connection, last_seq: int | None, receive: Receive) -> None:
        try:
            await self._conversation.enter(session_id, connection, last_seq)
            await self._guarded(connection, "", self._conversation.go_on(session_id))
            await self._listen(session_id, connection, receive)
        except NotFound:
            connection.outbox.close(NOT_FOUND, "no such session")
        except AppError as error:
            connection.refuse(error, "")
            connection.outbox.close(OVERLOAD, "come back later")
        except Exception as error:
            _log.error("socket.failed", session=session_id, **described(error))
            connection.outbox.close(FAULT)
        finally:
            await asyncio.shield(self._left(session_id, connection))
        await connection.outbox.finish()

    async def _left(self, session_id: str, connection: Connection) -> None:
        try:
            await self._conversation.leave(session_id, connection)
        except NotFound:
            return
        except AppError as error:
            _log.warning("socket.left", session=session_id, code=error.code)

    async def _listen(self, session_id: str, connection: Connection, receive: Receive) -> None:
        pace = Pace(self._seats.limits)
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            if connection.outbox.closing:
                continue
            if (frame := message.get("text")) is None:
                connection.outbox.close(BINARY, "text frames only")
            elif not pace.allows():
                connection.outbox.close(TOO_MANY, "too many messages")
            else:
                await self._guarded(connection, frame, self._take(session_id, connection, frame))

    async def _take(self, session_id: str, connection: Connection, frame: str) -> None:
        asked = parse(frame, self._longest)
        if isinstance(asked, Ping):
            self._pong(session_id, connection)
            return
        self._metrics.commands.labels(asked.kind).inc()
        await self._conversation.obey(session_id, connection, asked)

    async def _guarded(self, connection: Connection, frame: str, work: Awaitable[None]) -> None:
        """Do what a frame asks for; what goes wrong is told, and the socket stays."""
        try:
            await work
        except NotFound:  # deleted since
            raise
        except AppError as error:
            connection.refuse(error, frame)
        except Exception as error:
            _log.error("command.failed", **described(error))
            connection.refuse(AppError("Something went wrong here. What you said before is safe."), frame)

    def _pong(self, session_id: str, connection: Connection) -> None:
        connection.outbox.put(PongFrame().model_dump_json())
        if clock := self._conversation.clock(session_id):
            connection.tell(clock)


class _LiveRoute:
    """Hands a connection to the running application's `Live`; an object, so that no layer is wrapped around it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await scope["app"].state.parts.live(scope, receive, send)


live_route = _LiveRoute()


def _tab(query: dict[str, list[str]]) -> str | None:
    tab = query.get("tab", [""])[0]
    return tab if 1 <= len(tab) <= 64 else None


def _last_seq(query: dict[str, list[str]]) -> int | None:
    """The query's `last_seq`; anything that is no count is as good as none."""
    given = query.get("last_seq", [""])[0]
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 15 else None
