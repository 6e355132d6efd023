"""A language model's server for measuring: 200 tokens a reply, the first after 300 ms, then one every 15 ms.

It stamps when it had the request and when it sent the first token ("@@received:sent@@") and the last ("@@Esent@@"), in
ns of the monotonic clock, so that what lies between can be told from what was added. Run as `python -m bench.upstream`.
"""

import asyncio
import sys
import time

import orjson

FIRST, BETWEEN, TOKENS = 0.300, 0.015, 200

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
_LIST = orjson.dumps({"object": "list", "data": [{"id": "fake", "object": "model"}]})


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _event(delta: dict[str, str], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return _chunk(b"data: " + orjson.dumps({"id": "x", "model": "fake", "choices": [choice]}) + b"\n\n")


_TOKEN = _event({"content": " so"})
_END = _event({}, "stop") + _chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n"


class Connection(asyncio.Protocol):
    """One connection: a request at a time."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connects."""
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._buffer = b""

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        self._buffer += data
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = next((int(x[15:]) for x in head.lower().split(b"\r\n") if x.startswith(b"content-length:")), 0)
        if len(rest) < length:
            return
        self._buffer = rest[length:]
        if head.startswith(b"GET"):
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(_LIST), _LIST))
            return
        self._received, self._sent = time.monotonic_ns(), 0
        self._loop = asyncio.get_running_loop()
        self._start = self._loop.time() + FIRST
        self._loop.call_at(self._start, self._tick)

    def _tick(self) -> None:
        if self._transport.is_closing():
            return
        number, self._sent = self._sent, self._sent + 1
        if number == 0:
            stamp = f"@@{self._received}:{time.monotonic_ns()}@@"
            self._transport.write(_HEAD + _event({"role": "assistant", "content": stamp}))
        elif number < TOKENS - 1:
            self._transport.write(_TOKEN)
        else:
            self._transport.write(_event({"content": f" @@E{time.monotonic_ns()}@@"}) + _END)
            return
        self._loop.call_at(self._start + self._sent * BETWEEN, self._tick)


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=4096)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    import uvloop

    uvloop.run(_serve())
