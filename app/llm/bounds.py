"""Ends for the lists and texts of a schema, so that what a model writes under it fits a number of tokens."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MOST_ITEMS = 5
MOST_LETTERS = 400
LEAST_LETTERS = 240
"""Rather a shorter list than shorter texts than this."""

_TOKENS_A_NAME = 10
_TOKENS_A_VALUE = 4
_LETTERS_A_TOKEN = 3


@dataclass(frozen=True, slots=True)
class _Ends:
    items: int
    letters: int


def bounded(schema: Mapping[str, Any], max_tokens: int) -> dict[str, Any]:
    """The schema with an end to every list and text that it leaves without one."""
    return _ended(schema, _ends(schema, max_tokens))


def _ends(schema: Mapping[str, Any], max_tokens: int) -> _Ends:
    letters = 0
    for items in range(MOST_ITEMS, 0, -1):
        tokens, texts = _size(schema, items)
        letters = (max_tokens - tokens) * _LETTERS_A_TOKEN // max(texts, 1)
        if letters >= LEAST_LETTERS:
            return _Ends(items, min(letters, MOST_LETTERS))
    return _Ends(1, max(letters, 1))


def _size(schema: Mapping[str, Any], items: int) -> tuple[int, int]:
    """Tokens beside the texts, and how many texts there are, where each list has so many items."""
    match schema.get("type"):
        case "object":
            sizes = [_size(part, items) for part in schema.get("properties", {}).values()]
            return sum(t for t, _ in sizes) + _TOKENS_A_NAME * len(sizes), sum(n for _, n in sizes)
        case "array":
            tokens, texts = _size(schema.get("items", {}), items)
            return items * tokens, items * texts
        case "string" if "enum" not in schema:
            return _TOKENS_A_VALUE, 1
    return _TOKENS_A_VALUE, 0


def _ended(schema: Mapping[str, Any], ends: _Ends) -> dict[str, Any]:
    parts = dict(schema)
    if "properties" in schema:
        parts["properties"] = {name: _ended(part, ends) for name, part in schema["properties"].items()}
    match schema.get("type"):
        case "array":
            return {"maxItems": ends.items} | parts | {"items": _ended(schema.get("items", {}), ends)}
        case "string" if "enum" not in schema:
            return {"maxLength": ends.letters} | parts
    return parts
