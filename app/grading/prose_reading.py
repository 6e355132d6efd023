"""What a model wrote beside the numbers, read strictly and checked against what the candidate said."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.grading import ProseRules
from app.domain.report import Blank, ExchangeCoaching, Quote, Rewrite
from app.grading.evidence import long_enough, verify
from app.grading.fencing import fill
from app.grading.own_facts import BLANK, invented
from app.grading.reading import Number, Reason, Strict, Words, read_strictly
from app.signals.found import Span
from app.signals.integrity import mask


class BlankReply(Strict):
    """One blank."""

    blank: Reason
    question: Reason


class RewriteReply(Strict):
    """One passage told again."""

    turn: Number
    quote: Words
    text: Reason
    blanks: list[BlankReply]


class ProseReply(Strict):
    """The reply about an exchange."""

    stronger: list[Reason]
    rewrite: RewriteReply | None


class DrillReply(Strict):
    """One question chosen."""

    id: Words
    why: Reason


class DrillsReply(Strict):
    """The reply about what to practise."""

    drills: list[DrillReply]


def read_prose(value: Mapping[str, Any]) -> ProseReply:
    """The reply about an exchange. Unfit when it has not the form that was asked for."""
    return read_strictly(ProseReply, value)


def read_drills(value: Mapping[str, Any]) -> DrillsReply:
    """The reply about what to practise. Unfit when it has not the form that was asked for."""
    return read_strictly(DrillsReply, value)


@dataclass(frozen=True)
class Told:
    """An exchange as prose about it is held against.

    `answers` are the candidate's turns by number, `barred` what in them is an attempt on the grade, `others` what
    anybody else said, `ordinary` words that may begin a sentence.
    """

    number: int
    answers: Mapping[int, str]
    barred: Mapping[int, tuple[Span, ...]]
    others: Sequence[str]
    ordinary: Collection[str]
    rules: ProseRules
    says: Mapping[str, str]

    def doubts(self, reply: ProseReply) -> str | None:
        """What is wrong with a reply, in words for the model."""
        faults = [*self._faulty_points(reply).values(), *self._rewrite_faults(reply.rewrite)]
        return "\n".join(dict.fromkeys(faults)) or None

    def coaching(self, reply: ProseReply) -> ExchangeCoaching:
        """What of a reply holds; the rest is left out."""
        faulty = self._faulty_points(reply)
        points = [_line(p) for p in reply.stronger if p not in faulty]
        sound = reply.rewrite is not None and not any(self._rewrite_faults(reply.rewrite))
        rewrite = self._rewrite(reply.rewrite) if sound and reply.rewrite else None
        return ExchangeCoaching(self.number, tuple(points[: self.rules.most_points]), rewrite)

    @property
    def _own_words(self) -> list[str]:
        return [mask(text, self.barred.get(number, ())) for number, text in self.answers.items()]

    def _faulty_points(self, reply: ProseReply) -> dict[str, str]:
        """The points that do not hold, each with what is wrong."""
        said = [*self._own_words, *self.others]
        found: dict[str, str] = {}
        for point in reply.stronger:
            if len(point.split()) > self.rules.longest_point:
                found[point] = self._too_long("stronger", self.rules.longest_point)
            elif strange := invented(point, said, self.ordinary, any_start=True):
                found[point] = fill(self.says["invented"], {"words": ", ".join(strange)})
        return found

    def _rewrite_faults(self, rewrite: RewriteReply | None) -> Iterator[str]:
        if rewrite is None:
            return
        if self._passage(rewrite) is None:
            yield fill(self.says["unfound"], {"quote": rewrite.quote})
        if strange := invented(rewrite.text, self._own_words, self.ordinary):
            yield fill(self.says["invented"], {"words": ", ".join(strange)})
        named, asked = set(BLANK.findall(rewrite.text)), {b.blank for b in rewrite.blanks}
        if named != asked or len(asked) > self.rules.most_blanks:
            yield fill(self.says["blanks"], {"names": ", ".join(sorted(named ^ asked) or sorted(asked))})
        yield from self._lengths(rewrite)

    def _lengths(self, rewrite: RewriteReply) -> Iterator[str]:
        limits = [(rewrite.quote, "quote", self.rules.longest_passage)]
        limits += [(rewrite.text, "text", self.rules.longest_rewrite)]
        limits += [(b.question, "question", self.rules.longest_question) for b in rewrite.blanks]
        yield from (self._too_long(name, most) for text, name, most in limits if len(text.split()) > most)

    def _passage(self, rewrite: RewriteReply) -> Quote | None:
        text = self.answers.get(rewrite.turn, "")
        place = verify(rewrite.quote, text, self.barred.get(rewrite.turn, ()))
        if place is None or not long_enough(rewrite.quote, text):
            return None
        return Quote(rewrite.turn, text[place[0] : place[1]], *place)

    def _rewrite(self, rewrite: RewriteReply) -> Rewrite | None:
        said = self._passage(rewrite)
        if said is None:
            return None
        return Rewrite(said, _line(rewrite.text), tuple(Blank(b.blank, _line(b.question)) for b in rewrite.blanks))

    def _too_long(self, what: str, words: int) -> str:
        return fill(self.says["long"], {"what": what, "words": str(words)})


def _line(text: str) -> str:
    return " ".join(text.split())
