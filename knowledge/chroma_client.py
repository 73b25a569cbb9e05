"""A client of a Chroma server that does not wait for ever.

Importing this imports Chroma.
"""

from contextlib import ExitStack
from typing import Any

import httpx
from chromadb.api.client import Client
from chromadb.auth import UserIdentity
from chromadb.config import Settings


class TimedClient(Client):  # type: ignore[misc]  # Chroma's types are not followed
    """Chroma's own client, with a time limit on each request.

    Chroma makes its HTTP session without one, and has no setting for it (as of 1.5.9).
    """

    def __init__(
        self, settings: Settings, host: str, port: int, *, ssl: bool, seconds: float
    ) -> None:
        self._seconds = seconds
        settings.chroma_api_impl = "chromadb.api.fastapi.FastAPI"
        settings.chroma_server_host = host
        settings.chroma_server_http_port = port
        settings.chroma_server_ssl_enabled = ssl
        with ExitStack() as undo:
            undo.callback(self._hang_up)
            super().__init__(settings=settings)
            undo.pop_all()

    @property
    def _session(self) -> httpx.Client:
        server: Any = self._server
        session: httpx.Client = server._session  # noqa: SLF001 - there is no public name for it
        return session

    def get_user_identity(self) -> UserIdentity:
        """Who this client is to the server: the first thing that is ever sent to it."""
        self._session.timeout = httpx.Timeout(self._seconds)
        return super().get_user_identity()

    def _validate_tenant_database(self, tenant: str, database: str) -> None:
        """Nothing: Chroma would ask over another session, without a limit, for its own defaults."""

    def close(self) -> None:
        """Let go of the server, and of the connections that Chroma would leave open."""
        super().close()
        self._hang_up()

    def _hang_up(self) -> None:
        if hasattr(self, "_server"):
            self._session.close()
