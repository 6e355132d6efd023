"""Everything that comes from content files, loaded and checked once."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.checkup import Checkup
from app.domain.engines import EngineGuide
from app.domain.expected import Expected
from app.domain.grading import Grading
from app.domain.interviewing import Interviewing
from app.domain.loop import Loop
from app.domain.manners import Manners
from app.domain.pace import Pace
from app.domain.persona import Company, Persona
from app.domain.question import Gap, Question
from app.domain.rubric import Rubrics
from app.domain.sample import Sample

Wordings = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, repr=False)
class Content:
    """`moves` and `probes` map a move or a gap to the wordings by persona; `version` is a hash of all files."""

    personas: Mapping[str, Persona]
    questions: Mapping[str, Question]
    gaps: Mapping[str, Gap]
    companies: Mapping[str, Company]
    loops: Mapping[str, Loop]
    moves: Mapping[str, Wordings]
    probes: Mapping[str, Wordings]
    samples: Mapping[str, Sample]
    manners: Manners
    expected: Expected
    pace: Pace
    interviewing: Interviewing
    rubrics: Rubrics
    grading: Grading
    engines: EngineGuide
    checkup: Checkup
    version: str

    def __repr__(self) -> str:
        return f"Content({self.version})"

    @property
    def small_words(self) -> frozenset[str]:
        """Words that carry no matter of their own: articles, pronouns, auxiliaries."""
        return frozenset(self.rubrics.classes["function"])

    def voice(self, persona: str, having: Mapping[str, object]) -> str | None:
        """The id under which `having` holds words for this persona: its own, or whom it borrows from."""
        if persona in having:
            return persona
        borrowed = self.personas[persona].borrows
        return borrowed if borrowed in having else None

    def asked_by(self, persona: str) -> list[Question]:
        """The questions worded for this persona, in the order of their ids."""
        return [q for q in self.questions.values() if self.voice(persona, q.ask)]
