"""What a report advises fits what was said: length, documents, and what to practise next."""

import pytest

from app.content.catalog import Content
from app.domain.report import Observation, Report
from app.domain.session import SessionSpec
from tests.answers import CONFLICT_STORY, HONEST, PLAN_STORY, WEAK
from tests.grading.sessions import drill, held

SHORT = (
    "In March I moved 40 stores to the new till and closed each one with its manager by Friday. I asked the two that "
    "failed in week one what broke, and on 9 March I held the next wave until both printed receipts. By 30 April all "
    "40 were live and the refunds fell from 31 a week to 4."
)


def noted(report: Report, name: str) -> Observation | None:
    """What was noted under a heading."""
    return next((o for o in report.observations if o.id == name), None)


def test_a_good_short_answer_is_not_told_to_be_longer(content: Content) -> None:
    report = drill(content, "what_was_fixed", "bar_raiser", SHORT, SHORT.replace("40", "41"))
    assert min(p.mean for p in report.pillars if p.mean is not None) >= 3
    length = noted(report, "length")
    assert length is not None
    assert "room for" not in length.text


def test_an_answer_too_short_to_show_anything_is(content: Content) -> None:
    length = noted(drill(content, "what_was_fixed", "bar_raiser", "We shipped it in March and it went well."), "length")
    assert length is not None
    assert "too short" in length.text


@pytest.mark.parametrize(
    "said",
    [
        "I asked her for it in writing and we set a new date, 4 May.",
        "We had three milestones and I reported the migration green for five weeks, until 3 June.",
        "The alerting woke Priya at 02:10 and the guardrail was 0.4 percent, which we held in March.",
    ],
)
def test_a_phrase_is_no_document(content: Content, said: str) -> None:
    assert noted(drill(content, "what_was_fixed", "bar_raiser", f"{said} {SHORT}"), "artifacts") is None


def test_a_list_of_documents_shows_none_of_them(content: Content) -> None:
    said = "By Friday I'd stand up a RAID log, a RACI, the roadmap and a weekly status for the 12 owners."
    documents = noted(drill(content, "what_was_fixed", "bar_raiser", f"{said} {SHORT}"), "artifacts")
    assert documents is not None
    assert all(item.endswith("without what stood in it.") for item in documents.items)
    assert any("RAID log" in quote.text for quote in documents.quotes)


def test_a_document_whose_content_is_told_was_shown(content: Content) -> None:
    said = "The top row of my RAID log read: payment certificates, owner Priya, due 14 March."
    documents = noted(drill(content, "what_was_fixed", "bar_raiser", f"{said} {SHORT}"), "artifacts")
    assert documents is not None
    assert documents.items[0].startswith("RAID log: you told")


def test_lowest_is_said_only_of_the_one_that_stood_lowest(content: Content) -> None:
    for persona in ("recruiter", "hiring_manager", "partner_engineer", "pm_ux", "bar_raiser"):
        for answers in ([*WEAK], [*HONEST, WEAK[0]], [CONFLICT_STORY, PLAN_STORY, WEAK[1]]):
            report = held(content, SessionSpec("round", persona=persona), answers, seed=3).report()
            means = {p.name.lower(): p.mean for p in report.pillars if p.mean is not None}
            for drill_ in report.drills:
                if "where you stood lowest" not in drill_.why:
                    continue
                name = next(n for n in means if n in drill_.why)
                others = [m for n, m in means.items() if n != name]
                assert means[name] == min(means.values())
                assert ("one of those" in drill_.why) == (means[name] in others)


def test_the_drills_do_not_say_again_what_to_fix(content: Content) -> None:
    report = held(content, SessionSpec("round", persona="hiring_manager"), [*WEAK, PLAN_STORY], seed=2).report()
    assert report.fix_first is not None
    missing = report.fix_first.still_missing.rstrip(".").lower()
    assert not [d for d in report.drills if missing in d.why.lower()]
    assert len({d.why for d in report.drills}) == len(report.drills)
