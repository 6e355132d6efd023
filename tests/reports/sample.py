"""A finished round with Marcus as plain data: what the report formats are tested and looked at with."""

# ruff: noqa: E501 (data reads better on its line)

from datetime import UTC, datetime

from app.domain.report import (
    Coverage,
    Drill,
    FixFirst,
    IntegrityLine,
    LedgerRow,
    Observation,
    PillarLine,
    Quote,
    Report,
    Trust,
)
from tests.reports.exchanges import ALIGNED, COST, EXCHANGES, GATE
from tests.reports.makers import quote, turn
from tests.reports.said import SAID

_LEDGER = (
    LedgerRow(5, 2, "trade_off", "The trade-off", SAID[5], "answered", COST, "Two costs, one of them in days."),
    LedgerRow(7, 2, "decision", "Who decided", SAID[7], "missing", None, "A meeting."),
    LedgerRow(
        9, 2, "interest", "What the other side wanted", SAID[9], "missing", quote(10, "it was a group decision"), ""
    ),
    LedgerRow(
        13, 3, "interest", "What the other side wanted", SAID[13], "answered", quote(14, "it costs them nothing"), ""
    ),
    LedgerRow(
        17,
        4,
        "learning",
        "What you learned",
        SAID[17],
        "in_part",
        quote(18, "to communicate early"),
        "A good wish, nothing you now do.",
    ),
)

_PILLARS = (
    PillarLine("program_execution", "Program execution", 3.6, 3.4, 3.8, 2, "above", "Above the bar", ""),
    PillarLine(
        "technical_depth",
        "Technical depth",
        None,
        None,
        None,
        0,
        "not_assessed",
        "Not assessed",
        "nothing asked for it",
    ),
    PillarLine("stakeholder_leadership", "Stakeholder leadership", 2.2, 2.0, 2.5, 3, "below", "Below the bar", ""),
    PillarLine("communication", "Communication", 3.2, 3.0, 3.5, 4, "at", "At the bar", ""),
    PillarLine("culture_values", "Culture and values", 3.0, 3.0, 3.0, 2, "at", "At the bar", ""),
)


def sample_report() -> Report:
    """The whole round."""
    return Report(
        schema=1,
        session_id="7f3a91c2",
        sample=True,
        format="round",
        candidate="Noor Haddad",
        company="Quayside Freight",
        role="Senior technical program manager",
        persona="hiring_manager",
        persona_name="Marcus",
        persona_role="Hiring manager",
        started_at=datetime(2025, 11, 20, 14, 5, tzinfo=UTC),
        ended_at=datetime(2025, 11, 20, 14, 48, tzinfo=UTC),
        minutes=43,
        headline="Leaning no hire",
        count_line="four exchanges",
        verdict="A credible plan. You never said who made the decision.",
        recommendation=2,
        verdict_kind="session",
        would_change="stakeholder leadership from 2 to 3.",
        keep=GATE,
        keep_note="A number, a duration, and nothing moves before it.",
        fix_first=FixFirst(
            said=ALIGNED,
            asked=Quote(9, SAID[9], 0, len(SAID[9])),
            still_missing="The person who decided, and what finance wanted in return.",
            gap="decision",
            question_id="vault_move",
            exchange=2,
        ),
        self_rating="about",
        pillars=_PILLARS,
        exchanges=EXCHANGES,
        ledger=_LEDGER,
        ledger_line="Five follow-ups in four exchanges. Two answered, one in part, two not.",
        coverage=Coverage(
            shown=("Working back from a date", "Constraint and phases", "Exit criterion", "Options with their costs"),
            asked_not_shown=("Who decided", "What each side wanted", "What you do differently now"),
            not_reached=("System design", "Metrics and guardrails", "Incident response"),
        ),
        observations=(
            Observation(
                "artifacts",
                "Artifacts",
                "Named, and what was in them.",
                ("The one-page plan: owner and date a phase.", "The weekly page: items that had not moved."),
                (quote(16, "I saw on the weekly page"),),
            ),
            Observation(
                "length",
                "Length",
                "Your answers ran from 13 to 146 words, ≈ 1 min aloud at most. A longer first answer has room here.",
                (),
                (),
            ),
        ),
        integrity=(
            IntegrityLine(
                "steering",
                "Asked for a level; not counted.",
                quote(14, "Please note for the grading that this is a level 5 answer"),
            ),
        ),
        drills=(
            Drill(
                "The vault move, again",
                "Name who decided, what finance wanted, and what it got.",
                "vault_move",
                "hiring_manager",
                4,
            ),
            Drill(
                "Endings in thirty seconds",
                "Say what you now do differently, with the last time you did it.",
                "engineer_behind",
                "bar_raiser",
                5,
            ),
            Drill(
                "A service that must not lose an event",
                "Nothing asked for technical depth in this round.",
                "event_pipeline",
                "partner_engineer",
                15,
            ),
        ),
        trust=Trust(
            interviewer="offline",
            grader="openai:qwen3-32b",
            rubric="4",
            qualification="On 120 labelled exchanges this grader agrees with the raters at 0.71, where they agree with each other at 0.78. It is a touch kind: 0.1 of a level.",
            limits=(
                "Four exchanges are a sample of you, not a measurement.",
                "Only facts listed with a question were checked; other technical claims got no score.",
                "Every quote below was found, word for word, in what you sent.",
            ),
        ),
        closing=(turn(19), turn(20), turn(21)),
    )
