"""The sample report: an invented candidate, interviewed and graded like anybody else."""

from collections.abc import Iterator
from datetime import timedelta

from app.content.catalog import Content
from app.domain.report import Report
from app.domain.sample import Sample
from app.domain.session import SessionSpec
from app.domain.turn import Turn
from app.interview.planner import Plan
from app.service.rehearsal import Rehearsal, rehearsed_session


def sample_report(content: Content, sample: Sample) -> Report:
    """The report of the scripted round; the same content gives the same report."""
    return _play(content, sample).report(sample=True)


def _play(content: Content, sample: Sample) -> Rehearsal:
    questions = tuple(sample.questions)
    spec = SessionSpec(format="round", persona=sample.persona, candidate=sample.candidate, role=sample.role)
    planned = Plan(sample.persona, questions, len(questions), sample.minutes)
    now = sample.started_at
    rehearsal = Rehearsal(rehearsed_session(spec, planned, sample.seed, now), content, lambda: now)
    closing, spare = iter(sample.closing), {key: iter(a.otherwise) for key, a in sample.questions.items()}
    while (turn := rehearsal.reply()) and not rehearsal.ended:
        text = _answer(sample, turn, spare, closing)
        now += timedelta(minutes=len(text.split()) / sample.words_a_minute, seconds=20)
        rehearsal.say(text)
    return rehearsal


def _answer(sample: Sample, turn: Turn, spare: dict[str, Iterator[str]], closing: Iterator[str]) -> str:
    if turn.question_id is None:
        return next(closing, "No, thank you.")
    answers = sample.questions[turn.question_id]
    if turn.kind == "ask":
        return answers.first
    key = "inject" if turn.kind == "inject" else turn.gap or ""
    key = "after_change" if turn.reason == "change_answered" else key
    return answers.by_gap.get(key) or next(spare[turn.question_id], answers.otherwise[-1])
