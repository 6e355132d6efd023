"""From a model's string to its client: `provider:NAME` is the file providers/<provider>.py."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from app.domain.session import OFFLINE
from app.errors import ModelUnavailable
from app.llm.client import Access, ModelClient


def resolve(model: str, access: Access) -> ModelClient | None:
    """The client of this model, None for the built-in engine.

    ModelUnavailable when the provider is unknown. The provider's module is imported here, when it is asked for.
    """
    if model == OFFLINE:
        return None
    provider, colon, name = model.partition(":")
    module = f"app.llm.providers.{provider}"
    if not colon or not name or not provider.isidentifier() or find_spec(module) is None:
        raise ModelUnavailable(f"There is no model {model!r} in this build. Use {OFFLINE}, which needs nothing.")
    build: Callable[[str, Access], ModelClient] = import_module(module).build
    return build(name, access)
