"""The first tables."""

import sqlalchemy as sa
from alembic import op

from app.store.columns import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of the first version."""
    _sessions()
    _turns()
    _events()
    _grading()


def _of_session() -> sa.Column[str]:
    return sa.Column(
        "session_id", sa.String(), sa.ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True, nullable=False
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(), primary_key=True, nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("persona", sa.String(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("grader_model", sa.String(), nullable=False),
        sa.Column("style", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False, index=True),
        sa.Column("created_at", UtcDateTime(), nullable=False, index=True),
        sa.Column("company", sa.String()),
        sa.Column("role", sa.String()),
        sa.Column("technologies", sa.JSON(), nullable=False),
        sa.Column("candidate", sa.String()),
        sa.Column("retry_of", sa.String()),
        sa.Column("started_at", UtcDateTime()),
        sa.Column("ended_at", UtcDateTime()),
        sa.Column("paused_at", UtcDateTime()),
        sa.Column("paused_seconds", sa.Float(), nullable=False),
        sa.Column("self_rating", sa.String()),
        sa.Column("away_at", UtcDateTime()),
        sa.Column("headline", sa.String()),
        sa.Column("count_line", sa.String()),
        sa.Column("next_time", sa.String()),
    )


def _turns() -> None:
    op.create_table(
        "turns",
        _of_session(),
        sa.Column("number", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("speaker", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("question_id", sa.String()),
        sa.Column("gap", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("wordings", sa.JSON(), nullable=False),
        sa.Column("quote", sa.String()),
        sa.Column("engine", sa.String()),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("seconds", sa.Float()),
        sa.Column("client_turn_id", sa.String()),
        sa.UniqueConstraint("session_id", "client_turn_id", name="uq_turns_client_turn_id"),
    )
    op.create_index("ix_turns_kind_question_id", "turns", ["kind", "question_id"])


def _events() -> None:
    op.create_table(
        "events",
        _of_session(),
        sa.Column("seq", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer()),
        sa.Column("command_id", sa.String()),
        sa.Column("place", sa.JSON()),
        sa.Column("reason", sa.String()),
        sa.UniqueConstraint("session_id", "command_id", name="uq_events_command_id"),
    )


def _grading() -> None:
    op.create_table(
        "grading_jobs",
        _of_session(),
        sa.Column("question_id", sa.String(), primary_key=True, nullable=False),
        sa.Column("status", sa.String(), nullable=False, index=True),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("lease_until", UtcDateTime()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String()),
    )
    op.create_table(
        "grades",
        _of_session(),
        sa.Column("question_id", sa.String(), primary_key=True, nullable=False),
        sa.Column("number", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.create_table(
        "reports",
        _of_session(),
        sa.Column("body", sa.Text(), nullable=False),
    )
