"""Digests as they were sent, decisions made, acknowledgements and rebases."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)
ONE_OF = sa.String(32)


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "digests",
        sa.Column("id", KEY, nullable=False),
        sa.Column("week", KEY, nullable=False),
        sa.Column("scope_kind", ONE_OF, nullable=False),
        sa.Column("scope_key", KEY, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("sent_by", KEY, nullable=False),
        sa.Column("sent_to", KEY, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
    )
    op.create_index("ix_digests_sent_at", "digests", ["sent_at"])
    op.create_index(
        "ix_digests_week_scope_kind_scope_key", "digests", ["week", "scope_kind", "scope_key"]
    )
    op.create_table(
        "digest_updates",
        sa.Column("digest", KEY, nullable=False),
        sa.Column("update_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"],
            ["digests.id"],
            name="fk_digest_updates_digest_digests",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", "update_id", name="pk_digest_updates"),
    )
    op.create_index("ix_digest_updates_update_id", "digest_updates", ["update_id"])
    op.create_table(
        "decisions",
        sa.Column("update_id", KEY, nullable=False),
        sa.Column("goal", KEY, nullable=False),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["goal"], ["goals.key"], name="fk_decisions_goal_goals", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("update_id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_goal", "decisions", ["goal"])
    op.create_table(
        "acknowledgements",
        sa.Column("update_id", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("update_id", "person", name="pk_acknowledgements"),
    )
    op.create_index("ix_acknowledgements_person", "acknowledgements", ["person"])
    op.create_table(
        "rebases",
        sa.Column("measure", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
        sa.Column("kind", ONE_OF, nullable=False),
        sa.ForeignKeyConstraint(
            ["measure"],
            ["measures.key"],
            name="fk_rebases_measure_measures",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("measure", "day", name="pk_rebases"),
    )


def downgrade() -> None:
    """Take the tables back."""
    for table in ("rebases", "acknowledgements", "decisions", "digest_updates", "digests"):
        op.drop_table(table)
