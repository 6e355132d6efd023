"""Which practice comes next, chosen by a model from questions that code offers, each with its reason."""

from collections.abc import Iterator, Sequence

from app.content.catalog import Content
from app.domain.question import Question
from app.domain.report import Drill, Report
from app.domain.scale import PILLARS, Pillar
from app.grading.calling import Caller
from app.grading.fencing import fill
from app.grading.prose_asking import drills_question
from app.grading.prose_reading import DrillReply, DrillsReply, read_drills
from app.grading.taking import Taking

_TARGETED = 2.0  # a question aims at a pillar from this weight on
_EACH = 2  # questions offered for one pillar


async def choose_drills(report: Report, content: Content, caller: Caller) -> tuple[Drill, ...]:
    """The report's drills with the later ones chosen from more; an answer to try again stays. ModelError on failure."""
    asked = {e.question_id for e in report.exchanges}
    again = tuple(d for d in report.drills if d.question_id in asked)
    options = tuple(_options(report, content))
    count = content.grading.prose_rules.drills - len(again)
    if count < 1 or len(options) <= count:
        return report.drills
    choice = _Choice(options, content)
    question = drills_question(report, options, count, content.grading)
    reply = await caller.ask(question, 0, Taking(read_drills, choice.doubts))
    chosen = tuple(choice.drill(d, report) for d in choice.sound(reply)[:count])
    return (*again, *chosen) if chosen else report.drills


class _Choice:
    """What may be chosen, and what is wrong with what was."""

    def __init__(self, options: Sequence[Question], content: Content) -> None:
        self._options = {q.id: q for q in options}
        self._names = {p.id: p.name for p in content.personas.values()}
        self._says, self._most = content.grading.drills.says, content.grading.prose_rules.longest_reason

    def doubts(self, reply: DrillsReply) -> str | None:
        return "\n".join(fault for d in reply.drills for fault in self._faults(d)) or None

    def sound(self, reply: DrillsReply) -> list[DrillReply]:
        """Those that may stand, each question once."""
        first = {d.id: d for d in reversed(reply.drills)}
        return [d for d in reply.drills if first[d.id] is d and not list(self._faults(d))]

    def drill(self, chosen: DrillReply, report: Report) -> Drill:
        question = self._options[chosen.id]
        partner = report.persona if report.persona in question.ask else next(iter(question.ask))
        why, name = " ".join(chosen.why.split()), self._names[partner]
        return Drill(question.title, why, question.id, partner, question.minutes, name)

    def _faults(self, drill: DrillReply) -> Iterator[str]:
        if drill.id not in self._options:
            yield fill(self._says["unknown"], {"id": drill.id})
        if len(drill.why.split()) > self._most:
            yield fill(self._says["long"], {"id": drill.id, "words": str(self._most)})


def _options(report: Report, content: Content) -> list[Question]:
    """The report's own choice, then questions at each pillar, the lowest and those not assessed first."""
    asked = {e.question_id for e in report.exchanges}
    own = [content.questions[d.question_id] for d in report.drills if d.question_id in content.questions]
    pillars = sorted(report.pillars, key=lambda p: (p.mean or 0.0, PILLARS.index(p.pillar)))
    aimed = [q for p in pillars for q in _aiming_at(p.pillar, report, content)]
    offered = {q.id: q for q in (*own, *aimed) if q.id not in asked}
    return list(offered.values())[: content.grading.prose_rules.drill_choices]


def _aiming_at(pillar: Pillar, report: Report, content: Content) -> list[Question]:
    asked = {e.question_id for e in report.exchanges}
    aims = [q for q in content.questions.values() if q.targets.get(pillar, 0.0) >= _TARGETED and q.id not in asked]
    return sorted(aims, key=lambda q: (report.persona not in q.ask, q.minutes, q.id))[:_EACH]
