"""Run by Alembic: migrate on the connection that the store hands over."""

from alembic import context
from sqlmodel import SQLModel

from app.store import tables

assert tables.SESSIONS.metadata is SQLModel.metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
