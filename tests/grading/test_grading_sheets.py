"""Facts of well-known questions: right ones let depth be scored, wrong ones hold it down, too few leave it open."""

import pytest

from app.domain.exchange import Exchange, ExchangeTurn
from app.domain.grade import Scored
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
FEW = "TCP is connection oriented and the other one is not. Both of them are used a lot on the internet every day."


def depth(grader: OfflineGrader, question: str, answer: str, category: str = "technical_explanation") -> Scored:
    """The depth given to one answer."""
    turns = (ExchangeTurn("interviewer", question), ExchangeTurn("candidate", answer))
    exchange = Exchange("x", category, "peer_tpm", question, turns, {})  # type: ignore[arg-type]
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
