"""The library as a LangChain retriever, so that anyone can use it in a chain."""

from collections.abc import Callable
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from programme.errors import RuleBroken
from programme.guard import find_patient_data
from programme.guard.patient_data import SENTENCE
from programme.ports import FoundPassage


class LibraryRetriever(BaseRetriever):
    """Passages for a question, best first, through `invoke`, `ainvoke`, `batch` and `abatch`.

    Raises:
        RuleBroken: the question holds details of a patient, or nothing has been ingested yet.
        Unavailable: the index cannot be read just now.
    """

    search: Callable[[str, int], list[FoundPassage]]
    """`Library.search`, or `Conversation.search`, which stands behind the whole guard."""
    k: int = Field(default=4, ge=1, le=100)
    """How many passages a question gets."""

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - the name is LangChain's
    ) -> list[Document]:
        # Before the words are embedded: `Library.search` itself trusts its callers to have looked.
        if find_patient_data(query):
            raise RuleBroken(SENTENCE)
        return [as_document(found) for found in self.search(query, self.k)]


def as_document(found: FoundPassage) -> Document:
    """A found passage in LangChain's form.

    `page_content` is the passage as a person reads it; `quote` in the metadata is the same
    passage verbatim, for whoever must show the document's own words. Metadata holds plain values
    only, so that any store or prompt can take it.
    """
    passage, edition = found.passage, found.document.edition
    metadata: dict[str, Any] = {
        "document": edition.title,
        "edition": edition.period.label if edition.period else None,
        "status": edition.status.value,
        "section": " › ".join(passage.section),
        "page": passage.page,
        "quote": passage.source,
        "passage_id": passage.id,
        "score": found.score,
    }
    return Document(page_content=passage.text, metadata=metadata, id=passage.id)
