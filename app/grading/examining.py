"""One grading of one exchange by a model: its evidence, checked, and then its scores, held against rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.exchange import Exchange
from app.domain.grade import Scored
from app.domain.grading import Grading
from app.domain.rubric import Rubrics
from app.domain.scale import Element, Pillar, QuestionKind
from app.grading.asking import Asking
from app.grading.calling import Caller
from app.grading.fencing import fill
from app.grading.holding import Bench
from app.grading.quotes import Given, QuoteCheck, Quotes
from app.grading.reading import EvidenceReply, ScoreReply, read_evidence, read_scores
from app.grading.showing import ShownTurn, plain
from app.grading.taking import Taking
from app.signals.found import ExchangeSignals

_MOST_NAMED = 5  # quotes that a model is told it got wrong


@dataclass(frozen=True)
class Case:
    """An exchange with what code knows of it before any call. `thin`: too short to hear much in, read all the same."""

    exchange: Exchange
    signals: ExchangeSignals
    kind: QuestionKind
    asked: Mapping[Pillar, float]
    story: bool
    thin: bool
    turns: Sequence[ShownTurn]


@dataclass(frozen=True)
class Scores:
    """The scores of one grading."""

    pillars: Mapping[Pillar, Scored]
    starl: Mapping[Element, Scored] | None


class Examiner:
    """Puts exchanges to one model."""

    def __init__(self, caller: Caller, grading: Grading, rubrics: Rubrics) -> None:
        self._caller, self._grading, self._rubrics = caller, grading, rubrics
        self._asking = Asking(grading, rubrics)

    async def examine(self, case: Case, repeat: int) -> Scores:
        """The scores of a grading, the `repeat`th of this exchange. ModelError where the model gives none."""
        quotes = await self._evidence(case, repeat)
        bench = Bench(case.exchange, quotes, case.asked, case.thin, self._grading.rules, self._rubrics)
        question = self._asking.scores(case.exchange, case.turns, quotes, case.asked, story=case.story)

        def doubts(reply: ScoreReply) -> str | None:
            return bench.doubts(reply, self._grading.score.says)

        reply = await self._caller.ask(question, repeat, Taking(lambda v: read_scores(v, story=case.story), doubts))
        return Scores(bench.pillars(reply), bench.elements(reply) if case.story else None)

    async def _evidence(self, case: Case, repeat: int) -> Quotes:
        check = QuoteCheck(case.exchange, case.signals, self._grading.rules.echo_share)

        def doubts(reply: EvidenceReply) -> str | None:
            given = self._given(reply)
            return self._unfound(given, check.quotes(given))

        question = self._asking.evidence(case.turns, story=case.story)
        reply = await self._caller.ask(question, repeat, Taking(lambda v: read_evidence(v, story=case.story), doubts))
        return check.quotes(self._given(reply))

    def _given(self, reply: EvidenceReply) -> list[Given]:
        lists = [*reply.pillars.items(), *(reply.starl or {}).items()]
        most = self._grading.rules.most_quotes
        return [(heading, q.turn, q.quote) for heading, quotes in lists for q in quotes[:most]]

    def _unfound(self, given: Sequence[Given], quotes: Quotes) -> str | None:
        """What to tell a model of its quotes that stand in no turn, where they are more than a few."""
        different = {words for _, _, words in given}
        if len(quotes.unfound) <= self._grading.rules.unfound_share * len(different):
            return None
        says = self._grading.evidence.says
        named = [f'"{plain(words)}"' for words in quotes.unfound[:_MOST_NAMED]]
        if more := len(quotes.unfound) - len(named):
            named.append(fill(says["more"], {"count": str(more)}))
        return fill(says["unfound"], {"quotes": ", ".join(named)})
