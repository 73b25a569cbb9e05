"""The baseline: retrieval as the usual LangChain tutorial builds it.

1,000 characters a piece with 200 overlapping, the same model, Chroma, the five nearest pieces.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PIECES = 5


class BareEmbeddings(Embeddings):
    """LangChain's interface over `SentenceTransformer.encode`, and nothing else."""

    def __init__(self, model: "SentenceTransformer") -> None:
        self._model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """A vector for each text."""
        rows: list[list[float]] = self._model.encode(texts, show_progress_bar=False).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        row: list[float] = self._model.encode(text, show_progress_bar=False).tolist()
        return row


class Tutorial:
    """The tutorial's store over a folder of plain text or Markdown."""

    def __init__(self, documents: Path, model: "SentenceTransformer") -> None:
        from chromadb.config import Settings
        from langchain_chroma import Chroma
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        files = sorted(p for p in documents.iterdir() if p.suffix in (".txt", ".md"))
        pages = [Document(page_content=f.read_text(encoding="utf-8")) for f in files]
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        self._store = Chroma.from_documents(
            splitter.split_documents(pages),
            BareEmbeddings(model),
            client_settings=Settings(anonymized_telemetry=False),
        )

    def retrieve(self, question: str) -> list[str]:
        """The five nearest pieces, nearest first."""
        return [found.page_content for found in self._store.similarity_search(question, k=PIECES)]
