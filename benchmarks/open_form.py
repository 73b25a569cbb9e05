"""From a click to the opened form, in the real `truenorth serve`, while it composes answers.

The app runs in a process of its own. Twenty people ask, and ask again as soon as they are
answered; meanwhile a lead does what opens the form of an update, again and again. Time runs from
the delivery until the app's call arrives at the stand-in for Slack; what the stand-in takes to
answer the calls on the way is left out.
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks.bench import Bench
from benchmarks.made_up_programme import fill, sqlite_programme
from benchmarks.row import Bound, Row
from benchmarks.serving import serving
from playground.acting import Acting
from playground.delivery import SocketDelivery
from playground.slack import RunningSlack, running_slack
from playground.web_api import Call
from playground.workspace import BOT_USER, Person

T = TypeVar("T")
_LEAD, _CHANNEL = "U1", "C0GENERAL"
_GOALS, _WEEKS = 50, 20
_ASKING = 20
_CLICKS = 120
_PAUSE_SECONDS = 0.2
_START_SECONDS, _WAIT_SECONDS, _LOOK_SECONDS = 90.0, 60.0, 0.01
_LIMIT = Bound(200, "at most", on="ours")
_ALL_AT_ONCE = {"TRUENORTH_SLACK_WORKERS": str(_ASKING)}


@dataclass(frozen=True, slots=True)
class Click:
    """Our share of one click, in ms: until the form is opened, and until it is filled."""

    opened: float
    filled: float


@dataclass(frozen=True, slots=True)
class Clicks:
    """Clicks, and how many answers were given in each second meanwhile."""

    all: Sequence[Click]
    answers: float


def measure(bench: Bench) -> list[Row]:
    """Click while all twenty answers are composed at once; then with as many threads as usual."""
    data = bench.folder / "form"
    bench.open("form").ingest([bench.documents])
    with sqlite_programme(data / "truenorth.db") as made:
        fill(made, _GOALS, _WEEKS)
    questions = [each.question for each in bench.questions]
    return [
        *_rows(_clicks(data, questions, **_ALL_AT_ONCE), f"{_ASKING} answers composed at once"),
        *_rows(_clicks(data, questions), f"{_ASKING} answers awaited, composed 4 at a time"),
    ]


def centile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of all keep to: 0.95 for the 95th centile."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def click_of(sent: float, trigger: str, calls: Sequence[Call]) -> Click | None:
    """What a click came to; None while the form is not filled.

    Args:
        sent: when it was delivered, by `time.monotonic`.
        trigger: the id that came with it.
        calls: those of the app since.
    """
    opened = next((each for each in calls if each.arguments.get("trigger_id") == trigger), None)
    filled = next((each for each in calls if each.method == "views.update"), None)
    if opened is None or filled is None:
        return None
    assert not opened.error, "the form was refused"
    assert not filled.error, "the filled form was refused"
    ours = opened.began - sent
    return Click(1000 * ours, 1000 * (ours + filled.began - opened.ended))


def _rows(clicks: Clicks, during: str) -> list[Row]:
    opened = [each.opened for each in clicks.all]
    filled = [each.filled for each in clicks.all]
    what = f"click to opened form, {during}: 95th centile"
    return [
        Row(what, centile(opened, 0.95), "ms", bound=_LIMIT),
        Row("the same, median", median(opened), "ms"),
        Row("the same, slowest", max(opened), "ms"),
        Row("click to filled form meanwhile: 95th centile", centile(filled, 0.95), "ms"),
        Row("the same, median", median(filled), "ms"),
        Row("answers given meanwhile", clicks.answers, "answers/s"),
    ]


def _clicks(data: Path, questions: Sequence[str], **settings: str) -> Clicks:
    with running_slack() as slack, serving(slack, data, **settings):
        slack.workspace.add_person(Person(_LEAD, "lead"))
        slack.workspace.add_channel(_CHANNEL, "general", {_LEAD, BOT_USER})
        assert slack.sockets.wait_for(1, _START_SECONDS), "serve did not connect"
        with _asking(slack, questions):
            started, before = time.monotonic(), _answers(slack)
            clicks = _clicking(slack)
            given = _answers(slack) - before
            return Clicks(clicks, given / (time.monotonic() - started))


def _answers(slack: RunningSlack) -> int:
    return sum(each.method == "chat.postMessage" for each in slack.api.calls)


def _clicking(slack: RunningSlack) -> list[Click]:
    """Open the form by each of the ways in turn."""
    acting = _acting(slack)
    acting.open_home(_LEAD)
    home = _until(lambda: slack.workspace.homes.get(_LEAD))
    ways: tuple[Callable[[], object], ...] = (
        lambda: acting.use_shortcut(_LEAD, "post_update"),
        lambda: acting.command(_LEAD, _CHANNEL, "/truenorth update Made-up goal 3"),
        lambda: acting.press_in_view(_LEAD, home, "Report"),
    )
    return [_click(slack, acting, ways[number % len(ways)]) for number in range(_CLICKS)]


def _click(slack: RunningSlack, acting: Acting, way: Callable[[], object]) -> Click:
    # People do not click in step with the app's own work.
    time.sleep(random.uniform(0, _PAUSE_SECONDS))
    known, sent = len(slack.api.calls), time.monotonic()
    way()
    trigger = acting.sent[-1].payload["trigger_id"]
    return _until(lambda: click_of(sent, trigger, slack.api.calls[known:]))


@contextmanager
def _asking(slack: RunningSlack, questions: Sequence[str]) -> Iterator[None]:
    """Keep people asking; begins when each has been answered once."""
    over = threading.Event()
    answered: Counter[str] = Counter()

    def ask(person: str, turn: int) -> None:
        acting = _acting(slack)
        posts = slack.workspace.direct_channel(person).posts
        while not over.is_set():
            acting.say_in_dm(person, questions[turn % len(questions)])
            turn += _ASKING
            _until(
                lambda: over.is_set() or sum(p.user == BOT_USER for p in posts) > answered[person]
            )
            answered[person] += 1

    people = [f"U0ASKER{number}" for number in range(_ASKING)]
    for person in people:
        slack.workspace.add_person(Person(person, person.lower()))
    with ThreadPoolExecutor(_ASKING) as threads:
        asking = [threads.submit(ask, person, turn) for turn, person in enumerate(people)]
        try:
            _until(lambda: len(answered) == _ASKING)
            yield
        finally:
            over.set()
    for each in asking:
        each.result()


def _acting(slack: RunningSlack) -> Acting:
    return Acting(slack.workspace, SocketDelivery(slack.sockets.send), lambda: slack.base)


def _until(look: Callable[[], T | None]) -> T:
    """Look until there is something to be seen."""
    end = time.monotonic() + _WAIT_SECONDS
    while not (seen := look()):
        assert time.monotonic() < end, "the app did not do what was waited for"
        time.sleep(_LOOK_SECONDS)
    return seen
