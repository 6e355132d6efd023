"""The token path: a chat request whose answer is read as it comes, over aiohttp."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import httpx2

from app.errors import ModelCut, ModelError, ModelMisbehaved
from app.llm.address import Address
from app.llm.batches import GATHERED
from app.llm.faults import of_connection
from app.llm.wire import Reply, encoded

Refused = Callable[[int, Mapping[str, str], str], ModelError]
"""Makes an error of a status, its headers and the beginning of its body."""

GRACE = 1.0
"""Seconds. After the model has said that it ended, this long is waited for the usage and the end of the stream."""

LONGEST_REFUSAL = 1 << 14
"""Bytes of a refusal's body that are looked at."""

_READ_AT_ONCE = 1 << 18
_KEPT_ALIVE = 60.0


class Streaming:
    """Streams from one address; its connections are kept and used again."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._session: aiohttp.ClientSession | None = None

    async def texts(self, body: dict[str, Any], reply: Reply, refused: Refused) -> AsyncGenerator[str, None]:
        """The first text at once, then what came within each `GATHERED`, until the model has ended.

        Breaking off closes the connection.
        """
        async with self._answer(body, refused) as content:
            pause = _Pause(content)
            async for received in content.iter_any():
                if text := reply.feed(received):
                    yield text
                if reply.finished:
                    await _rest(content, reply)
                    break
                if text:
                    await pause.take()

    async def close(self) -> None:
        """Give back the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @asynccontextmanager
    async def _answer(self, body: dict[str, Any], refused: Refused) -> AsyncIterator[aiohttp.StreamReader]:
        response = await self._post(encoded(body))
        try:
            await _check(response, refused)
            yield response.content
        except (aiohttp.ClientError, OSError):
            raise ModelCut("The model's answer broke off: the connection was lost.") from None
        finally:
            response.release() if response.content.at_eof() else response.close()

    async def _post(self, body: bytes) -> aiohttp.ClientResponse:
        try:
            return await self._open().post(f"{self._address.url}/chat/completions", data=body, allow_redirects=False)
        except aiohttp.ClientResponseError:
            raise ModelMisbehaved(f"{self._address.name} does not answer as a web server does.") from None
        except (aiohttp.ClientError, OSError) as error:
            raise of_connection(error, self._address.name) from None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=0, keepalive_timeout=_KEPT_ALIVE, ssl=httpx2.create_ssl_context(), ttl_dns_cache=60
                ),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
                headers={
                    "Authorization": self._address.authorization,
                    "Content-Type": "application/json",
                    "Accept": "text/event-stream",
                    "Accept-Encoding": "identity",
                },
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                read_bufsize=_READ_AT_ONCE,
            )
        return self._session


async def _check(response: aiohttp.ClientResponse, refused: Refused) -> None:
    if response.status != 200:
        raise refused(response.status, response.headers, await _said(response))
    if not response.headers.get("Content-Type", "").lower().startswith("text/event-stream"):
        raise ModelMisbehaved("The model's server did not answer with a stream.")


async def _said(response: aiohttp.ClientResponse) -> str:
    said = b""
    async for received in response.content.iter_any():
        said += received
        if len(said) > LONGEST_REFUSAL:
            break
    return said.decode(errors="replace")


class _Pause:
    """Waits `GATHERED`, or until the stream has ended; what a stream does 60 times must be cheap."""

    def __init__(self, content: aiohttp.StreamReader) -> None:
        self._loop = asyncio.get_running_loop()
        self._ends: asyncio.Future[None] | None = None
        self._over = False
        content.on_eof(self._end)

    async def take(self) -> None:
        if self._over:
            return
        self._ends = self._loop.create_future()
        timer = self._loop.call_later(GATHERED, self._settle)
        try:
            await self._ends
        finally:
            timer.cancel()

    def _end(self) -> None:
        self._over = True
        self._settle()

    def _settle(self) -> None:
        if self._ends is not None and not self._ends.done():
            self._ends.set_result(None)


async def _rest(content: aiohttp.StreamReader, reply: Reply) -> None:
    """Reads what comes after the end, usage above all; whatever goes wrong there, the reply is whole."""
    with suppress(ModelError, aiohttp.ClientError, OSError, TimeoutError):
        async with asyncio.timeout(GRACE):
            async for received in content.iter_any():
                reply.feed(received)
