"""A model interviews: pieces as they come, checked, broken off, failed; what is stored is whole and once."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.content.catalog import Content
from app.errors import ModelBusy, ModelUnavailable, NotFound, StorageError, UserError
from app.llm.calls import Limits, Model
from app.llm.client import Message
from app.llm.providers.scripted import Line, Reply, ScriptedModel
from app.service.messages import Acknowledged, Failed, Piece, Spoken, State, TakenBack
from app.service.replies import SPEAKS_FOR
from app.signals.reader import Reader
from tests.conftest import FixedClock
from tests.service.dictated import Dictated
from tests.service.house import LONG_ANSWER, Ear, House

NAME = "scripted:one"
LEAD = "I am Inés, from the next team over."
ASKED = "Okay, so the vendor slipped. Whose name was on the new date?"
LIMITS = Limits(30, 30, 30)


class Setup:
    """A house with a model, on one data folder."""

    def __init__(self, data: Path, content: Content, reader: Reader, clock: FixedClock) -> None:
        self._parts = (data, content, reader, clock)

    @asynccontextmanager
    async def house(self, client: ScriptedModel) -> AsyncIterator[House]:
        """Open from start to stop."""
        house = House(*self._parts, models={NAME: Model(NAME, client, LIMITS)})
        await house.start()
        try:
            yield house
        finally:
            await house.stop()


@pytest.fixture
def setup(data: Path, content: Content, reader: Reader, clock: FixedClock) -> Setup:
    return Setup(data, content, reader, clock)


def scripted(*replies: Reply) -> ScriptedModel:
    return ScriptedModel([LEAD, *replies])


async def asked(house: House, client: ScriptedModel) -> tuple[str, Ear]:
    """A session whose opening was made, and who listens to it."""
    session = await house.new(model=NAME)
    ear = await house.enter(session)
    await house.said(session)
    ear.told.clear()
    ear.has_piece.clear()
    return session, ear


async def test_a_turn_comes_in_pieces_and_is_stored_with_what_made_it(setup: Setup) -> None:
    async with setup.house(client := scripted(ASKED)) as house:
        session = await house.new(model=NAME)
        ear = await house.enter(session)
        opening = await house.said(session)
        question = (await house.interviews.view(session)).place.question_text
        assert opening.text == f"{LEAD} {question}" and opening.kind == "ask"
        await house.answer(session, ear)
        turn = await house.said(session)
        assert (turn.text, turn.engine, turn.fault) == (ASKED, NAME, None)
        assert turn.prompt and turn.usage and turn.usage["output"] == len(ASKED.split())
        pieces = [m for m in ear.told if isinstance(m, Piece) and m.turn == 3]
        assert "".join(p.text for p in pieces) == ASKED
        assert [p.offset for p in pieces] == [sum(len(q.text) for q in pieces[:i]) for i in range(len(pieces))]
        order = [type(m) for m in ear.told if not isinstance(m, Piece)]
        assert order == [State, Spoken, Acknowledged, Spoken] and len(client.history) == 2


@pytest.mark.parametrize(
    ("reply", "fault", "shown"),
    [
        ("Great answer! Whose name was on it?", "opening", False),
        ("That is a strong example. Whose name was on it?", "said", None),
        ("So by the rubric, whose name was on it?", "said", None),
        ('You said "we doubled the revenue twice". Whose idea was that?', "misquoted", None),
        ("", "empty", False),
        ("One thing. " * 60, "long", True),
    ],
)
async def test_words_that_nobody_says_are_withdrawn(setup: Setup, reply: str, fault: str, shown: bool | None) -> None:
    async with setup.house(client := scripted(reply)) as house:
        session, ear = await asked(house, client)
        await house.answer(session, ear)
        turn = await house.said(session)
        assert (turn.engine, turn.fault, len(client.history)) == ("offline", fault, 2)
        assert turn.text and turn.text != reply
        assert sum(isinstance(m, TakenBack) for m in ear.told) == 1
        if shown is not None:
            assert any(isinstance(m, Piece) for m in ear.told) is shown


async def test_nothing_follows_the_first_question(setup: Setup) -> None:
    async with setup.house(client := scripted(f"{ASKED} And why then? I think it was yours.")) as house:
        session, ear = await asked(house, client)
        await house.answer(session, ear)
        assert (await house.said(session)).text == ASKED


async def test_whoever_comes_in_the_middle_hears_it_from_the_start(setup: Setup) -> None:
    async with setup.house(client := Dictated()) as house:
        session = await house.new(model=NAME)
        first = await house.enter(session)
        client.pieces.put_nowait("I am ")
        await first.has_piece.wait()
        second = await house.enter(session)
        reset, piece = second.told[-2:]
        assert isinstance(reset, TakenBack) and isinstance(piece, Piece)
        assert (piece.turn, piece.offset, piece.text) == (1, 0, "I am ")
        client.pieces.put_nowait("Inés.")
        client.pieces.put_nowait(None)
        assert (await house.said(session)).text.startswith("I am Inés.")
        assert len(client.history) == 1


async def begun(house: House, client: Dictated) -> tuple[str, Ear]:
    """A session in which a reply to an answer has begun."""
    for piece in (LEAD, None):
        client.pieces.put_nowait(piece)
    session, ear = await asked(house, client)
    await house.answer(session, ear)
    client.pieces.put_nowait("Okay, ")
    await ear.has_piece.wait()
    return session, ear


async def test_an_addition_breaks_a_reply_off_and_it_is_made_anew_once(setup: Setup) -> None:
    async with setup.house(client := Dictated()) as house:
        session, ear = await begun(house, client)
        await house.command(session, ear, "append", text=LONG_ANSWER, client_turn_id="more")
        for piece in ("Whose was it?", None):
            client.pieces.put_nowait(piece)
        turn = await house.said(session)
        assert turn.text == "Whose was it?" and client.open == 0
        assert [m.text for m in client.history[-1] if m.role == "user"][-2] == LONG_ANSWER
        assert ear.of(TakenBack) and len((await house.interviews.view(session)).turns) == 4


async def test_what_breaks_off_a_reply_that_shows_nothing_yet_takes_nothing_back(setup: Setup) -> None:
    async with setup.house(client := Dictated()) as house:
        for piece in (LEAD, None):
            client.pieces.put_nowait(piece)
        session, ear = await asked(house, client)
        await house.answer(session, ear)
        await house.command(session, ear, "append", text=LONG_ANSWER, client_turn_id="more")
        for piece in (ASKED, None):
            client.pieces.put_nowait(piece)
        assert (await house.said(session)).text == ASKED and not ear.of(TakenBack)


async def elapsed_at(house: House, session: str) -> int:
    return (await house.interviews.view(session)).place.elapsed


async def test_a_slow_model_takes_ten_seconds_of_the_clock_and_no_more(setup: Setup, clock: FixedClock) -> None:
    async with setup.house(client := Dictated()) as house:
        session, _ = await begun(house, client)
        clock.now += timedelta(seconds=95)
        for piece in ("whose date was it?", None):
            client.pieces.put_nowait(piece)
        await house.said(session)
        assert await elapsed_at(house, session) == SPEAKS_FOR


async def test_waiting_for_a_model_that_fails_is_off_the_clock_too(setup: Setup, clock: FixedClock) -> None:
    async with setup.house(client := Dictated()) as house:
        session, ear = await begun(house, client)
        clock.now += timedelta(seconds=60)
        client.fails.set()
        client.pieces.put_nowait(None)
        await house.said(session)
        await house.command(session, ear, "engine", model="offline")
        await house.command(session, ear, "retry")
        assert (await house.said(session)).engine == "offline"
        assert await elapsed_at(house, session) == SPEAKS_FOR


async def test_time_with_nobody_there_is_off_the_clock_once(setup: Setup, clock: FixedClock) -> None:
    async with setup.house(client := Dictated()) as house:
        session, ear = await begun(house, client)
        await house.conversation.leave(session, ear)
        clock.now += timedelta(seconds=60)
        for piece in ("whose date was it?", None):
            client.pieces.put_nowait(piece)
        await house.said(session)
        clock.now += timedelta(seconds=60)
        await house.enter(session)
        assert await elapsed_at(house, session) == 0


async def test_the_built_in_interviewer_can_take_over_in_the_middle(setup: Setup) -> None:
    async with setup.house(client := Dictated()) as house:
        session, ear = await begun(house, client)
        await house.command(session, ear, "engine", model="offline")
        turn = await house.said(session)
        assert (turn.number, turn.engine, turn.fault) == (3, "offline", None)
        view = await house.interviews.view(session)
        assert [t.engine for t in view.turns if t.speaker == "interviewer"] == [NAME, "offline"]


async def test_a_model_that_fails_leaves_the_answer_and_can_be_asked_again(setup: Setup) -> None:
    async with setup.house(client := scripted(*[ModelBusy("Busy.", after=900)] * 2, ASKED)) as house:
        session, ear = await asked(house, client)
        await house.answer(session, ear)
        assert (await house.said(session)).speaker == "candidate"
        assert [m.error.code for m in ear.of(Failed)] == ["model_busy"]  # type: ignore[union-attr]
        await house.command(session, ear, "retry")
        assert (await house.said(session)).speaker == "candidate"
        await house.command(session, ear, "retry")
        assert (await house.said(session)).text == ASKED


@pytest.mark.parametrize("lost", [ASKED, ModelUnavailable("away")])
async def test_nothing_is_heard_of_a_reply_to_what_could_not_be_kept(setup: Setup, lost: Line) -> None:
    def replied(messages: Sequence[Message]) -> Line:
        return lost if any("I moved the date" in m.text for m in messages) else ASKED

    async with setup.house(client := scripted(replied, replied)) as house:
        session, ear = await asked(house, client)
        await house.store.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1").scalar())
        with pytest.raises(StorageError, match="disk is full"):
            await house.answer(session, ear, "I moved the date. " * 1000)
        await house.store.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000").scalar())
        assert ear.told == []
        await house.answer(session, ear)
        assert (await house.said(session)).text == ASKED
        assert [type(m) for m in ear.told if not isinstance(m, Piece)] == [Acknowledged, Spoken]


async def test_a_failed_reply_can_go_on_offline(setup: Setup) -> None:
    async with setup.house(client := scripted(ModelUnavailable("Gone."), *[ModelUnavailable("Gone.")] * 2)) as house:
        session, ear = await asked(house, client)
        await house.answer(session, ear)
        await house.said(session)
        await house.command(session, ear, "engine", model="offline")
        await house.command(session, ear, "retry")
        assert (await house.said(session)).engine == "offline"


async def test_a_reply_is_finished_when_nobody_listens(setup: Setup) -> None:
    async with setup.house(client := Dictated()) as house:
        session, ear = await begun(house, client)
        await house.conversation.leave(session, ear)
        for piece in ("whose date was it?", None):
            client.pieces.put_nowait(piece)
        assert (await house.said(session)).text == "Okay, whose date was it?"
        assert house.rooms.known_room(session) is None


async def test_a_session_deleted_in_the_middle_is_gone(setup: Setup) -> None:
    async with setup.house(client := Dictated()) as house:
        session, _ = await begun(house, client)
        await house.interviews.delete(session)
        with pytest.raises(NotFound):
            await house.interviews.view(session)
        await client.closed.wait()


async def test_a_stop_in_the_middle_leaves_a_reply_that_is_due(setup: Setup) -> None:
    async with setup.house(client := Dictated()) as house:
        session, _ = await begun(house, client)
    assert client.open == 0
    async with setup.house(again := ScriptedModel([ASKED])) as house:
        assert (await house.interviews.view(session)).turns[-1].speaker == "candidate"
        await house.enter(session)
        assert (await house.said(session)).text == ASKED and len(again.history) == 1


async def test_an_engine_that_there_is_not(setup: Setup) -> None:
    async with setup.house(scripted()) as house:
        with pytest.raises(UserError) as refused:
            await house.new(model="openai:nobody")
        assert refused.value.code == "model_unavailable"
