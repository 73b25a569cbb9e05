"""The whole library store, put together from its parts."""

from storage.library.documents import SqlDocuments
from storage.library.embeddings import SqlEmbeddings
from storage.library.generations import SqlGenerations


class SqlLibraryStore(SqlDocuments, SqlEmbeddings, SqlGenerations):
    """`programme.ports.LibraryStore` on SQLite or PostgreSQL, inside a unit of work."""
