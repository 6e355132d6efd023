"""Server-sent events and chat chunks, however the network splits them."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ModelCut, ModelDeclined, ModelMisbehaved
from app.llm.client import Usage
from app.llm.sse import Events
from app.llm.wire import DONE, Reply, json_object
from tests.llm.upstream_wire import chunk, completion, usage_chunk

DATA = st.lists(st.binary(max_size=12).map(lambda data: data.replace(b"\n", b"").replace(b"\r", b"").strip()))
NOISE = st.sampled_from([b": keep alive", b"event: x", b"id: 7", b"retry: 10", b"datas: no", b""])
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def split(data: bytes, cuts: list[int]) -> list[bytes]:
    places = [0, *sorted({cut % (len(data) + 1) for cut in cuts}), len(data)]
    return [data[start:end] for start, end in pairwise(places)]


def fed(events: Events, parts: list[bytes]) -> list[bytes]:
    return [event for part in parts for event in events.feed(part)]


@given(DATA, st.lists(NOISE, max_size=3), st.sampled_from([b"\n", b"\r\n"]), st.lists(st.integers(0, 500), max_size=8))
def test_events_are_the_same_however_they_are_split(
    data: list[bytes], noise: list[bytes], end: bytes, cuts: list[int]
) -> None:
    quiet = b"".join(line + end for line in noise)
    sent = b"".join(b"data: %b%b%b%b" % (event, end, quiet, end) for event in data)
    assert fed(Events(), split(sent, cuts)) == data


@given(st.text(min_size=1), st.lists(st.integers(0, 2000), max_size=12))
def test_a_text_is_the_same_however_its_letters_are_split(text: str, cuts: list[int]) -> None:
    chunks = [*(chunk(letter) for letter in text), chunk(reason="stop"), usage_chunk()]
    sent = b"".join(b"data: %b\n\n" % json.dumps(c, ensure_ascii=False).encode() for c in chunks) + b"data: [DONE]\n\n"
    reply = Reply()
    said = "".join(reply.feed(part) for part in split(sent, cuts))
    assert said == text.lstrip()
    assert reply.finished is bool(said)
    assert reply.usage == Usage(9, 5, 4)


def test_an_event_of_several_lines_is_one() -> None:
    assert Events().feed(b"data: {\r\ndata:  1\r\ndata\r\n\r\n: end\r\n\r\n") == [b"{\n 1"]


def test_an_event_that_breaks_off_is_none() -> None:
    events = Events()
    assert events.feed(b"data: whole\n\ndata: hal") == [b"whole"]
    assert events.feed(b"f\n") == []


@pytest.mark.parametrize("part", [b"x" * 10, b"data: y\n", b"\ndata: " + b"z" * 9])
def test_what_has_no_end_is_stopped(part: bytes) -> None:
    events = Events(longest=100)
    with pytest.raises(ModelMisbehaved):
        fed(events, [b"data: ", *[part] * 60])


def test_much_that_has_ends_is_not_stopped() -> None:
    assert len(fed(Events(longest=100), [b"data: " + b"x" * 50 + b"\n\n"] * 60)) == 60
    assert fed(Events(longest=100), [b": still here, still here\n"] * 60) == []


def test_a_refusal_in_the_middle_is_one() -> None:
    reply = Reply()
    assert reply.feed(b"data: %b\n\n" % json.dumps(chunk("I ")).encode()) == "I "
    with pytest.raises(ModelDeclined):
        reply.feed(b"data: %b\n\n" % json.dumps(chunk(refusal="No.")).encode())


def test_without_a_reason_a_reply_is_cut() -> None:
    reply = Reply()
    reply.feed(b"data: %b\n\ndata: %b\n\n" % (json.dumps(chunk("Hello")).encode(), DONE))
    with pytest.raises(ModelCut):
        reply.check()


@given(st.dictionaries(st.text(), JSON, max_size=4))
def test_an_object_is_read_as_it_is(value: dict[str, object]) -> None:
    assert json_object(json.dumps(value, ensure_ascii=False)) == value


@given(JSON | st.just(completion("x")))
def test_chunks_of_any_shape_end_in_our_errors(value: object) -> None:
    reply = Reply()
    for shape in (value, {"choices": value}, {"choices": [value]}, {"choices": [{"delta": value}], "usage": value}):
        try:
            reply.feed(b"data: %b\n\n" % json.dumps(shape).encode())
        except (ModelMisbehaved, ModelDeclined):
            reply = Reply()
