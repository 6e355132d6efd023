"""What language models leave: what a turn took, calls of graders that were answered, how far a report's prose is."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("turns", sa.Column("prompt", sa.String(), nullable=True))
    op.add_column("turns", sa.Column("usage", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("turns", sa.Column("fault", sa.String(), nullable=True))
    op.add_column("reports", sa.Column("prose", sa.String(), nullable=True))
    op.create_table(
        "grading_calls",
        sa.Column(
            "session_id",
            sa.String(),
            sa.ForeignKey("sessions.id", ondelete="CASCADE"),
            primary_key=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(), primary_key=True, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
