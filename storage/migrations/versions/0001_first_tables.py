"""First tables: the library, its index generations, questions, and received events."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)
ONE_OF = sa.String(32)


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "documents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", KEY, nullable=False),
        sa.Column("format", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("period_start", sa.Integer(), nullable=True),
        sa.Column("period_end", sa.Integer(), nullable=True),
        sa.Column("status", ONE_OF, nullable=False),
        sa.Column("sections", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("read_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_table(
        "passages",
        sa.Column("id", KEY, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", ONE_OF, nullable=False),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("lead_in", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("text_hash", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passages"),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name="fk_passages_document_id_documents",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("document_id", "ordinal", name="uq_passages_document_id_ordinal"),
    )
    op.create_index("ix_passages_text_hash", "passages", ["text_hash"])
    op.create_table(
        "embeddings",
        sa.Column("text_hash", KEY, nullable=False),
        sa.Column("model", KEY, nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("unit_vectors", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("text_hash", "model", name="pk_embeddings"),
    )
    _create_generations()
    _create_questions()
    op.create_table(
        "received_events",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", ONE_OF, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("working_since", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("reference", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_received_events"),
    )
    op.create_index(
        "ix_received_events_state_received_at", "received_events", ["state", "received_at"]
    )


def downgrade() -> None:
    """Take the tables back."""
    for table in (
        "received_events",
        "feedback",
        "citations",
        "questions",
        "served_generation",
        "generation_documents",
        "generations",
        "embeddings",
        "passages",
        "documents",
    ):
        op.drop_table(table)


def _create_generations() -> None:
    op.create_table(
        "generations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("model", KEY, nullable=False),
        sa.Column("state", ONE_OF, nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("served_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_generations"),
    )
    op.create_table(
        "generation_documents",
        sa.Column("generation_id", KEY, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("generation_id", "document_id", name="pk_generation_documents"),
        sa.ForeignKeyConstraint(
            ["generation_id"],
            ["generations.id"],
            name="fk_generation_documents_generation_id_generations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name="fk_generation_documents_document_id_documents",
        ),
    )
    op.create_index("ix_generation_documents_document_id", "generation_documents", ["document_id"])
    op.create_table(
        "served_generation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("generation_id", KEY, nullable=False),
        sa.Column("previous_id", KEY, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_served_generation"),
        sa.CheckConstraint("id = 1", name=op.f("ck_served_generation_single_row")),
        sa.ForeignKeyConstraint(
            ["generation_id"],
            ["generations.id"],
            name="fk_served_generation_generation_id_generations",
        ),
        sa.ForeignKeyConstraint(
            ["previous_id"],
            ["generations.id"],
            name="fk_served_generation_previous_id_generations",
        ),
    )


def _create_questions() -> None:
    op.create_table(
        "questions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("asker", KEY, nullable=False),
        sa.Column("surface", ONE_OF, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("status", ONE_OF, nullable=False),
        sa.Column("reason", ONE_OF, nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("alternatives", sa.JSON(), nullable=False),
        sa.Column("generation_id", KEY, nullable=True),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
    )
    op.create_index("ix_questions_asker", "questions", ["asker"])
    op.create_index("ix_questions_asked_at", "questions", ["asked_at"])
    op.create_table(
        "citations",
        sa.Column("question_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("passage_id", KEY, nullable=False),
        sa.Column("document_key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", ONE_OF, nullable=False),
        sa.Column("period_start", sa.Integer(), nullable=True),
        sa.Column("period_end", sa.Integer(), nullable=True),
        sa.Column("section", sa.JSON(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("question_id", "ordinal", name="pk_citations"),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["questions.id"],
            name="fk_citations_question_id_questions",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "feedback",
        sa.Column("question_id", KEY, nullable=False),
        sa.Column("person", KEY, nullable=False),
        sa.Column("verdict", ONE_OF, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("question_id", "person", name="pk_feedback"),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["questions.id"],
            name="fk_feedback_question_id_questions",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_feedback_person", "feedback", ["person"])
