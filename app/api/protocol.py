"""The server's side of a websocket, with a way to drop a client that neither reads nor answers."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request

ABORT = "hotseat.abort"
"""The ASGI extension under which the application finds `call`, which drops the connection at once."""


class SocketProtocol(WebSocketsSansIOProtocol):
    """uvicorn's own, but for two things: a normal close waits for the client to read, which some never do."""

    def handle_connect(self, event: Request) -> None:
        """Offer the application an abort."""
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][ABORT] = {"call": self.transport.abort}

    def keepalive_timeout(self) -> None:
        """Drop a client that has not answered a ping: a close frame would only wait for it too."""
        self.stop_keepalive()
        self.transport.abort()
