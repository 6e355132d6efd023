"""From a model's string and the settings to a model that can be called."""

from app.config import Settings
from app.llm.calls import Limits, Model
from app.llm.client import Access
from app.llm.registry import resolve

FIRST, BETWEEN = 1 / 2, 1 / 4
"""Shares of the deadline: to the first piece of a reply, and between two pieces."""


def open_model(model: str, settings: Settings) -> Model | None:
    """The model under the limits that are set, None for the built-in engine. ModelUnavailable where there is none."""
    client = resolve(model, Access(settings.base_url, settings.openai_api_key))
    if client is None:
        return None
    whole = settings.timeout
    return Model(model, client, Limits(whole, FIRST * whole, BETWEEN * whole))
