"""The real `truenorth serve`, over Socket Mode, against a stand-in for Slack."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from playground.slack import RunningSlack
from playground.web_api import APP_TOKEN, BOT_TOKEN


@contextmanager
def serving(slack: RunningSlack, data: Path, **settings: str) -> Iterator[psutil.Process]:
    """Serve a data folder in a process of its own; `settings` are added to its environment."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("TRUENORTH_", "SLACK_"))}
    command = (str(Path(sys.executable).parent / "truenorth"), "serve")
    surroundings = plain | {
        "TRUENORTH_DATA": str(data),
        "SLACK_API_URL": slack.api_url,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        **settings,
    }
    with (data / "serve.txt").open("w", encoding="utf-8") as said:
        served = subprocess.Popen(command, cwd=data, env=surroundings, stdout=said, stderr=said)
        try:
            yield psutil.Process(served.pid)
        finally:
            served.terminate()
            try:
                served.wait(30)
            except subprocess.TimeoutExpired:
                served.kill()
                served.wait()
