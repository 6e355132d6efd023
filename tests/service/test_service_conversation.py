"""An interview under way: order, replies made once, one writer, and a clock that is fair."""

from functools import partial
from pathlib import Path

import pytest

from app.content.catalog import Content
from app.domain.turn import Turn
from app.errors import Conflict, Forbidden, NotFound, StorageError, UserError
from app.service.messages import Acknowledged, Ended, Spoken, State
from app.signals.reader import Reader
from app.store import log
from app.store.records import Change, Event
from tests.conftest import FixedClock
from tests.service.house import LONG_ANSWER, House


async def test_the_opening_is_made_once(house: House) -> None:
    session = await house.new()
    first = await house.enter(session)
    second = await house.enter(session)
    assert [type(m) for m in first.told] == [State, Spoken]
    assert [type(m) for m in second.told] == [State]
    assert len((await house.interviews.view(session)).turns) == 1


async def test_an_answer_is_acknowledged_before_the_reply(house: House) -> None:
    session = await house.new()
    ear = await house.enter(session)
    command = await house.answer(session, ear)
    ack, done = ear.told[-2:]
    assert isinstance(ack, Acknowledged) and isinstance(done, Spoken)
    assert (ack.command_id, ack.turn.number, done.turn.number) == (command, 2, 3)
    assert (ack.seq, done.seq) == (2, 3)


async def test_a_missing_reply_is_made_when_somebody_comes_back_and_once(house: House) -> None:
    """As after a kill between the answer's commit and the reply's."""
    session = await house.new()
    ear = await house.enter(session)
    await house.conversation.leave(session, ear)
    now = (await house.interviews.view(session)).session.created_at
    answer = Turn(2, "candidate", "answer", "I moved the date.", now, client_turn_id="t")
    change = Change(turns=(answer,), events=(Event(2, "turn.ack", turn=2, command_id="c"),))
    await house.store.write(partial(log.record, session_id=session, change=change))
    back = await house.enter(session, ear.last_seq)
    assert [type(m) for m in back.told] == [Acknowledged, Spoken]
    again = await house.enter(session, back.last_seq)
    assert [type(m) for m in again.told] == [State]  # told that another writes; no second reply
    assert len((await house.interviews.view(session)).turns) == 3


async def test_retry_makes_no_second_reply(house: House) -> None:
    session = await house.new()
    ear = await house.enter(session)
    await house.command(session, ear, "retry")
    await house.answer(session, ear)
    before = list(ear.told)
    await house.command(session, ear, "retry")
    assert ear.told == before


async def test_only_one_writes_until_another_takes_over(house: House) -> None:
    session = await house.new()
    older, newer = await house.enter(session), await house.enter(session)
    assert [m.writer for m in newer.of(State)] == [False]  # type: ignore[union-attr]
    with pytest.raises(Forbidden) as refused:
        await house.answer(session, newer)
    assert refused.value.code == "not_writer"
    await house.command(session, newer, "takeover")
    assert older.dropped == "taken_over" and newer.told[-1].writer  # type: ignore[union-attr]
    await house.answer(session, newer)
    assert isinstance(newer.told[-1], Spoken)
    assert not isinstance(older.told[-1], Spoken) or older.told[-1].turn.number == 1


async def test_readers_hear_everything_and_the_oldest_writes_on(house: House) -> None:
    session = await house.new()
    writer, reader, other = [await house.enter(session) for _ in range(3)]
    await house.answer(session, writer)
    assert [type(m) for m in reader.told] == [State, Acknowledged, Spoken]
    await house.conversation.leave(session, writer)
    assert reader.told[-1].writer and not other.told[0].writer  # type: ignore[union-attr]
    await house.answer(session, reader)


async def test_the_same_page_come_back_follows_itself(house: House) -> None:
    """Its old connection may still look alive after a network change."""
    session = await house.new()
    before = await house.enter(session, tab="page-1")
    after = await house.enter(session, before.last_seq, tab="page-1")
    assert before.dropped == "taken_over"
    await house.answer(session, after)
    assert [type(m) for m in after.told] == [Acknowledged, Spoken]


async def test_who_was_sent_away_does_nothing_any_more(house: House, clock: FixedClock) -> None:
    """A frame of its own may still be on the way, and so may its leaving."""
    session = await house.new()
    older, newer = await house.enter(session), await house.enter(session)
    await house.command(session, newer, "takeover")
    for kind in ("takeover", "skip", "end"):
        await house.command(session, older, kind)  # type: ignore[arg-type]
    await house.conversation.leave(session, older)
    assert newer.dropped is None and len((await house.interviews.view(session)).turns) == 1
    await house.conversation.leave(session, newer)
    clock.pass_seconds(86_400)
    await house.conversation.leave(session, older)
    await house.enter(session)
    assert (await house.interviews.view(session)).place.elapsed == 0


async def test_a_pause_stands_off_the_clock(house: House, clock: FixedClock) -> None:
    session = await house.new()
    ear = await house.enter(session)
    clock.pass_seconds(60)
    await house.command(session, ear, "pause")
    clock.pass_seconds(1000)
    with pytest.raises(Conflict) as refused:
        await house.answer(session, ear)
    assert refused.value.code == "not_now"
    await house.command(session, ear, "resume")
    clock.pass_seconds(5)
    assert (await house.interviews.view(session)).place.elapsed == 65
    assert [m.session.status for m in ear.of(State)] == ["ready", "paused", "live"]  # type: ignore[union-attr]


async def test_ending_in_a_pause_leaves_the_pause_out(house: House, clock: FixedClock) -> None:
    session = await house.new()
    ear = await house.enter(session)
    clock.pass_seconds(60)
    await house.command(session, ear, "pause")
    clock.pass_seconds(1000)
    await house.command(session, ear, "end")
    assert (await house.interviews.view(session)).place.elapsed == 60
    assert isinstance(ear.told[-1], Ended)


async def test_the_clock_stands_still_while_nobody_is_there(house: House, clock: FixedClock) -> None:
    session = await house.new()
    ear = await house.enter(session)
    clock.pass_seconds(30)
    await house.conversation.leave(session, ear)
    clock.pass_seconds(86_400)
    await house.enter(session, ear.last_seq)
    clock.pass_seconds(10)
    assert (await house.interviews.view(session)).place.elapsed == 40


async def test_the_time_of_a_crash_is_nobodys(data: Path, content: Content, reader: Reader, clock: FixedClock) -> None:
    house = House(data, content, reader, clock)
    session = await house.new()
    await house.enter(session)
    clock.pass_seconds(30)
    house.close()  # without a word to those who listen
    clock.pass_seconds(86_400)
    house = House(data, content, reader, clock)
    await house.start()
    await house.enter(session)
    clock.pass_seconds(10)
    assert (await house.interviews.view(session)).place.elapsed == 10
    house.close()


async def test_append_joins_the_exchange_before(house: House) -> None:
    session = await house.new()
    ear = await house.enter(session)
    await house.answer(session, ear)
    await house.command(session, ear, "append", text="And I told the vendor.", client_turn_id="more")
    turns = (await house.interviews.view(session)).turns
    added = next(t for t in turns if t.kind == "append")
    assert added.question_id == next(t for t in turns if t.kind == "answer").question_id
    assert added.text == "And I told the vendor."


async def test_commands_at_the_wrong_moment(house: House) -> None:
    session = await house.new()
    ear = await house.enter(session)
    for kind in ("append", "confirm", "resume"):
        with pytest.raises(Conflict):
            await house.command(session, ear, kind)  # type: ignore[arg-type]
    with pytest.raises(UserError) as refused:
        await house.command(session, ear, "engine", model="nobody:at-home")
    assert refused.value.code == "model_unavailable"
    await house.command(session, ear, "engine", model="offline")
    await house.command(session, ear, "end")
    for kind in ("answer", "end", "pause", "engine", "skip", "hint"):
        with pytest.raises(Conflict):
            await house.command(session, ear, kind, text="x", model="offline")  # type: ignore[arg-type]


async def test_nobody_enters_what_is_not_there(house: House) -> None:
    for does in (house.enter("nobody"), house.interviews.view("nobody"), house.interviews.delete("nobody")):
        with pytest.raises(NotFound):
            await does


async def test_a_disk_that_refuses_leaves_the_session_as_it_was(house: House) -> None:
    """The answer is not acknowledged, and the same answer sent again is taken, once."""
    session = await house.new()
    ear = await house.enter(session)
    told = list(ear.told)
    await house.store.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1").scalar())
    text = "I moved the date. " * 1000
    with pytest.raises(StorageError, match="disk is full"):
        await house.answer(session, ear, text, id="again", client_turn_id="again")
    assert ear.told == told
    await house.store.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1000000").scalar())
    await house.answer(session, ear, text, id="again", client_turn_id="again")
    assert [t.number for t in (await house.interviews.view(session)).turns] == [1, 2, 3]
    assert ear.seqs == [0, 1, 2, 3]


async def test_a_state_that_would_not_fit_a_frame_comes_in_parts(house: House) -> None:
    session = await house.new(minutes=0)
    ear = await house.enter(session)
    for _ in range(8):
        await house.answer(session, ear, LONG_ANSWER + "\U0001f642" * 19_000)
    turns = (await house.interviews.view(session)).turns
    assert sum(len(t.text.encode()) for t in turns) > 512 * 1024
    fresh = await house.enter(session)
    state, *rest = fresh.told
    assert isinstance(state, State) and sum(len(t.text.encode()) for t in state.turns) < 450 * 1024
    assert [m.seq for m in rest] == list(range(state.seq + 1, ear.told[-1].seq + 1))  # type: ignore[union-attr]
    got = {t.number: t for t in state.turns} | {m.turn.number: m.turn for m in rest}  # type: ignore[union-attr]
    assert tuple(got.values()) == turns
