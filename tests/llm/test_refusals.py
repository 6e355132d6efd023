"""What a refusal is worth: which error, when to come back, and what to try otherwise."""

import socket
import ssl
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ModelError
from app.llm.client import Message
from app.llm.dialect import Dialect
from app.llm.faults import LONGEST_WAIT, after, of_connection, of_status

OPENAI_SAYS = (
    "{'error': {'message': \"Unsupported parameter: 'max_tokens' is not supported with this model. Use"
    " 'max_completion_tokens' instead.\", 'param': 'max_tokens', 'code': 'unsupported_parameter'}}"
)
TOO_LONG = "'max_tokens' is too large: 5000. This model's maximum context length is 4096 tokens."
COLD = "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
ALTERNATE = "Conversation roles must alternate user/assistant/user/assistant/..."
EXTRA = '{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}'


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-3"}, 0),
        ({"retry-after": "999999999"}, LONGEST_WAIT),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after-ms": "250", "retry-after": "1"}, 0.25),
        ({"retry-after": "Mon, 02 Mar 2026 09:00:20 GMT", "date": "Mon, 02 Mar 2026 09:00:00 GMT"}, 20),
        ({"retry-after": "Mon, 02 Mar 2026 08:00:00 GMT", "date": "Mon, 02 Mar 2026 09:00:00 GMT"}, 0),
        ({"retry-after": "Mon, 02 Mar 2026 09:00:20 GMT"}, None),
    ],
)
def test_when_to_come_back(headers: Mapping[str, str], seconds: float | None) -> None:
    assert after(headers) == seconds


@given(st.text(), st.text())
def test_any_wish_is_seconds_or_none(wish: str, date: str) -> None:
    seconds = after({"retry-after": wish, "date": date})
    assert seconds is None or 0 <= seconds <= LONGEST_WAIT


@given(st.integers(201, 999), st.text())
def test_every_status_is_an_error_that_repeats_nothing(status: int, said: str) -> None:
    error = of_status(status, {}, f"canary {said}", "host:443", "model")
    assert isinstance(error, ModelError)
    assert "host:443" in error.message
    assert "canary" not in error.message


@pytest.mark.parametrize(
    ("cause", "word"),
    [
        (socket.gaierror(-2, "canary"), "name"),
        (ssl.SSLError(1, "canary"), "safe"),
        (ConnectionRefusedError(111, "canary"), "Nothing answers"),
        (ConnectionResetError(104, "canary"), "broke"),
    ],
)
def test_a_connection_that_fails_says_how(cause: OSError, word: str) -> None:
    error = RuntimeError("canary")
    error.__cause__ = cause
    assert word in of_connection(error, "host:443").message
    assert "canary" not in of_connection(error, "host:443").message


@pytest.mark.parametrize(
    ("said", "known", "other"),
    [
        (OPENAI_SAYS, Dialect("max_tokens"), Dialect("max_completion_tokens", limit_tried=True)),
        (TOO_LONG, Dialect("max_tokens"), None),
        (COLD, Dialect("max_tokens"), Dialect("max_tokens", temperature=False)),
        (COLD, Dialect("max_tokens", temperature=False), None),
        (ALTERNATE, Dialect("max_tokens"), Dialect("max_tokens", alternating=True)),
        (EXTRA, Dialect("max_tokens"), Dialect("max_tokens", usage=False)),
        ("'response_format.type' must be ...", Dialect("max_tokens"), Dialect("max_tokens", form="object")),
        ("This model is not yours.", Dialect("max_tokens"), None),
    ],
)
def test_what_to_try_otherwise(said: str, known: Dialect, other: Dialect | None) -> None:
    assert known.after(said) == other


def test_a_slot_is_asked_for_only_where_a_server_has_them() -> None:
    asked = ((Message("user", "Hello."),), 9, None)
    with_slots = Dialect("max_tokens", slots=(0, 1))
    assert (with_slots.body("m", *asked)["id_slot"], with_slots.body("m", *asked, {})["id_slot"]) == (0, 1)
    assert "id_slot" not in Dialect("max_tokens").body("m", *asked)


@given(st.lists(st.sampled_from([OPENAI_SAYS, COLD, ALTERNATE, EXTRA, "json_schema", "max_completion_tokens unknown"])))
def test_nothing_is_tried_for_ever(refusals: list[str]) -> None:
    known, learnt = Dialect("max_completion_tokens"), 0
    for said in refusals:
        other = known.after(said)
        learnt += other is not None
        known = other or known
    assert learnt <= 6
