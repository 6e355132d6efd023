"""Whole answers, over OpenAI's library: structured replies and the list of models."""

from collections.abc import AsyncIterator, Coroutine
from typing import Any

import httpx2
import openai

from app.errors import ModelError, ModelMisbehaved
from app.llm.address import NO_KEY, Address
from app.llm.faults import of_connection
from app.llm.streaming import LONGEST_REFUSAL, Refused
from app.llm.wire import encoded

LONGEST_ANSWER = 1 << 22
"""Bytes of a whole answer. A longer one is read no further."""

_JSON = {"Content-Type": "application/json", "Accept-Encoding": "identity"}


class Library:
    """Requests to one address that are answered with one JSON document."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._client: openai.AsyncOpenAI | None = None

    async def post(self, path: str, body: dict[str, Any], refused: Refused) -> bytes:
        """The document that answers this body. It goes out as bytes: the library would look into every message."""
        options: Any = {"headers": _JSON}
        request = self._open().post(path, content=encoded(body), cast_to=httpx2.Response, options=options)
        return await self._answer(request, refused)

    async def get(self, path: str, refused: Refused) -> bytes:
        """The document at this path."""
        options: Any = {"headers": _JSON}
        return await self._answer(self._open().get(path, cast_to=httpx2.Response, options=options), refused)

    async def close(self) -> None:
        """Give back the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _answer(self, request: Coroutine[Any, Any, httpx2.Response], refused: Refused) -> bytes:
        fault: ModelError
        try:
            response = await request
        except openai.APIStatusError as error:
            answer = error.response
            fault = refused(
                answer.status_code, answer.headers, answer.content[:LONGEST_REFUSAL].decode(errors="replace")
            )
        except (openai.APIConnectionError, httpx2.HTTPError) as error:
            fault = of_connection(error, self._address.name)
        except openai.OpenAIError:
            fault = ModelMisbehaved(f"{self._address.name} sent something that OpenAI's library cannot read.")
        else:
            return _document(response)
        raise fault

    def _open(self) -> openai.AsyncOpenAI:
        if self._client is None:
            self._client = openai.AsyncOpenAI(
                api_key=NO_KEY,
                base_url=self._address.url,
                max_retries=0,
                timeout=None,
                default_headers={"Authorization": self._address.authorization},
                http_client=_http_client(),
            )
            self._client.organization = self._client.project = None
        return self._client


def _http_client() -> httpx2.AsyncClient:
    """Follows nothing to another address, asks no proxy of the environment, and has no time limit of its own."""
    transport = _Capped(verify=httpx2.create_ssl_context(), limits=httpx2.Limits(max_connections=None))
    return httpx2.AsyncClient(transport=transport, follow_redirects=False, timeout=None, trust_env=False)


def _document(response: httpx2.Response) -> bytes:
    if "json" not in response.headers.get("content-type", "").lower():
        raise ModelMisbehaved("The model's server did not answer with JSON.")
    return response.content


class _Capped(httpx2.AsyncHTTPTransport):
    """Reads no answer without end."""

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        response = await super().handle_async_request(request)
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Counted(response.stream)
        return response


class _Counted(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for part in self._stream:
            size += len(part)
            if size > LONGEST_ANSWER:
                raise ModelMisbehaved("The model's server sent an answer that has no end.")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
