"""Facts of well-known questions: right ones let depth be scored, wrong ones hold it down, too few leave it open."""

import pytest

from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.grade import Scored
from app.domain.scale import Category
from app.grading.offline import OfflineGrader
from app.signals.reader import Reader

TRANSPORT = "What is the difference between TCP and UDP?"
RIGHT = (
    "TCP numbers its bytes, the other end acknowledges them, and what is not acknowledged in time is sent again, so "
    "they arrive in order. It starts with a handshake. A UDP datagram may be lost and nobody tells you. If one TCP "
    "packet is lost, everything behind it waits, so a call at 50 packets a second stutters."
)
WRONG = (
    "UDP is the reliable one, it has the three-way handshake, so every packet arrives. TCP is the fast one for video."
)
OWN_PLAN = (
    "First I set a gate for 4 May with Dana, who owns the load test, then we cut over region by region, and if loss is "
    "above 2 percent by Friday we roll back. The risk was the old firewall, so I had it tested a week early."
)
FEW = "TCP is connection oriented and the other one is not. Both of them are used a lot on the internet every day."


def depth(grader: OfflineGrader, question: str, answer: str, category: Category = "technical_explanation") -> Scored:
    """The depth given to one answer."""
    turns = (ExchangeTurn("interviewer", question), ExchangeTurn("candidate", answer))
    exchange = Exchange("x", category, "peer_tpm", question, turns, {})
    return grader.grade(exchange).pillars["technical_depth"]


def test_enough_right_facts_are_scored_and_quoted(grader: OfflineGrader) -> None:
    found = depth(grader, TRANSPORT, RIGHT)
    assert (found.score or 0) >= 3
    assert all(e.quote in RIGHT for e in found.evidence)


def test_wrong_facts_hold_depth_down(grader: OfflineGrader) -> None:
    found = depth(grader, TRANSPORT, WRONG)
    assert found.score in {1, 2}
    assert "wrong" in found.reason


def test_too_few_facts_give_no_number_at_the_bar(grader: OfflineGrader) -> None:
    assert (depth(grader, TRANSPORT, FEW).score or 0) <= 2
    vivid = "The bytes go from the sender into a buffer, and if the receiver is slow the sender waits until it reads."
    found = depth(grader, TRANSPORT, f"{vivid} If the receiver dies, the timeout closes the socket after 30 seconds.")
    assert found.score is None
    assert "too few" in found.reason


def test_the_question_read_back_states_no_fact(grader: OfflineGrader) -> None:
    question = (
        "Is it right that TCP resends what is lost, keeps things in order, and starts with a handshake, unlike UDP?"
    )
    assert depth(grader, question, f"{FEW} {question}") == depth(grader, question, FEW)


@pytest.mark.parametrize(
    ("question", "sheet"),
    [
        (TRANSPORT, "tcp_udp"),
        ("Explain hashing and encryption to me.", "hashing_encryption"),
        ("Processes and threads: what's the difference?", "threads"),
        ("Explain a cache, and what can go wrong.", "cache"),
        ("Why do we need idempotent APIs?", "idempotency"),
        ("Design a meal delivery app.", None),
    ],
)
def test_a_question_finds_its_sheet(reader: Reader, question: str, sheet: str | None) -> None:
    exchange = Exchange("x", "technical_explanation", "peer_tpm", question, (), {})
    found = reader.sheet_of(exchange)
    assert (found.id if found else None) == sheet


def test_a_story_has_no_sheet(reader: Reader) -> None:
    exchange = Exchange("x", "behavioral", "peer_tpm", "Tell me about a time a cache hurt you.", (), {})
    assert reader.sheet_of(exchange) is None


CLIPS = "How much storage would a doorbell camera company need for a year of clips?"
CLIPS_WRONG = (
    "One million doorbells take 10 clips a day of 5 megabytes each. That is 50 million megabytes, which is 50 "
    "gigabytes a day, so about 18 terabytes a year, and I would double it for safety."
)


def test_a_wrong_calculation_holds_depth_down_and_is_quoted(grader: OfflineGrader) -> None:
    found = depth(grader, CLIPS, CLIPS_WRONG, "estimation")
    assert found.score in {1, 2}
    assert "calculation" in found.reason
    assert any("50 million megabytes" in e.quote for e in found.evidence)


def test_the_same_calculation_done_right_is_not_held_against_it(grader: OfflineGrader) -> None:
    right = CLIPS_WRONG.replace("50 gigabytes", "50 terabytes").replace("18 terabytes", "18 petabytes")
    found = depth(grader, CLIPS, right, "estimation")
    assert found.score is None


def test_an_explanation_is_not_scored_for_delivery(grader: OfflineGrader) -> None:
    turns = (ExchangeTurn("interviewer", TRANSPORT), ExchangeTurn("candidate", RIGHT + " " + OWN_PLAN))
    exchange = Exchange("x", "technical_explanation", "peer_tpm", TRANSPORT, turns, {})
    assert grader.grade(exchange).pillars["program_execution"].score is None
