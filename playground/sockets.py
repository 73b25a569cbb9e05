"""Socket Mode: connections that apps open, and requests sent through them."""

import asyncio
import itertools
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

RECEIPT_SECONDS = 5.0


class Sockets:
    """The open connections of an app. `send` may be called from any thread."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._open: list[WebSocket] = []
        self._waiting: dict[str, Future[dict[str, Any]]] = {}
        self._numbers = itertools.count(1)
        self._changed = threading.Condition()
        self.opened = 0

    async def serve(self, socket: WebSocket) -> None:
        """Keep one connection: greet, then take receipts until it closes."""
        await socket.accept()
        self._loop = asyncio.get_running_loop()
        await socket.send_json({"type": "hello", "num_connections": len(self._open) + 1})
        with self._changed:
            self._open.append(socket)
            self.opened += 1
            self._changed.notify_all()
        try:
            while True:
                answer = await socket.receive_json()
                waiting = self._waiting.pop(answer.get("envelope_id", ""), None)
                if waiting:
                    waiting.set_result(answer)
        except WebSocketDisconnect:
            pass
        finally:
            with self._changed:
                self._open.remove(socket)
                self._changed.notify_all()

    def wait_for(self, connections: int, seconds: float) -> bool:
        """Wait until this many connections have been opened in all."""
        with self._changed:
            return self._changed.wait_for(lambda: self.opened >= connections, seconds)

    def wait_closed(self, seconds: float) -> bool:
        """Wait until no connection is open."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._open, seconds)

    def send(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """Send a request through the newest connection; None when no receipt comes in time."""
        with self._changed:
            if not self._open or self._loop is None:
                return None
            socket = self._open[-1]
        envelope_id = f"envelope-{next(self._numbers)}"
        receipt: Future[dict[str, Any]] = Future()
        self._waiting[envelope_id] = receipt
        asyncio.run_coroutine_threadsafe(
            socket.send_json({**message, "envelope_id": envelope_id}), self._loop
        )
        try:
            return receipt.result(RECEIPT_SECONDS)
        except FutureTimeoutError:
            self._waiting.pop(envelope_id, None)
            return None

    def ask_to_reconnect(self) -> None:
        """Tell every connection to open another, as Slack does every few hours."""
        with self._changed:
            sockets = list(self._open)
        if self._loop:
            for socket in sockets:
                asyncio.run_coroutine_threadsafe(
                    socket.send_json({"type": "disconnect", "reason": "refresh_requested"}),
                    self._loop,
                ).result(RECEIPT_SECONDS)
