"""The audit is written with every update and read by actor or by date only for an export.

Two indexes fewer make each entry cheaper to add; the index on the subject stays, because the
chase list reads by it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_LEFT_OUT = ("actor", "at")


def upgrade() -> None:
    """Drop the indexes."""
    for column in _LEFT_OUT:
        op.drop_index(f"ix_audit_entries_{column}", "audit_entries")


def downgrade() -> None:
    """Bring the indexes back."""
    for column in _LEFT_OUT:
        op.create_index(f"ix_audit_entries_{column}", "audit_entries", [column])
