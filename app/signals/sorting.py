"""Tells an answer from a turn that is none: empty, a refusal, a question back, the question read back, and so on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.domain.rubric import Reading
from app.signals.found import AnswerSort

# Tested in this order on short turns: the first that is heard names the turn.
_SHORT_TURNS: tuple[tuple[str, AnswerSort], ...] = (
    ("clarify", "clarify"),
    ("plea", "plea"),
    ("refusal", "refusal"),
    ("process", "process"),
)
_REMEMBERED = 8192  # words
_NO_ANSWER_WORDS = 12  # below this a turn may be about the interview without being a question
_FRESH_WORDS = 3  # a sentence of so many words with a new figure, name or date says something


@dataclass(frozen=True, slots=True)
class Turn:
    """What sorting looks at.

    `sentences` are the words of each sentence that count, 0 for those that do not; `heard` are conduct signals with the
    numbers of their sentences, `questions` the sentences that ask, `fresh` those with a figure, a name or a date that
    was not said before. `followed` is True for a reply to a follow-up, `elsewhere` counts words of another subject.
    """

    substance: int
    sentences: tuple[int, ...]
    heard: Mapping[str, frozenset[int]]
    questions: frozenset[int]
    fresh: frozenset[int]
    attempts: bool
    work_words: int
    shared_words: int
    read_back: float
    echoed: bool
    shows: int
    trade_signals: int
    followed: bool
    elsewhere: int

    def words_beside(self, places: frozenset[int]) -> int:
        """Words of the sentences that are not these and ask nothing."""
        return sum(n for i, n in enumerate(self.sentences) if i not in places and i not in self.questions)

    def answers_beside(self, places: frozenset[int], limits: Reading) -> bool:
        """Whether the turn says something of substance apart from these sentences and its questions."""
        beside = (i for i in self.fresh if i not in places and i not in self.questions)
        told = self.words_beside(places) >= limits.beside_words
        return told or any(self.sentences[i] >= _FRESH_WORDS for i in beside)


def sort_turn(turn: Turn, limits: Reading) -> AnswerSort:
    """The kind of a turn; the checks go from what must not be missed to what is left."""
    if turn.substance < 1:
        return "steering" if turn.attempts else "read_back" if turn.echoed else "empty"
    if turn.read_back >= limits.read_back_share and not turn.heard.keys() & {"clarify", "process"}:
        return "read_back"
    short = turn.substance <= limits.short_words
    if short and "distress" in turn.heard:
        return "distress"
    if "grave" in turn.heard:
        return "grave"
    special = _short_turn(turn, limits) if short else None
    if special is not None:
        return special
    if _off_topic(turn, limits):
        return "off_topic"
    asks_and_tells = bool(turn.questions) and turn.answers_beside(frozenset(), limits)
    return "thin" if turn.substance < limits.thin_words and not asks_and_tells else "answer"


def _short_turn(turn: Turn, limits: Reading) -> AnswerSort | None:
    if "hostile" in turn.heard and turn.shows < 2:
        return "hostile"
    for signal, kind in _SHORT_TURNS:
        if signal in turn.heard and _stands_alone(turn, signal, limits):
            return kind
    if _asks_only(turn, limits):
        return "question"
    if "limit_exact" in turn.heard and _is_limit(turn, limits):
        return "limit"
    if _content_free(turn, limits):
        return "steering" if turn.attempts else "empty"
    return "limit" if "limit_said" in turn.heard and _is_limit(turn, limits) else None


def _stands_alone(turn: Turn, signal: str, limits: Reading) -> bool:
    """Whether a turn is nothing else than what the signal says."""
    if turn.answers_beside(turn.heard[signal], limits):
        return False
    if signal == "refusal":
        return turn.shows < 2
    return signal == "plea" or bool(turn.questions) or turn.substance < _NO_ANSWER_WORDS


def _asks_only(turn: Turn, limits: Reading) -> bool:
    return bool(turn.questions) and turn.shows < 2 and not turn.answers_beside(frozenset(), limits)


def _is_limit(turn: Turn, limits: Reading) -> bool:
    return turn.substance <= limits.limit_words and turn.shows < 2


def _content_free(turn: Turn, limits: Reading) -> bool:
    if turn.substance > limits.content_free_words:
        return False
    promised = bool(turn.heard.keys() & {"promise", "dont_know"})
    return (promised and turn.shows == 0) or (turn.substance <= 3 and "content_free" in turn.heard)


def _off_topic(turn: Turn, limits: Reading) -> bool:
    """Nothing of the question's words, next to nothing of the working world, nothing of a trade.

    What holds facts or acts is off topic only where the first answer speaks of something else in so many words.
    """
    if turn.trade_signals or turn.shared_words > 1 or turn.work_words * 60 >= turn.substance:
        return False
    empty_handed = turn.shows == 0 and not turn.fresh
    elsewhere = turn.elsewhere >= limits.elsewhere_words and (empty_handed or not turn.followed)
    return elsewhere or (empty_handed and turn.substance >= limits.off_topic_words)


def share(part: int, whole: int) -> float:
    """part / whole, and 0 of nothing."""
    return part / whole if whole else 0.0


def content_words(said: Iterable[Iterable[str]], small: frozenset[str]) -> list[str]:
    """The stems of the folded words that carry content, in order."""
    return [stem(word) for sentence in said for word in sentence if word not in small and len(word) > 2]


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """A crude stem: enough to see that 'milestones' and 'milestone' are one word."""
    for ending in ("ing", "ies", "ed", "es", "s", "'s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
