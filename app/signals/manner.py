"""From single answers to an exchange: counts of what was shown, and signals computed over the whole.

Each computed signal is described in docs/grading.md and worded in rubrics/lexicon/computed.yaml.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from app.domain.rubric import Reading, Rubrics
from app.signals.found import AnswerSignals, ExchangeSignals, SentenceRead

# Turns of these kinds hold what the candidate has to show.
SPEAKING = frozenset({"answer", "thin", "limit", "grave"})
_NOTHING = frozenset({"off_topic", "read_back", "empty"})  # a reply of these kinds holds nothing
_LEAST_TELLING = 40  # words; rates of less are rates of this
_RUNS_ON = 40  # words that would have been two sentences
_LONG = 30  # words of a long sentence


def summarise(answers: Mapping[int, AnswerSignals], rubrics: Rubrics) -> ExchangeSignals:
    """Counts over the answers that say something, one a sentence and signal."""
    speaking = [a for a in answers.values() if a.kind in SPEAKING]
    counts: Counter[str] = Counter()
    named: Counter[str] = Counter()
    facts = computed(speaking, rubrics.reading)
    facts["replies_thin"] |= any(a.kind in _NOTHING for a in list(answers.values())[1:])
    for answer in speaking:
        counts.update({k: _shown(k, answer, rubrics, general=bool(facts["general"])) for k in answer.shown})
        named.update({k: len(v) for k, v in answer.found.items()})
    counts.update(facts)
    return ExchangeSignals(answers, dict(counts), dict(named), sum(a.substance for a in speaking))


def _shown(signal: str, answer: AnswerSignals, rubrics: Rubrics, *, general: bool) -> int:
    """How often a signal is shown. In an answer that stays general, an own act shows nothing without an anchor."""
    spans = answer.shown[signal]
    if not general or rubrics.signals[signal].shown != "own":
        return len(spans)
    anchored = [s for s in answer.sentences if s.anchored]
    return sum(any(s.start <= span.start < s.end for s in anchored) for span in spans)


def computed(speaking: Sequence[AnswerSignals], limits: Reading) -> dict[str, int]:
    """The computed signals of these answers; 0 or 1, but for counts of sentences and for those in steps."""
    telling = _telling(speaking)
    concrete = _concrete(speaking)
    long_sentences = _sentences(speaking)
    share = concrete / long_sentences if long_sentences else 0.0
    return {
        "concrete": concrete,
        "telling": len(_telling_sentences(speaking)),
        "mostly_concrete": int(share >= limits.concrete_share),
        "general": int(share < limits.general_share),
        "mostly_group": int(_group_share(speaking) > limits.group_share),
        "hedged": int(_rate("hedge", speaking) > limits.hedge_rate),
        "filled": int(_rate("filler", speaking) > limits.filler_rate),
        "stock_phrases": int(_rate("buzz", speaking) > limits.buzz_rate),
        "brief": int(telling < limits.full_answer_sentences),
        "very_brief": int(2 * telling < limits.full_answer_sentences),
        "long_winded": int(any(a.aloud_seconds > 90 * limits.good_minutes[1] for a in speaking)),
        "fitting_length": int(bool(speaking) and all(a.aloud_seconds <= 60 * limits.good_minutes[1] for a in speaking)),
        "runs_on": int(bool(long_sentences) and _substance(speaking) / long_sentences > limits.long_sentence_words),
        "own_specific": sum(s.counts and s.own and s.anchored for a in speaking for s in a.sentences),
        **_replies(speaking, limits),
        **_in_steps(speaking, share, limits),
    }


def _in_steps(speaking: Sequence[AnswerSignals], concrete: float, limits: Reading) -> dict[str, int]:
    """Signals of which there is more or less: how many of their limits are reached."""
    telling = _telling(speaking)
    counted = [s for a in speaking for s in a.sentences if s.counts]
    measures = {
        "concreteness": concrete,
        "figures_dense": 100 * sum(s.figures for s in counted if s.tells) / max(1, _substance(speaking)),
        "mostly_generic": sum(len(a.shown.get("generic", ())) for a in speaking) / telling,
        "unsure": _rate("hedge", speaking),
        "abstract": _rate("abstract", speaking),
        "loose": _manner("loose", speaking) / telling,
        "long_sentences": sum(s.words > _LONG for s in counted) / telling,
    }
    return {name: sum(value >= limit for limit in limits.steps[name]) for name, value in measures.items()}


def _telling(speaking: Sequence[AnswerSignals]) -> int:
    """How many sentences show anything at all, one at the least; one that runs on counts for several."""
    return max(1, sum(1 + s.words // _RUNS_ON for s in _telling_sentences(speaking)))


def _manner(signal: str, speaking: Sequence[AnswerSignals]) -> int:
    return sum(a.manner.get(signal, 0) for a in speaking)


def _telling_words(speaking: Sequence[AnswerSignals]) -> int:
    """Words of the sentences that show anything at all: padding does not make an answer longer."""
    return sum(s.words for s in _telling_sentences(speaking))


def _telling_sentences(speaking: Sequence[AnswerSignals]) -> list[SentenceRead]:
    """Sentences that hold something. How it is said is nothing by itself."""
    return [s for a in speaking for s in a.sentences if s.counts and s.tells]


def _substance(speaking: Sequence[AnswerSignals]) -> int:
    return sum(a.substance for a in speaking)


def _sentences(speaking: Sequence[AnswerSignals]) -> int:
    return sum(s.counts and s.words >= 4 for a in speaking for s in a.sentences)


def _concrete(speaking: Sequence[AnswerSignals]) -> int:
    return sum(s.counts and s.anchored and s.words >= 4 for a in speaking for s in a.sentences)


def _group_share(speaking: Sequence[AnswerSignals]) -> float:
    own = sum(a.pronouns[0] for a in speaking)
    group = sum(a.pronouns[1] for a in speaking)
    return group / (own + group) if own + group else 0.0


def _rate(signal: str, speaking: Sequence[AnswerSignals]) -> float:
    """How often a manner is heard, a hundred words of the sentences that show something."""
    return 100 * _manner(signal, speaking) / max(_LEAST_TELLING, _telling_words(speaking))


def _replies(speaking: Sequence[AnswerSignals], limits: Reading) -> dict[str, int]:
    """Whether replies to follow-ups hold as much that is concrete as the first answer did."""
    if len(speaking) < 2:
        return {"replies_held": 0, "replies_thin": 0}
    first, rest = _density(speaking[:1]), _density(speaking[1:])
    return {
        "replies_held": int(rest >= limits.held_share * first > 0),
        "replies_thin": int(rest < limits.thin_reply_share * first),
    }


def _density(speaking: Sequence[AnswerSignals]) -> float:
    words = sum(a.substance for a in speaking)
    return 100 * _concrete(speaking) / words if words else 0.0
