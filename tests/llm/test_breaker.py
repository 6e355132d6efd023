"""The breaker over time."""

import asyncio

import pytest

from app.errors import ModelMisbehaved, ModelUnavailable
from app.llm.breaker import FAILURES, REST, Breaker


class Clock:
    """A clock that is moved by hand."""

    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def fail(breaker: Breaker, error: Exception | None = None) -> None:
    with pytest.raises(type(error or ModelUnavailable(""))), breaker.call():
        raise error or ModelUnavailable("Down.")


@pytest.fixture
def clock() -> Clock:
    return Clock()


def tripped(clock: Clock) -> Breaker:
    breaker = Breaker("openai:x", clock)
    for _ in range(FAILURES):
        fail(breaker)
    return breaker


def shut(breaker: Breaker) -> bool:
    """Whether a call is stopped; one that is let through works."""
    try:
        with breaker.call():
            return False
    except ModelUnavailable as error:
        assert "openai:x" in error.message
        return True


def test_it_opens_after_failures_in_a_row_only(clock: Clock) -> None:
    breaker = Breaker("openai:x", clock)
    for _ in range(5):
        for _ in range(FAILURES - 1):
            fail(breaker)
        assert not shut(breaker)
    assert shut(tripped(clock))


def test_after_its_rest_one_call_decides(clock: Clock) -> None:
    breaker = tripped(clock)
    clock.seconds += REST - 1
    assert shut(breaker)
    clock.seconds += 2
    fail(breaker)
    assert shut(breaker)
    clock.seconds += REST + 1
    assert not shut(breaker)
    fail(breaker)
    assert not shut(breaker)


def test_while_one_call_tries_the_others_wait(clock: Clock) -> None:
    breaker = tripped(clock)
    clock.seconds += REST + 1
    with breaker.call():
        assert shut(breaker)
    assert not shut(breaker)


def test_a_call_that_is_broken_off_decides_nothing_and_blocks_nothing(clock: Clock) -> None:
    breaker = tripped(clock)
    clock.seconds += REST + 1
    with pytest.raises(asyncio.CancelledError), breaker.call():
        raise asyncio.CancelledError
    fail(breaker)
    assert shut(breaker)


def test_an_answer_of_any_kind_shows_that_the_server_is_there(clock: Clock) -> None:
    breaker = tripped(clock)
    clock.seconds += REST + 1
    fail(breaker, ModelMisbehaved("Nonsense."))
    assert not shut(breaker)


def test_a_call_from_before_does_not_let_a_second_one_try(clock: Clock) -> None:
    breaker = Breaker("openai:x", clock)
    with breaker.call():
        for _ in range(FAILURES):
            fail(breaker)
        clock.seconds += REST + 1
        trying = breaker.call()
        trying.__enter__()
    assert not shut(breaker)
