"""The library in SQL: documents and passages, their embeddings, the index generations."""

from storage.library.store import SqlLibraryStore

__all__ = ["SqlLibraryStore"]
