"""From a model's string to its client: `provider:NAME` is the file providers/<provider>.py, or LangChain's vendor."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from app.domain.session import OFFLINE
from app.errors import ModelUnavailable
from app.llm.client import Access, ModelClient

LANGCHAIN = "langchain"
"""The provider that knows the vendors which have no file of their own."""


def resolve(model: str, access: Access) -> ModelClient | None:
    """The client of this model, None for the built-in engine.

    ModelUnavailable when there is no such model, or a package for it is missing; ModelKeyRefused where a key is.
    The provider's module is imported here, when it is asked for.
    """
    if model == OFFLINE:
        return None
    provider, _, name = model.partition(":")
    if not name or not provider.isidentifier():
        raise _no_model(model)
    if find_spec(_module(provider)) is not None:
        return _build(provider)(name, access)
    if find_spec(LANGCHAIN) is None:
        raise _no_model(model)
    return _build(LANGCHAIN)(model, access)


def provider_of(model: str) -> str:
    """What stands before the colon; the built-in engine is its own."""
    return model.partition(":")[0]


def _build(provider: str) -> Callable[[str, Access], ModelClient]:
    try:
        build: Callable[[str, Access], ModelClient] = import_module(_module(provider)).build
    except ImportError as missing:
        package = (missing.name or provider).partition(".")[0]
        raise ModelUnavailable(f"{provider} needs a package that is not installed: pip install {package}") from missing
    return build


def _module(provider: str) -> str:
    return f"app.llm.providers.{provider}"


def _no_model(model: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"There is no model {model[:80]!r} in this build. Use {OFFLINE}, which needs nothing; openai:NAME, also for"
        " compatible servers at HOTSEAT_BASE_URL; ollama:NAME; lmstudio:NAME; or llamacpp:FILE. Other vendors need"
        " pip install langchain and its package for them."
    )
