"""What docker-compose.yml runs, run here: the same commands, settings and health checks.

In place of containers there are processes, a PostgreSQL server of the tests' own, and a stand-in
for Slack. Names of hosts and places in the file system are those of this machine; nothing else is
changed.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import make_url

from playground.acting import Acting
from playground.delivery import Delivery, HttpDelivery, SocketDelivery
from playground.slack import RunningSlack, running_slack
from playground.web_api import APP_TOKEN, BOT_TOKEN
from playground.workspace import BOT_USER, Person
from storage import migrate

REPOSITORY = Path(__file__).parent.parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SECRET = "made-up-signing-secret"
ANN = "U0ANN"
VARIABLE = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*))?\}")

pytestmark = [pytest.mark.model, pytest.mark.postgresql]


def substituted(text: str, env: dict[str, str]) -> str:
    """A value of the file with its `${NAME:-default}` filled in, as Compose does it."""
    return VARIABLE.sub(lambda found: env.get(found["name"]) or found["default"] or "", text)


@dataclass
class Machine:
    """This machine in the place of the containers.

    `env` is what `.env` says; `here` gives what stands here for a place inside the containers.
    """

    folder: Path
    database_url: str
    env: dict[str, str] = field(default_factory=dict)
    here: dict[str, str] = field(default_factory=dict)

    def localised(self, text: str) -> str:
        for there, here in self.here.items():
            text = text.replace(there, here)
        return text

    def command(self, name: str) -> list[str]:
        """The command line of a service."""
        service = SERVICES[name]
        return self.program([*service.get("entrypoint", ["truenorth"]), *service["command"]])

    def health(self, name: str) -> list[str]:
        """The command line of a service's health check."""
        kind, *words = SERVICES[name]["healthcheck"]["test"]
        assert kind == "CMD"
        return self.program(words)

    def program(self, words: list[str]) -> list[str]:
        first, *rest = words
        programs = {
            "truenorth": [sys.executable, "-m", "playground"],
            "python": [sys.executable],
            "chroma": [str(Path(sys.executable).with_name("chroma"))],
        }
        return [*programs[first], *map(self.localised, rest)]

    def environment(self, name: str) -> dict[str, str]:
        """What a service finds in its environment, and what a process needs on any machine."""
        given = SERVICES[name].get("environment", {})
        found = {key: substituted(value, self.env) for key, value in given.items()}
        if "TRUENORTH_DATABASE_URL" in found:
            address = make_url(found["TRUENORTH_DATABASE_URL"])
            assert (address.host, address.database) == ("database", "truenorth")
            assert address.password == self.env["POSTGRES_PASSWORD"]
            found["TRUENORTH_DATABASE_URL"] = self.database_url
        needed = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "home"),
            "HF_HUB_OFFLINE": "1",
            "PYTHONPATH": str(REPOSITORY),
            "OMP_NUM_THREADS": "1",
        }
        # inside its container the app may have the port to itself
        needed["TRUENORTH_SLACK_HTTP_PORT"] = self.here["3000"]
        return needed | {key: self.localised(value) for key, value in found.items()}

    def run(self, name: str, seconds: float = 240) -> subprocess.CompletedProcess[str]:
        """Run a service that ends by itself."""
        return subprocess.run(
            self.command(name), **self.ways(name), timeout=seconds, check=False, text=True
        )

    @contextmanager
    def running(self, name: str) -> Iterator[subprocess.Popen[bytes]]:
        """Run a service until its health check is content, and stop it as Compose does."""
        with subprocess.Popen(self.command(name), **self.ways(name)) as process:
            try:
                self.wait_until_healthy(name, process)
                yield process
            finally:
                process.send_signal(signal.SIGTERM)
                try:
                    process.communicate(timeout=40)
                except subprocess.TimeoutExpired:
                    process.kill()
                    raise

    def wait_until_healthy(self, name: str, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + 120
        while not self.is_healthy(name):
            assert process.poll() is None, f"{name} has ended"
            assert time.monotonic() < deadline, f"{name} did not become healthy"
            time.sleep(0.5)

    def is_healthy(self, name: str) -> bool:
        checked = subprocess.run(self.health(name), capture_output=True, timeout=30, check=False)
        return checked.returncode == 0

    def ways(self, name: str) -> dict[str, Any]:
        return {
            "cwd": self.folder / "data",
            "env": self.environment(name),
            "stdout": subprocess.PIPE,
            "stderr": subprocess.STDOUT,
            "stdin": subprocess.DEVNULL,
        }


def free_port() -> str:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def machine(tmp_path: Path, empty_postgresql_url: str) -> Machine:
    for folder in ("data", "index", "home"):
        (tmp_path / folder).mkdir()
    index_port, http_port, health_port = free_port(), free_port(), free_port()
    found = Machine(tmp_path, empty_postgresql_url, env={"POSTGRES_PASSWORD": "madeup1"})
    found.here = {
        "http://index:8000": f"http://127.0.0.1:{index_port}",
        "8000": index_port,
        "3000": http_port,
        "3001": health_port,
        "0.0.0.0": "127.0.0.1",
        "/documents": str(REPOSITORY / "samples" / "documents"),
        "/data": str(tmp_path / "data"),
    }
    return found


@contextmanager
def slack_for(machine: Machine) -> Iterator[RunningSlack]:
    """A stand-in for Slack, and the tokens for it in `.env`."""
    with running_slack() as slack:
        slack.workspace.add_person(Person(ANN, "ann"))
        slack.workspace.add_channel("C0GENERAL", "general", {ANN, BOT_USER})
        machine.env |= {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": slack.api_url,
        }
        yield slack
        slack.server.ask_to_stop()


def answers(slack: RunningSlack, delivery: Delivery) -> str:
    """What comes back to a question in a direct message."""
    acting = Acting(slack.workspace, delivery, lambda: slack.base)
    acting.say_in_dm(ANN, "What are the True Norths?")
    deadline = time.monotonic() + 120
    while True:
        posts = slack.workspace.direct_channel(ANN).posts
        said = [post.text for post in posts if post.user == BOT_USER]
        if said:
            return said[-1]
        assert time.monotonic() < deadline, "no answer came"
        time.sleep(0.2)


def test_all_that_compose_runs_works_together(machine: Machine) -> None:
    with slack_for(machine) as slack, machine.running("index"):
        tables = machine.run("tables")
        assert tables.returncode == 0, tables.stdout
        assert migrate.is_current(machine.database_url)

        ingest = machine.run("ingest")
        assert ingest.returncode == 0, ingest.stdout

        with machine.running("bot") as bot:
            assert slack.sockets.wait_for(1, 60)
            assert "Timely access" in answers(slack, SocketDelivery(slack.sockets.send))
        assert bot.returncode == 0

        slack.workspace.direct_channel(ANN).posts.clear()
        with machine.running("bot-http") as bot:
            address = f"http://127.0.0.1:{machine.here['3000']}/slack/events"
            assert "Timely access" in answers(slack, HttpDelivery(address, SECRET))
        assert bot.returncode == 0
    assert not machine.is_healthy("bot")


def test_tables_started_several_times_at_once_are_made_once(machine: Machine) -> None:
    started = [
        subprocess.Popen(machine.command("tables"), **machine.ways("tables")) for _ in range(3)
    ]
    for process in started:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert migrate.is_current(machine.database_url)


def test_tables_wait_for_a_database_before_they_give_up(machine: Machine) -> None:
    real = machine.database_url
    port = free_port()
    machine.database_url = f"postgresql://truenorth:x@127.0.0.1:{port}/truenorth"
    environment = machine.environment("tables") | {"TRUENORTH_DATABASE_START_SECONDS": "2"}
    ways = machine.ways("tables") | {"env": environment}
    ran = subprocess.run(machine.command("tables"), **ways, timeout=60, check=False, text=True)

    assert ran.returncode == 1
    assert "not answering" in ran.stdout
    log = machine.folder / "data" / "logs" / "truenorth.log"
    assert "waiting for it" in log.read_text("utf-8")
    assert migrate.current(real) is None
