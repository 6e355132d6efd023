"""A schema that is given ends: whatever keeps to it keeps to the schema, and no list or text goes on for ever."""

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from app.grading.asking import evidence_schema, plain_object, score_schema
from app.llm.bounds import LEAST_LETTERS, MOST_ITEMS, MOST_LETTERS, bounded


def open_ended(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Its lists and texts without an end."""
    kind = schema.get("type")
    if (kind == "array" and "maxItems" not in schema) or (kind == "string" and not {"enum", "maxLength"} & set(schema)):
        yield schema
    for part in (*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])):
        yield from open_ended(part)


@pytest.mark.parametrize("story", [True, False])
@pytest.mark.parametrize("form", [evidence_schema, score_schema])
@pytest.mark.parametrize("tokens", [1, 500, 6000])
def test_every_list_and_text_ends(form: Any, story: bool, tokens: int) -> None:
    whole = form(story=story)
    ended = bounded(whole, tokens)
    assert any(open_ended(whole)) and not any(open_ended(ended))
    assert whole == form(story=story)
    jsonschema.Draft202012Validator.check_schema(ended)


def test_a_small_limit_shortens_lists_before_texts() -> None:
    quotes = plain_object({"quotes": {"type": "array", "items": {"type": "string"}}})
    lists = [bounded(quotes, tokens)["properties"]["quotes"] for tokens in (10_000, 300, 1)]
    assert [(x["maxItems"], x["items"]["maxLength"] >= LEAST_LETTERS) for x in lists] == [
        (MOST_ITEMS, True),
        (3, True),
        (1, False),
    ]
    assert lists[0]["items"]["maxLength"] == MOST_LETTERS


def test_what_has_an_end_keeps_it() -> None:
    form = plain_object(
        {
            "why": {"type": "string", "maxLength": 12},
            "all": {"type": "array", "maxItems": 40, "items": {"type": "integer"}},
            "which": {"type": "string", "enum": ["a", "b"]},
        }
    )
    assert bounded(form, 100) == form
