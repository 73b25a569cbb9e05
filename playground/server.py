"""A web application on a thread of its own, on a free port of this machine."""

import socket
import threading
from typing import Self

import uvicorn
from starlette.applications import Starlette

START_SECONDS = 10.0


class BackgroundServer:
    """Serves an application while a `with` block runs."""

    def __init__(self, app: Starlette, *, port: int = 0) -> None:
        self._socket = socket.create_server(("127.0.0.1", port))
        self._server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                ws="websockets-sansio",
                lifespan="off",
                timeout_graceful_shutdown=1,
            )
        )
        self._thread = threading.Thread(target=self._run, name="background-server", daemon=True)

    @property
    def address(self) -> str:
        """`127.0.0.1:port`."""
        host, port = self._socket.getsockname()[:2]
        return f"{host}:{port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ask_to_stop()
        self._thread.join(START_SECONDS)
        self._socket.close()

    def ask_to_stop(self) -> None:
        """Begin to stop, without waiting for the end."""
        self._server.should_exit = True

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])
