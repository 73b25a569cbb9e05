"""The stand-in put together: a workspace, its Web API, and a way to start it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playground.manifest import manifest
from playground.server import BackgroundServer
from playground.slack_api import build_slack
from playground.sockets import Sockets
from playground.web_api import WebApi
from playground.workspace import Workspace


@dataclass(frozen=True, slots=True)
class RunningSlack:
    """The stand-in while it runs. `base` is `http://127.0.0.1:port`."""

    workspace: Workspace
    api: WebApi
    sockets: Sockets
    base: str
    server: BackgroundServer

    @property
    def api_url(self) -> str:
        """What `SLACK_API_URL` is set to."""
        return f"{self.base}/api/"


def manifest_scopes() -> frozenset[str]:
    """The scopes the app's manifest asks for."""
    return manifest().scopes


@contextmanager
def running_slack(
    *, now: Callable[[], float] | None = None, port: int = 0
) -> Iterator[RunningSlack]:
    """Run the stand-in on this machine until the `with` block ends."""
    workspace = Workspace(now) if now else Workspace()
    sockets = Sockets()
    address: list[str] = []
    api = WebApi(workspace, manifest_scopes(), lambda: f"ws://{address[0]}/link?ticket=1")
    server = BackgroundServer(build_slack(api, sockets), port=port)
    address.append(server.address)
    workspace.address = f"http://{server.address}"
    with server:
        yield RunningSlack(workspace, api, sockets, f"http://{server.address}", server)
