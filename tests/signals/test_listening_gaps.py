"""What was said in real practice rounds and asked for once more: it closes the gap now."""

import pytest

from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.scale import QuestionKind
from app.signals.found import ExchangeSignals
from app.signals.reader import Reader

ASKED = "Tell me about a time it went against you."
STILL_ASKED = 0.5  # prompts/pace.yaml: a gap of this size is gone for


def heard(reader: Reader, *turns: tuple[str, str | None]) -> ExchangeSignals:
    """An exchange of answers, each after a follow-up for a gap."""
    said = [ExchangeTurn("interviewer", ASKED, kind="ask")]
    for text, gap in turns:
        said += [ExchangeTurn("interviewer", "And then?", kind="probe", gap=gap)] if gap else []
        said.append(ExchangeTurn("candidate", text))
    return reader.exchange(Exchange("x", "behavioral", "bar_raiser", ASKED, tuple(said), {}))


def size(reader: Reader, kind: QuestionKind, gap: str, signals: ExchangeSignals) -> float:
    """How much of the gap is open."""
    return next((g.size for g in reader.open_gaps(kind, {}, signals) if g.gap == gap), 0.0)


@pytest.mark.parametrize(
    ("kind", "gap", "text"),
    [
        ("scenario", "escalation", "If it happens a fourth time, I go to his director, and I tell him beforehand."),
        ("story", "decision", "I chose the smaller team, on a Tuesday in May, and told my director that evening."),
        ("story", "decision", "I could have stayed and taken the promotion. I didn't because the work was over."),
        ("story", "reason", "I could have stayed and taken the promotion. I didn't because the work was over."),
        ("story", "decision", "They offered me the bigger program and I turned it down."),
        ("story", "result", "He took the course that spring, and he's still there."),
        ("story", "result", "It went out on the ninth of May."),
        ("scenario", "trade_off", "I'd lose the new reporting module to do it. It goes to the autumn."),
        ("scenario", "trade_off", "My own team slipped a sprint to make the room for theirs."),
        ("scenario", "trade_off", "We drew a line, and the export was below the line."),
        ("motive", "motive", "I prefer a fixed date and a loose scope, because then people tell you what matters."),
        ("story", "interest", "If it breaks he wears it, because he can afford a week and the shops cannot."),
        ("story", "customer", "I sat with the nurses, who print our screen and write over it in pen."),
        (
            "explain",
            "failure_mode",
            "The gateway writes the entry to a queue before it releases the response, so no log, no look-up.",
        ),
    ],
)
def test_what_was_given_is_not_asked_for(reader: Reader, kind: QuestionKind, gap: str, text: str) -> None:
    assert size(reader, kind, gap, heard(reader, (text, None))) < STILL_ASKED


def test_a_concrete_reply_closes_about_half(reader: Reader) -> None:
    first = "We moved the files of a payment partner, and it was agreed in the end."
    reply = "The third country waits about three weeks, and support gets the calls."
    before, after = heard(reader, (first, None)), heard(reader, (first, None), (reply, "trade_off"))
    assert size(reader, "story", "trade_off", before) == 1
    assert size(reader, "story", "trade_off", after) < STILL_ASKED


def test_quotes_come_from_the_latest_answer_alone(reader: Reader) -> None:
    group = "It was agreed by the whole group in March. Everybody was aligned with the plan for the launch."
    grave = "One of my people died that spring, in a car accident, and we decided to stop the launch."
    for later in ("How many engineers are there?", grave):
        signals = heard(reader, (group, None), (later, None))
        assert {reader.hang_on(g.gap, signals) for g in reader.open_gaps("story", {}, signals)} == {None}


@pytest.mark.parametrize(
    ("signal", "text"),
    [
        (
            "blunt_escalation",
            "If it happens a fourth time, I go to his director, and I tell him beforehand that I'm going.",
        ),
        ("lesson_specific", "I'd start from the assumption that he has a reason."),
        ("admission", "He'd been given the part that nobody understood, and he was embarrassed to say so."),
        ("dependency", "Downstream it's the users of whatever gets shipped."),
        ("gate", "I'd read the three side by side, because if all three turn on the same concern he is right."),
        ("passive", "The nurses who make the rosters wait for the export fix."),
        ("now_do", "If a fourth review is blocked after that, I take it to the director."),
    ],
)
def test_what_was_not_said_is_not_heard(reader: Reader, signal: str, text: str) -> None:
    assert signal not in heard(reader, (text, None)).counts
