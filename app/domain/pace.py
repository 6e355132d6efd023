"""How an interview is paced: the numbers of prompts/pace.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.scale import QuestionKind


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of the session's clock, counts a question or a session, weights and shares. The file explains each."""

    closing_seconds: int
    short_closing_seconds: int
    short_round_minutes: int
    least_for_question_seconds: int
    note_time_after: float
    drill_probes: int
    questions_back: int
    own_questions: int
    hints: int
    stuck: int
    additions: int
    presses: int
    facts_at_once: int
    spare_from: float
    ahead: float
    two_questions_minutes: int
    more: int
    gap_open_from: float
    own_probe_weight: float
    unpursued_weight: float
    gone_for_weight: float
    first_pursued_weight: float
    pursued_step: float
    general_probes: Mapping[QuestionKind, frozenset[str]]
    after_change: Mapping[str, frozenset[str]]
    only_after_a_figure: frozenset[str]
    cases_in_a_row: int
    story_among: int
    longest_quote_words: int
    hanging_weight: float
    receipt_share: float
