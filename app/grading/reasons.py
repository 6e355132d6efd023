"""Reasons in plain words: which signals moved a score, and which were missing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from app.domain.rubric import Rubrics, Scale
from app.domain.scale import QuestionKind
from app.grading.scales import Placement
from app.grading.wording import capital, shown_clauses

_MOST_PRESENT, _MOST_PLAIN = 3, 2
_MOST_ABSENT = 2
_HIGH = 4  # from this level on one thing that could be better is enough


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason, and the signals it names as shown."""

    text: str
    named: tuple[str, ...]


class Reasoner:
    """Words the reasons of one exchange. What one has named the next says only if it has no more."""

    def __init__(self, rubrics: Rubrics, kind: QuestionKind | None = None) -> None:
        self.rubrics = rubrics
        self._kind = kind
        self._told: set[str] = set()

    def reason(self, placement: Placement, missing: Sequence[str], *, top: bool) -> Reason:
        """What was shown, then the ceiling or what was missing. At the `top` level nothing is called missing."""
        against = set(placement.cost) | set(placement.cap.having if placement.cap else ())
        named = self._shown([s for s, _ in placement.earned], against)
        lacks = [] if top or placement.cap else self._lacks(placement, missing, named)
        self._told.update((*named, *lacks))
        return Reason(self._text(placement, named, lacks), tuple(named))

    def _text(self, placement: Placement, named: Sequence[str], lacks: Sequence[str]) -> str:
        signals = self.rubrics.signals
        shown = capital(shown_clauses([signals[s].present for s in named]))
        if placement.cap is not None:
            return f"{shown}. {placement.cap.says}" if shown else placement.cap.says
        lacking = ", and ".join(signals[s].present if s in placement.cost else signals[s].absent for s in lacks)
        if not lacking:
            return f"{shown or 'Nothing that was asked for was shown'}."
        return f"{shown}; {lacking}." if shown else f"{capital(lacking)}."

    def _shown(self, earned: Sequence[str], against: Collection[str]) -> list[str]:
        """Up to three signals: those not named yet first, then what says most; of those that say the same, one."""
        plain = self.rubrics.debrief.plain
        told = {s for s in against if self.rubrics.signals[s].present}
        able = [s for s in earned if self.rubrics.signals[s].present and not opposed(s, told, self.rubrics)]
        ranked = unlike(sorted(able, key=lambda s: (s in plain, s in self._told)), self.rubrics)
        chosen = [s for s in ranked if s not in plain and s not in self._told][:_MOST_PRESENT]
        spare = (_MOST_PRESENT if not chosen else _MOST_PLAIN) - len(chosen)
        rest = [s for s in ranked if s not in chosen]
        return [*chosen, *rest[: max(0, spare)]]

    def _lacks(self, placement: Placement, missing: Sequence[str], named: Sequence[str]) -> list[str]:
        signals = self.rubrics.signals
        costs = [s for s in placement.cost if signals[s].present]
        against = {*costs, *named}
        wanted = [s for s in self._wanted(missing) if not opposed(s, against, self.rubrics)]
        ranked = unlike([*costs, *wanted], self.rubrics, named)
        most = 1 if placement.level >= _HIGH else _MOST_ABSENT
        return sorted(ranked, key=lambda s: s in self._told)[:most]

    def _wanted(self, missing: Sequence[str]) -> Iterator[str]:
        """Of the signals that were not heard those that this kind of question asks for, then those of any question."""
        limits, signals = self.rubrics.debrief, self.rubrics.signals
        able = [m for m in missing if signals[m].absent and m not in limits.never_missed]
        needs = {name: self._need(name) for name in able}
        yield from (n for n, need in needs.items() if need is not None and need >= limits.worth_naming_from)
        yield from (n for n, need in needs.items() if need is None)

    def _need(self, name: str) -> float | None:
        """How much the gaps that the signal closes matter to the question; None where it closes none."""
        closes = [g for g, rule in self.rubrics.gaps.items() if name in rule.closed_by]
        if self._kind is None or not closes:
            return None
        return max(self.rubrics.needs[self._kind].get(g, 0.0) for g in closes)


def unlike(names: Sequence[str], rubrics: Rubrics, others: Sequence[str] = ()) -> list[str]:
    """The names without those that say what an earlier one, or one of the others, has said."""
    kept: list[str] = []
    for name in names:
        rows = [row for row in rubrics.debrief.alike if name in row]
        if not any(row & {*kept, *others} for row in rows):
            kept.append(name)
    return kept


def opposed(signal: str, others: Collection[str], rubrics: Rubrics) -> bool:
    """Whether one of the others contradicts the signal."""
    return any(signal in pair and (pair - {signal}) & set(others) for pair in rubrics.reading.opposites)


def worth_first(scale: Scale, names: Sequence[str]) -> list[str]:
    """Those of the names that the scale gives points for, what is worth most first, in their order otherwise."""
    worth = {p.signal: p.worth[0] for p in scale.points if p.worth[0] > 0}
    return sorted((n for n in names if n in worth), key=lambda n: -worth[n])
