"""Index generations, the document versions each holds, and the pointer to the one served."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from programme.ports import GenerationState
from storage.tables.columns import KEY, Moment, one_of
from storage.tables.declaration import Table


class GenerationRow(Table):
    """One built index."""

    __tablename__ = "generations"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    model: Mapped[str] = mapped_column(KEY)
    state: Mapped[GenerationState] = mapped_column(one_of(GenerationState))
    passages: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    served_at: Mapped[datetime | None] = mapped_column(Moment)


class GenerationDocumentRow(Table):
    """That a generation holds a document version."""

    __tablename__ = "generation_documents"

    generation_id: Mapped[str] = mapped_column(
        KEY, ForeignKey("generations.id", ondelete="CASCADE"), primary_key=True
    )
    document_id: Mapped[str] = mapped_column(
        KEY, ForeignKey("documents.id"), primary_key=True, index=True
    )


class ServedRow(Table):
    """The pointer: a single row, moved in one statement when a generation is served.

    `previous_id` is the generation served before, which a reader may still be using.
    """

    __tablename__ = "served_generation"
    __table_args__ = (CheckConstraint("id = 1", name="single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    generation_id: Mapped[str] = mapped_column(KEY, ForeignKey("generations.id"))
    previous_id: Mapped[str | None] = mapped_column(KEY, ForeignKey("generations.id"))
