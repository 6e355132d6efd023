"""Any other vendor, through the LangChain package made for it, which reads its key and its address by itself."""

import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from typing import Any, cast

import langsmith
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage, HumanMessage, SystemMessage
from pydantic import SecretStr

from app.errors import ModelCut, ModelError, ModelMisbehaved, ModelUnavailable
from app.llm import faults, wire
from app.llm.batches import GATHERED, batched
from app.llm.client import Access, Message, Structured, Usage
from app.llm.vendors import fault_of, no_key, setting_up, status_of, stopped

_MESSAGES: Mapping[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
_REASONS = ("finish_reason", "stop_reason", "done_reason", "stopReason")
_SCHEMA = re.compile("output_format|output_config|response_format|json_schema|structured output", re.IGNORECASE)
_CLIENTS = ("_async_client", "root_async_client", "async_client")
_PACKAGE = re.compile(r"pip install (?:-U )?`?([\w-]+)")


class LangChainClient:
    """One model of one vendor. Whether it takes a temperature and JSON schemas is learnt and remembered."""

    def __init__(self, vendor: str, model: str) -> None:
        self._vendor = vendor
        self._model = model
        self._warm = True
        self._strict = True
        self._chats: dict[tuple[int, float | None], BaseChatModel] = {}

    async def stream(
        self, messages: Sequence[Message], *, max_tokens: int, temperature: float | None
    ) -> AsyncGenerator[str | Usage, None]:
        """The reply, the usage last; the vendor sends a piece a token, and what follows the first is gathered."""
        begun = False
        try:
            usage = list[Usage]()
            texts = self._texts(self._chat(max_tokens, temperature), messages, usage)
            async with aclosing(batched(texts, GATHERED)) as pieces:
                async for piece in pieces:
                    begun = True
                    yield piece
            for told in usage:
                yield told
            return
        except ModelError:
            raise
        except Exception as error:
            fault = self._fault(error, begun)
        raise fault

    async def structured(
        self, messages: Sequence[Message], *, schema: Mapping[str, Any], max_tokens: int, temperature: float | None
    ) -> Structured:
        """The JSON object of one reply."""
        try:
            return await self._object(self._chat(max_tokens, temperature), messages, schema)
        except ModelError:
            raise
        except Exception as error:
            fault = self._fault(error, False)
        raise fault

    async def models(self) -> Sequence[str]:
        """None that it could name."""
        return ()

    async def close(self) -> None:
        """Nothing to give back: the vendor's library shares its connections."""

    async def _texts(
        self, chat: BaseChatModel, messages: Sequence[Message], told: list[Usage]
    ) -> AsyncGenerator[str, None]:
        """The texts as they come; the usage is `told` at the end."""
        reason, usage, said = None, None, False
        async with aclosing(cast(AsyncGenerator[AIMessageChunk, None], chat.astream(_sent(messages)))) as chunks:
            async for chunk in chunks:
                reason, usage = _reason(chunk) or reason, _more(usage, chunk)
                text = str(chunk.text) if said else str(chunk.text).lstrip()
                if text:
                    said = True
                    yield text
        _check(reason, said)
        if usage is not None:
            told.append(usage)

    async def _object(self, chat: BaseChatModel, messages: Sequence[Message], schema: Mapping[str, Any]) -> Structured:
        answer: Any = await self._bound(chat, {"title": "reply", **schema}).ainvoke(_sent(messages))
        raw: AIMessage = answer["raw"]
        usage = _more(None, raw)
        if raw.tool_calls:
            return Structured(raw.tool_calls[0]["args"], usage)
        _check(_reason(raw), bool(raw.text))
        return Structured(wire.json_object(str(raw.text)), usage)

    def _bound(self, chat: BaseChatModel, schema: dict[str, Any]) -> Any:
        """By a schema that the vendor holds the reply to, where it can; else by the call of a tool."""
        if self._strict:
            try:
                return chat.with_structured_output(schema, include_raw=True, method="json_schema")
            except (ValueError, TypeError, NotImplementedError):
                self._strict = False
        return chat.with_structured_output(schema, include_raw=True)

    def _chat(self, max_tokens: int, temperature: float | None) -> BaseChatModel:
        asked = (max_tokens, temperature if self._warm else None)
        if asked not in self._chats:
            more = {"max_tokens": max_tokens} | ({} if asked[1] is None else {"temperature": asked[1]})
            self._chats[asked] = _made(self._vendor, self._model, more)
        return self._chats[asked]

    def _fault(self, error: Exception, begun: bool) -> ModelError:
        if status_of(error) in (400, 422) and self._learnt(str(error)):
            return faults.retried_otherwise(self._vendor)
        fault = fault_of(error, self._vendor, self._model)
        return ModelCut("The model's answer broke off.") if begun and type(fault) is ModelUnavailable else fault

    def _learnt(self, refusal: str) -> bool:
        """Whether the refusal names a part that the next request can do without."""
        if self._warm and "temperature" in refusal:
            self._warm = False
        elif self._strict and _SCHEMA.search(refusal):
            self._strict = False
        else:
            return False
        return True


def build(name: str, access: Access) -> LangChainClient:
    """`VENDOR:MODEL`, by the names that LangChain gives to vendors. Nothing of `access` is shown to them.

    ModelUnavailable says which package to install. Nothing is traced to LangSmith, whatever the environment says.
    """
    langsmith.configure(enabled=False)
    vendor, _, model = name.partition(":")
    client = LangChainClient(vendor, model)
    client._chat(1024, None)
    return client


def _made(vendor: str, model: str, more: Mapping[str, Any]) -> BaseChatModel:
    """A chat model. ModelUnavailable or ModelKeyRefused where there is none."""
    try:
        chat = _tried(vendor, model, more)
    except ImportError as error:
        named = _PACKAGE.search(str(error))
        package = named[1] if named else f"langchain-{vendor}"
        fault: ModelError = ModelUnavailable(f"{vendor} needs a package of its own: pip install {package}")
    except Exception as error:
        fault = _setting_up(error, vendor, model)
    else:
        if _lacks_key(chat):
            raise no_key(vendor)
        _follow_nothing(chat)
        return chat
    raise fault


def _tried(vendor: str, model: str, more: Mapping[str, Any]) -> BaseChatModel:
    """One that tries once, where its class lets it be told so."""
    try:
        return cast(BaseChatModel, init_chat_model(model, model_provider=vendor, max_retries=0, **more))
    except (TypeError, ValueError):
        return cast(BaseChatModel, init_chat_model(model, model_provider=vendor, **more))


def _setting_up(error: Exception, vendor: str, model: str) -> ModelError:
    if str(error).startswith("Unsupported provider"):
        return ModelUnavailable(
            f"LangChain knows no vendor {vendor!r}. Use offline, openai:NAME, or one that it knows."
        )
    return setting_up(error, vendor, model)


def _lacks_key(chat: BaseChatModel) -> bool:
    """Whether it was made with a key of no letters, with which some libraries only fail to connect."""
    return any(isinstance(value, SecretStr) and not value.get_secret_value() for _, value in chat)


def _follow_nothing(chat: BaseChatModel) -> None:
    """Lets no answer send the conversation on to another address, where the vendor's library follows such answers."""
    for name in _CLIENTS:
        http: Any = getattr(getattr(chat, name, None), "_client", None)
        if hasattr(http, "follow_redirects"):
            http.follow_redirects = False


def _sent(messages: Sequence[Message]) -> list[BaseMessage]:
    return [_MESSAGES[message.role](content=message.text) for message in messages]


def _reason(message: AIMessage) -> str | None:
    return next((str(message.response_metadata[key]) for key in _REASONS if message.response_metadata.get(key)), None)


def _check(reason: str | None, said: bool) -> None:
    fault = stopped(reason)
    if fault is not None:
        raise fault
    if not said:
        raise ModelMisbehaved("The model answered nothing.")


def _more(usage: Usage | None, message: AIMessage) -> Usage | None:
    """The usage so far and what this message adds to it."""
    told = message.usage_metadata
    if not told:
        return usage
    cached = told.get("input_token_details", {}).get("cache_read") or 0
    before = usage or Usage(0, 0)
    return Usage(before.input + told["input_tokens"], before.output + told["output_tokens"], before.cached + cached)
