"""Where Alembic starts: runs the migrations on the connection that `storage.migrate` opened."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Enum

from storage.tables import Table
from storage.tables.columns import Moment, Words


def render(kind: str, item: Any, _autogenerate: AutogenContext) -> str | Literal[False]:
    """Write our column types into a new migration as what they are in the database.

    A migration must not change when the code does, so it never imports the tables.
    """
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Words):
        return "sa.Text()"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String({item.length})"
    return False


def run(connection: Connection) -> None:
    """Run what was asked for in one transaction, so that a migration cut short leaves no trace."""
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
