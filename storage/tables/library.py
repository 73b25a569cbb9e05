"""Document versions, their passages, and the embeddings of the passages' texts."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from programme.documents import EditionStatus, PassageKind
from storage.tables.columns import KEY, Moment, Words, one_of
from storage.tables.declaration import Table


class DocumentRow(Table):
    """One version of a document; never changed once written."""

    __tablename__ = "documents"

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    key: Mapped[str] = mapped_column(Words)
    digest: Mapped[str] = mapped_column(KEY)
    format: Mapped[str] = mapped_column(KEY)
    title: Mapped[str] = mapped_column(Words)
    kind: Mapped[str] = mapped_column(Words)
    owner: Mapped[str | None] = mapped_column(Words)
    period_start: Mapped[int | None]
    period_end: Mapped[int | None]
    status: Mapped[EditionStatus] = mapped_column(one_of(EditionStatus))
    sections: Mapped[int]
    warnings: Mapped[list[str]] = mapped_column(JSON)
    read_at: Mapped[datetime] = mapped_column(Moment)


class PassageRow(Table):
    """A passage of a document version; its units are kept as `[text, start, end, label]`."""

    __tablename__ = "passages"
    __table_args__ = (UniqueConstraint("document_id", "ordinal"),)

    id: Mapped[str] = mapped_column(KEY, primary_key=True)
    document_id: Mapped[str] = mapped_column(KEY, ForeignKey("documents.id", ondelete="CASCADE"))
    ordinal: Mapped[int]
    kind: Mapped[PassageKind] = mapped_column(one_of(PassageKind))
    section: Mapped[list[str]] = mapped_column(JSON)
    page: Mapped[int | None]
    lead_in: Mapped[str | None] = mapped_column(Words)
    source: Mapped[str] = mapped_column(Words)
    units: Mapped[list[list[Any]]] = mapped_column(JSON)
    text_hash: Mapped[str] = mapped_column(KEY, index=True)


class EmbeddingRow(Table):
    """The vectors of one text under one model, shared by all passages with that text.

    The hash leads the key: with the model first, SQLite reads all of a model's rows to find the
    twenty of a question (43 ms for 20,000 rows, where this takes 1).
    """

    __tablename__ = "embeddings"

    text_hash: Mapped[str] = mapped_column(KEY, primary_key=True)
    model: Mapped[str] = mapped_column(KEY, primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    unit_vectors: Mapped[bytes] = mapped_column(LargeBinary)
