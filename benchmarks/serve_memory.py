"""What `truenorth serve` holds in memory: the real process, asked through a stand-in for Slack."""

import subprocess
import sys
import time
from pathlib import Path

import psutil

from benchmarks.bench import Bench
from benchmarks.row import Bound, Row
from benchmarks.serving import serving
from playground.acting import Acting
from playground.delivery import SocketDelivery
from playground.slack import RunningSlack, running_slack
from playground.workspace import BOT_USER, Person

_QUESTIONS = 50
_START_SECONDS = 90.0
_ANSWER_SECONDS = 60.0
_MEGABYTE = 1e6
_ASKER = "U0ASKER"
_BARE = (
    "import psutil; from sentence_transformers import SentenceTransformer as Model;"
    "Model({folder!r}, device='cpu').encode('warm'); print(psutil.Process().memory_info().rss)"
)


def measure(bench: Bench) -> list[Row]:
    """Serve the documents, ask questions, and look at the process."""
    assert bench.library.library.generation_id(), "the documents are read in before serving"
    with running_slack() as slack:
        slack.workspace.add_person(Person(_ASKER, "asker"))
        with serving(slack, bench.folder / "documents") as process:
            assert slack.sockets.wait_for(1, _START_SECONDS), "serve did not connect"
            for number in range(_QUESTIONS):
                _ask(slack, bench.questions[number % len(bench.questions)].question, number + 1)
            held, most = _resident(process), _peak(process)
    weights = bench.embedder.packaged_weights
    assert weights is not None
    bare = subprocess.run(
        (sys.executable, "-c", _BARE.format(folder=str(weights.parent))),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    baseline = int(bare.stdout) / _MEGABYTE
    against = "a process with nothing but the model"
    limit = Bound(1000, "at most", on="ours")
    return [
        Row(f"serve after {_QUESTIONS} questions, resident", held, "MB", baseline, against, limit),
        Row("the most it held at any time", most, "MB", baseline, against, limit),
    ]


def _ask(slack: RunningSlack, question: str, count: int) -> None:
    acting = Acting(slack.workspace, SocketDelivery(slack.sockets.send), lambda: slack.base)
    acting.say_in_dm(_ASKER, question)
    channel = slack.workspace.direct_channel(_ASKER)
    until = time.monotonic() + _ANSWER_SECONDS
    while sum(post.user == BOT_USER for post in channel.posts) < count:
        assert time.monotonic() < until, f"question {count} was not answered"
        time.sleep(0.01)


def _resident(process: psutil.Process) -> float:
    """Megabytes resident, of the process and all it started."""
    family = [process, *process.children(recursive=True)]
    return float(sum(one.memory_info().rss for one in family)) / _MEGABYTE


def _peak(process: psutil.Process) -> float:
    """The most megabytes it ever held, as the kernel counts them; what it holds now elsewhere."""
    status = Path(f"/proc/{process.pid}/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / _MEGABYTE
    return _resident(process)
