"""Tells an answer from a turn that is none: empty, a refusal, a question back, the question read back, and so on."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.rubric import Reading
from app.signals.annotate import Annotated
from app.signals.found import AnswerSort

# Tested in this order on short turns: the first that is heard names the turn.
_SHORT_TURNS: tuple[tuple[str, AnswerSort], ...] = (
    ("clarify", "clarify"),
    ("plea", "plea"),
    ("process", "process"),
    ("refusal", "refusal"),
)
_ONE_WORD_ANSWER = 3  # "it was fine"


@dataclass(frozen=True, slots=True)
class Turn:
    """What sorting looks at. `heard` are conduct signals, `asking` the share of its sentences that are questions."""

    substance: int
    heard: frozenset[str]
    asking: float
    attempts: bool
    work_words: int
    shared_words: int
    read_back: float
    echoed: bool
    shows: int
    trade_signals: int


def sort_turn(turn: Turn, limits: Reading) -> AnswerSort:
    """The kind of a turn; the checks go from what must not be missed to what is left."""
    if turn.substance < 1:
        return "steering" if turn.attempts else "read_back" if turn.echoed else "empty"
    if turn.read_back >= limits.read_back_share and not turn.heard & {"clarify", "process"}:
        return "read_back"
    if turn.substance <= limits.short_words:
        special = _short_turn(turn, limits)
        if special is not None:
            return special
    if _off_topic(turn, limits):
        return "off_topic"
    return "thin" if turn.substance < limits.thin_words else "answer"


def _short_turn(turn: Turn, limits: Reading) -> AnswerSort | None:
    if "distress" in turn.heard:
        return "distress"
    if "hostile" in turn.heard:
        return "hostile"
    for signal, kind in _SHORT_TURNS:
        if signal in turn.heard and (kind in {"plea", "refusal"} or turn.asking > 0 or turn.substance < 12):
            return kind
    if turn.asking >= 0.5 and turn.shows < 2:
        return "question"
    if _content_free(turn, limits):
        return "steering" if turn.attempts else "empty"
    if "limit_said" in turn.heard and turn.substance <= limits.limit_words and turn.shows < 2:
        return "limit"
    return None


def _content_free(turn: Turn, limits: Reading) -> bool:
    if turn.substance > limits.content_free_words:
        return False
    promised = "promise" in turn.heard or "dont_know" in turn.heard
    return (promised and turn.shows == 0) or (turn.substance <= 3 and "content_free" in turn.heard)


def _off_topic(turn: Turn, limits: Reading) -> bool:
    """Nothing of the question's words, next to nothing of the working world, nothing of a trade."""
    if turn.substance < limits.off_topic_words or turn.trade_signals:
        return False
    return turn.shared_words <= 1 and turn.work_words * 60 < turn.substance


def share(part: int, whole: int) -> float:
    """part / whole, and 0 of nothing."""
    return part / whole if whole else 0.0


def content_words(read: Sequence[Annotated], small: frozenset[str]) -> list[str]:
    """The stems of the words that carry content, in order."""
    return [stem(w.norm) for item in read for w in item.words if w.norm not in small and len(w.norm) > 2]


def stem(word: str) -> str:
    """A crude stem: enough to see that 'milestones' and 'milestone' are one word."""
    for ending in ("ing", "ies", "ed", "es", "s", "'s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
