"""The outermost layer of the application: who may come in, what every answer carries, and what a fault looks like."""

import structlog
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.access import Access
from app.api.errors import rendered
from app.api.metrics import Metrics
from app.api.pages import locked_page
from app.errors import AppError, Unauthorised
from app.service.faults import described

NO_LOGIN = 4401
MOST_BODY = 64 * 1024
"""Bytes of a request's body."""

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(self)",
    "cache-control": "no-store",
}
"""Carried by every answer that does not set its own."""

_log = structlog.get_logger()


class Gate:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, access: Access, metrics: Metrics) -> None:
        self._app, self._access, self._metrics = app, access, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _Answer(send)
        refused = self._access.judge(scope)
        try:
            if refused is None:
                await self._app(scope, _Body(receive).receive, answer.send)
            else:
                await _refusal(scope, refused)(scope, receive, answer.send)
        except Exception as error:
            _log.error("request.failed", **described(error))
            if answer.status is None:
                await rendered(AppError("Something went wrong here."))(scope, receive, answer.send)
        self._metrics.requests.labels(scope["method"], answer.status or 0).inc()

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._access.judge(scope)
        if refused is None:
            await self._app(scope, receive, send)
        elif isinstance(refused, Unauthorised):  # accepted first, or a browser would not see the code
            await receive()
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": NO_LOGIN, "reason": "no login"})
        else:
            await receive()
            await rendered(refused)(scope, receive, send)


class _Body:
    """Passes a request's body on, up to its limit; what says its length or not is treated alike."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._left = MOST_BODY

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413)  # the framework lets its own errors through while it reads a body
        return message


class _Answer:
    """Passes an answer on, with the headers that every answer carries."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status: int | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            there = {key.lower() for key, _ in message["headers"]}
            more = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in there]
            message = {**message, "headers": [*message["headers"], *more]}
        await self._send(message)


def _refusal(scope: Scope, error: AppError) -> Response:
    """A page for somebody who opens an address in a browser, JSON for everybody else."""
    asks = next((value for key, value in scope["headers"] if key == b"accept"), b"")
    if isinstance(error, Unauthorised) and b"text/html" in asks and not scope["path"].startswith("/api/"):
        return locked_page()
    return rendered(error)
