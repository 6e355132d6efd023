"""A model grades and then writes: numbers first, prose after, and whatever stops, no answered call is made again."""

import asyncio

import pytest

from app.errors import Conflict
from app.reports import markdown
from tests.service.house import House
from tests.service.panel import CALLS, NAME, Lives, Panel, with_prose


async def ended(house: House) -> str:
    """A practice question that was answered and ended."""
    session = await house.new(format="drill", grader_model=NAME)
    ear = await house.enter(session)
    await house.answer(session, ear)
    await house.command(session, ear, "end")
    await house.conversation.leave(session, ear)
    return session


async def test_numbers_first_and_prose_after(lives: Lives) -> None:
    house = await lives.open(panel := Panel(stalls=2))
    session = await ended(house)
    await house.grade_all(session)
    report = await house.reports.of(session)
    assert report.prose == "pending" and report.coaching is None
    assert any(p.mean == 3.0 for p in report.pillars) and report.trust.grader == NAME
    assert len(panel.answered) == 2
    await house.stop()

    house = await lives.open(again := Panel())
    report = await with_prose(house, session)
    assert report.prose == "done" and report.coaching is not None and report.coaching.exchanges
    assert len(again.answered) == CALLS - 2
    await house.stop()


@pytest.mark.parametrize("stalls", range(CALLS))
async def test_no_answered_call_is_made_again(lives: Lives, stalls: int) -> None:
    house = await lives.open(first := Panel(stalls=stalls))
    session = await ended(house)
    worker = asyncio.create_task(house.grading.run())
    await first.stalled.wait()
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    house.close()

    house = await lives.open(second := Panel())
    report = await with_prose(house, session)
    assert report.prose == "done" and report.recommendation is not None
    assert (len(first.answered), len(second.answered)) == (stalls, CALLS - stalls)
    await house.stop()


async def test_prose_that_failed_is_written_when_asked_for_again(lives: Lives) -> None:
    house = await lives.open(panel := Panel(fails=True))
    session = await ended(house)
    report = await with_prose(house, session)
    assert report.prose == "failed" and any(p.mean == 3.0 for p in report.pillars)
    panel.fails = False
    await house.conversation.grade_again(session)
    report = await with_prose(house, session)
    assert report.prose == "done" and report.coaching is not None
    with pytest.raises(Conflict):
        await house.conversation.grade_again(session)
    await house.stop()


async def test_a_rating_given_meanwhile_stays(lives: Lives) -> None:
    house = await lives.open(Panel())
    session = await ended(house)
    await house.grade_all(session)
    await house.interviews.rate(session, "above")
    assert (await with_prose(house, session)).self_rating == "above"
    await house.stop()


async def test_the_report_tells_who_worded_and_who_graded(lives: Lives) -> None:
    """The engine is changed between two turns."""
    house = await lives.open(panel := Panel())
    panel.enqueue("I am Inés, from the next team over.")
    session = await house.new(model=NAME, grader_model=NAME)
    ear = await house.enter(session)
    assert (await house.said(session)).engine == NAME
    await house.command(session, ear, "engine", model="offline")
    for _ in range(2):
        await house.answer(session, ear)
    await house.command(session, ear, "end")
    await house.conversation.leave(session, ear)
    report = await with_prose(house, session)
    said = [t.engine for t in (await house.interviews.view(session)).turns if t.speaker == "interviewer"]
    shown = [t.engine for e in report.exchanges for t in e.turns if t.speaker == "interviewer"]
    assert shown == said[: len(shown)] and set(shown) == {NAME, "offline"}
    assert report.trust.interviewer == f"offline ({said.count('offline')} turns) and {NAME} (1 turns)"
    assert report.trust.grader == NAME
    printed = markdown.render(report).decode()
    assert f"{NAME}, offline" in printed and report.trust.interviewer in printed
    await house.stop()
