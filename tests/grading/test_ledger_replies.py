"""What came back from follow-ups: a concrete reply is never nothing, a stock phrase never something."""

import pytest

from app.content.catalog import Content
from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.report import Report
from app.domain.rubric import Rubrics
from app.grading.offline import OfflineGrader
from app.grading.parts.recovery import Recovered, recoveries
from app.grading.reasons import Reasoner
from app.grading.scales import Placement
from app.service.sample import sample_report
from app.signals.reader import Reader
from tests.answers import PLAN_STORY
from tests.grading.conftest import asked

FIRST = "We had a payment partner, and their head of operations kept ringing my director about the files."


def reply(reader: Reader, rubrics: Rubrics, gap: str, text: str) -> Recovered:
    """What a reply to a follow-up for this gap counts as."""
    turns = (
        ExchangeTurn("interviewer", "Tell me about it.", kind="ask"),
        ExchangeTurn("candidate", FIRST),
        ExchangeTurn("interviewer", "And?", kind="probe", gap=gap),
        ExchangeTurn("candidate", text),
    )
    exchange = Exchange("x", "behavioral", "bar_raiser", "Tell me about it.", turns, {})
    (found,) = recoveries(exchange, reader.exchange(exchange), rubrics)
    return found


CONCRETE = [
    (
        "trade_off",
        "The third country waits about three weeks. Those sellers had a mail from us, so support gets the calls.",
    ),
    (
        "risk",
        "That two becomes one. I'd look at it every Monday with their manager, and the sign is the first missed check.",
    ),
    ("dependency", "I'd write down with their manager which two people it is, by name, and that they stay on this."),
    (
        "motive",
        "I did ask for it at home. We have a small returns warehouse and I offered to run its move, and it went to the "
        "operations side, because that is where it belongs.",
    ),
    ("trade_off", "It took me maybe half a day a week that the other partners did not get."),
    (
        "own_part",
        "The freeze calendar. Nobody else holds it. If I had been away, two teams would have released at once.",
    ),
]
HOLLOW = [
    ("decision", "It was decided between us, on one of those calls."),
    ("trade_off", "There are always trade-offs, it's important to align early with key stakeholders and communicate."),
    ("motive", "I am passionate about innovation and impact, and I believe in empowering cross-functional teams."),
    ("number", "It went really well and everybody was very happy with how it turned out in the end."),
]


@pytest.mark.parametrize(("gap", "text"), CONCRETE)
def test_a_concrete_reply_counts(reader: Reader, content: Content, gap: str, text: str) -> None:
    found = reply(reader, content.rubrics, gap, text)
    assert found.came_back in {"in_part", "answered"}
    assert found.span is not None
    assert found.span.text in text


@pytest.mark.parametrize(("gap", "text"), HOLLOW)
def test_stock_phrases_stay_missing(reader: Reader, content: Content, gap: str, text: str) -> None:
    assert reply(reader, content.rubrics, gap, text).came_back == "missing"


@pytest.fixture(scope="module")
def marcus(content: Content) -> Report:
    """The report of the sample."""
    return sample_report(content, content.samples["marcus"])


def test_the_samples_concrete_replies_are_in_its_ledger(marcus: Report) -> None:
    assert sum(row.came_back == "missing" for row in marcus.ledger) == 1
    assert all(row.quote is not None for row in marcus.ledger)


def test_what_to_fix_bears_on_what_would_change_the_result(marcus: Report, content: Content) -> None:
    assert marcus.fix_first is not None
    assert marcus.fix_first.gap is not None
    names = [content.rubrics.pillars[p].name.lower() for p in content.rubrics.gaps[marcus.fix_first.gap].pillars]
    assert marcus.would_change is not None
    assert any(name in marcus.would_change for name in names)
    assert content.questions[marcus.fix_first.question_id].kind != "motive"


def test_a_result_is_quoted_from_its_own_sentence(marcus: Report) -> None:
    lines = [line for e in marcus.exchanges for line in e.starl or () if line.id == "result"]
    assert next(q.text for line in lines for q in line.quotes).startswith("In the end the move went live")


def test_a_strength_is_named_in_concrete_words(marcus: Report) -> None:
    assert ": you " in marcus.verdict


def test_no_reason_names_a_signal_and_its_opposite(content: Content) -> None:
    placed = Placement(2, 2.0, (("replies_held", 0.4), ("fitting_length", 0.2)), ("general",), None)
    reason = Reasoner(content.rubrics).reason(placed, ["signpost"], top=False).text
    assert "as concrete as" not in reason
    assert "stays general" in reason


def test_nobody_is_marked_down_for_what_was_not_asked(grader: OfflineGrader) -> None:
    """An unasked pillar is scored at the bar or above, or not at all; communication is in every answer."""
    thin = "We made a plan on 3 March and tracked it, and then it went well."
    for told in (PLAN_STORY, thin):
        graded = grader.grade(asked(told, category="program_management", targets={"stakeholder_leadership": 1}))
        unasked = {
            p: s.score for p, s in graded.pillars.items() if p not in {"stakeholder_leadership", "communication"}
        }
        assert all(score is None or score >= 3 for score in unasked.values())
        assert graded.pillars["communication"].score is not None
    assert graded.pillars["program_execution"].reason == "This question did not ask for it."
