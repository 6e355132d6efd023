"""Code over a model's scores: what a number rests on, and how high it may stand. A model proposes, this decides."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.domain.exchange import Exchange
from app.domain.grade import Evidence, Scored
from app.domain.grading import GradeRules
from app.domain.rubric import Rubrics
from app.domain.scale import ELEMENTS, PILLARS, Element, Pillar
from app.grading.fencing import fill
from app.grading.floor import not_asked
from app.grading.quotes import Quotes
from app.grading.quoting import MOST
from app.grading.reading import ElementReply, PillarReply, ScoreReply
from app.signals.annotate import annotated


@dataclass(frozen=True)
class Bench:
    """What scores of one exchange are held against. `thin` is True where the answers are too short to hear much in."""

    exchange: Exchange
    quotes: Quotes
    asked: Collection[Pillar]
    thin: bool
    rules: GradeRules
    rubrics: Rubrics

    def pillars(self, reply: ScoreReply) -> dict[Pillar, Scored]:
        """The pillars that stand."""
        rested = Counter(number for r in reply.pillars.values() for number in set(r.quotes))
        return {p: self._pillar(p, reply.pillars[p], rested) for p in PILLARS}

    def elements(self, reply: ScoreReply) -> dict[Element, Scored]:
        """The elements that stand."""
        return {e: self._element(e, r) for e in ELEMENTS if (r := (reply.starl or {}).get(e)) is not None}

    def doubts(self, reply: ScoreReply, says: Mapping[str, str]) -> str | None:
        """What a reply should do better, in words for the model; None when nothing."""
        headings: list[tuple[str, PillarReply | ElementReply]] = [*reply.pillars.items(), *(reply.starl or {}).items()]
        doubts = [d for name, r in headings for d in self._doubts(name, r, says)]
        return "\n".join(doubts) or None

    def _doubts(self, name: str, reply: PillarReply | ElementReply, says: Mapping[str, str]) -> list[str]:
        unknown = [n for n in reply.quotes if n not in self.quotes.held]
        found = [fill(says["unknown"], {"heading": name, "id": str(n)}) for n in unknown[:1]]
        if not self._evidence(reply.quotes) and (reply.score or 0) > _floor(reply):
            found.append(fill(says["unquoted"], {"heading": name, "score": str(reply.score)}))
        if reply.score is None and name in self.exchange.targets:
            found.append(fill(says["unscored"], {"heading": name}))
        return found

    def _pillar(self, pillar: Pillar, reply: PillarReply, rested: Mapping[int, int]) -> Scored:
        evidence = self._evidence(reply.quotes)
        if reply.score is None:
            return Scored(None, self._reason(reply.reason))
        if not evidence and reply.score > 1:
            return Scored(None, self.rubrics.prose["unverified"])
        if not evidence and pillar not in self.asked:
            return Scored(None, not_asked(self.exchange, self.rubrics))
        own = sum(n in self.quotes.held and rested[n] <= self.rules.most_uses for n in set(reply.quotes))
        few = next((v - 1 for v, least in sorted(self.rules.least_quotes.items()) if own < least), reply.score)
        thin = self.rules.thin_at_most.get(pillar, reply.score) if self.thin else reply.score
        return self._held(reply, evidence, {"held_few": few, "held_thin": thin})

    def _element(self, element: Element, reply: ElementReply) -> Scored:
        evidence = self._evidence(reply.quotes)
        if not evidence and reply.score > 0:
            return Scored(None, self.rubrics.prose["unverified"])
        level = self.rules.figure_from.get(element)
        measured = level is None or any(holds_figure(e.quote) for e in evidence)
        return self._held(reply, evidence, {} if measured or level is None else {"held_figure": level - 1})

    def _held(
        self, reply: PillarReply | ElementReply, evidence: Sequence[Evidence], limits: Mapping[str, int]
    ) -> Scored:
        """The score, held at the lowest limit below it; the reason says so."""
        score = reply.score or 0
        why, level = min(limits.items(), key=lambda item: item[1], default=("", score))
        reason = self._reason(reply.reason)
        if level < score:
            held = fill(self.rules.says[why], {"level": str(level)})
            return Scored(level, f"{reason} {held}", tuple(evidence[:MOST]))
        return Scored(score, reason, tuple(evidence[:MOST]))

    def _evidence(self, numbers: Sequence[int]) -> list[Evidence]:
        held = (self.quotes.held.get(n) for n in dict.fromkeys(numbers))
        return [q.evidence for q in held if q is not None]

    def _reason(self, text: str) -> str:
        reason = " ".join(text.split())
        if len(reason) <= self.rules.longest_reason:
            return reason
        return reason[: self.rules.longest_reason].rsplit(" ", 1)[0] + " …"


def holds_figure(text: str) -> bool:
    """Whether a figure or a date stands in a quote."""
    return any(not w.flags.isdisjoint({"num", "date"}) for sentence in annotated(text) for w in sentence.words)


def _floor(reply: PillarReply | ElementReply) -> int:
    return 1 if isinstance(reply, PillarReply) else 0
