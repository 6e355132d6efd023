"""Grading in the background: every closed exchange once, failures with their reason, and a report at the end."""

import asyncio
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from app.content.catalog import Content
from app.domain.exchange import Exchange
from app.domain.report import Report
from app.errors import Conflict, ModelUnavailable, NotFound
from app.grading.offline import OfflineGrader
from app.service.messages import Progress, ReportReady
from app.service.reports import stored_report
from app.signals.reader import Reader
from app.store import grading
from tests.conftest import FixedClock
from tests.service.house import House, WatchedGrader


async def interviewed(house: House, answers: int = 3) -> str:
    """A session that somebody ended after a few answers."""
    session = await house.new()
    ear = await house.enter(session)
    for _ in range(answers):
        await house.answer(session, ear)
    await house.command(session, ear, "end")
    await house.conversation.leave(session, ear)
    return session


async def test_a_report_is_there_once_all_is_graded(house: House) -> None:
    session = await interviewed(house)
    with pytest.raises(Conflict) as waits:
        await house.reports.of(session)
    assert waits.value.code == "not_ready"
    await house.grade_all(session)
    report = await house.reports.of(session)
    assert isinstance(report, Report) and report.session_id == session
    assert (await house.interviews.list())[0].headline == report.headline


async def test_a_report_is_read_beside_a_serving_process(house: House, data: Path) -> None:
    session = await interviewed(house)
    with pytest.raises(Conflict):
        await stored_report(data, session)
    await house.grade_all(session)
    assert await stored_report(data, session) == await house.reports.of(session)
    with pytest.raises(NotFound):
        await stored_report(data, "nobody")
    with pytest.raises(NotFound):
        await stored_report(data / "nowhere", session)


async def test_a_session_without_an_answer_has_a_report_too(house: House) -> None:
    session = await interviewed(house, answers=0)
    await house.grade_all(session)
    assert (await house.reports.of(session)).recommendation is None


async def test_those_who_listen_hear_how_far_it_is(house: House) -> None:
    session = await interviewed(house)
    ear = await house.enter(session)
    await house.grade_all(session)
    assert isinstance(ear.told[-1], ReportReady)
    heard = [(p.done, p.total) for p in ear.of(Progress)]  # type: ignore[union-attr]
    assert heard and heard[-1][0] == heard[-1][1]


async def test_no_exchange_is_graded_twice(data: Path, content: Content, reader: Reader, clock: FixedClock) -> None:
    seen: list[str] = []
    counting = WatchedGrader(OfflineGrader(reader, content.rubrics), lambda exchange: seen.append(exchange.id))
    house = House(data, content, reader, clock, counting)
    session = await interviewed(house, answers=6)
    await house.grade_all(session)
    house.close()
    house = House(data, content, reader, clock, counting)
    await house.start()
    await house.grade_all(session)
    assert len(seen) == len(set(seen)) == len(await house.store.read(partial(grading.jobs, session_id=session)))
    house.close()


async def test_a_lease_of_a_process_that_is_gone_is_free_again(
    data: Path, content: Content, reader: Reader, clock: FixedClock
) -> None:
    house = House(data, content, reader, clock)
    session = await interviewed(house)
    claim = partial(grading.claim, now=clock(), lease_until=clock.now.replace(year=2100))
    assert await house.store.write(claim) is not None
    house.close()
    house = House(data, content, reader, clock)
    await house.start()
    await house.grade_all(session)
    assert await house.reports.of(session)
    house.close()


async def test_a_lease_that_has_run_out_is_taken_by_another(house: House, clock: FixedClock) -> None:
    await interviewed(house, answers=1)
    claim = partial(grading.claim, now=clock(), lease_until=clock())
    first = await house.store.write(claim)
    assert await house.store.write(claim) is None
    clock.pass_seconds(1)
    later = await house.store.write(partial(grading.claim, now=clock(), lease_until=clock()))
    assert first is not None and later is not None
    assert (later.question_id, later.status) == (first.question_id, "leased")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ModelUnavailable("The model cannot be reached."), "The model cannot be reached."),
        (KeyError("x"), "grader failed"),
    ],
)
async def test_what_fails_is_not_graded_and_can_be_run_again(
    error: Exception, reason: str, data: Path, content: Content, reader: Reader, clock: FixedClock
) -> None:
    to_come = [error]

    def breaks_once(_: Exchange) -> None:
        if to_come:
            raise to_come.pop()

    grader = WatchedGrader(OfflineGrader(reader, content.rubrics), breaks_once)
    house = House(data, content, reader, clock, grader)
    session = await interviewed(house)
    await house.grade_all(session)
    broken = (await house.reports.of(session)).exchanges[0]
    assert broken.not_graded and reason in broken.not_graded
    assert not any(line.score for line in broken.pillars)
    await house.conversation.grade_again(session)
    with pytest.raises(Conflict):
        await house.reports.of(session)
    assert not (await house.enter(session)).of(ReportReady), "that report has been taken back"
    await house.grade_all(session)
    assert (await house.reports.of(session)).exchanges[0].not_graded is None
    with pytest.raises(Conflict):
        await house.conversation.grade_again(session)
    house.close()


async def test_grading_again_is_for_sessions_that_are_over(house: House) -> None:
    session = await house.new()
    with pytest.raises(Conflict):
        await house.conversation.grade_again(session)
    with pytest.raises(NotFound):
        await house.conversation.grade_again("nobody")


async def test_a_session_that_is_deleted_while_it_is_graded(
    data: Path, content: Content, reader: Reader, clock: FixedClock
) -> None:
    """Its grade is not written to where it no longer is, and the desk works on."""
    loop = asyncio.get_running_loop()
    to_go: list[str] = []

    def deletes_first(_: Exchange) -> None:
        if to_go:
            asyncio.run_coroutine_threadsafe(house.interviews.delete(to_go.pop()), loop).result()

    grader = WatchedGrader(OfflineGrader(reader, content.rubrics), deletes_first)
    house = House(data, content, reader, clock, grader)
    doomed = await interviewed(house)
    to_go.append(doomed)
    other = await house.new(seed=12)
    ear = await house.enter(other)
    await house.command(other, ear, "end")
    await house.grade_all(other)
    with pytest.raises(NotFound):
        await house.reports.of(doomed)
    house.close()


async def test_the_own_view_is_in_the_report_before_and_after(house: House) -> None:
    session = await interviewed(house)
    await house.interviews.rate(session, "below")
    await house.grade_all(session)
    report = await house.reports.of(session)
    assert report.self_rating == "below"
    await house.interviews.rate(session, "above")
    assert await house.reports.of(session) == replace(report, self_rating="above")


async def test_what_was_asked_before_is_known(house: House) -> None:
    asked: set[str] = set()
    for seed in range(3):
        session = await house.new(format="drill", persona=None, seed=None, candidate=str(seed))
        await house.enter(session)
        asked |= {t.question_id or "" for t in (await house.interviews.view(session)).turns}
    assert len(asked) == 3


async def test_the_same_seed_and_moment_give_the_same_session(
    tmp_path: Path, content: Content, reader: Reader, clock: FixedClock
) -> None:
    """Report and all, byte for byte, on two machines."""
    reports = []
    for name in ("one", "other"):
        house = House(tmp_path / name, content, reader, clock)
        session = await interviewed(house)
        await house.grade_all(session)
        reports.append(await house.reports.of(session))
        house.close()
    assert reports[0] == reports[1]
