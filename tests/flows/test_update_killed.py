"""An app that is killed at any moment between the click and the receipt loses no update.

After a restart the update is stored once; or it is not, and then Slack has told its author so and
the form is still there with all that was typed: sending it again stores it once.
"""

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from bot.slack.reporting.sending import NOT_YET
from playground import forms
from playground.acting import Acting
from playground.delivery import HttpDelivery, Receipt
from playground.envelopes import Envelope
from playground.slack import RunningSlack, running_slack
from playground.workspace import OpenView
from programme.ports import UnitOfWorkFactory
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.flows.reporting import DEMENTIA, THURSDAY, WEEK, fill
from tests.flows.reporting_process import AppProcess, start_app
from tests.flows.stage import ANN, CHANNEL, SECRET, people, seen

KILLS = 50
PATIENCE = 10.0
STORED = "✅"
"""Only a receipt has it."""


class Line:
    """Requests to whichever process runs now; no receipt when it dies before it gives one."""

    app: AppProcess

    def deliver(self, envelope: Envelope, *, retry: int = 0) -> Receipt:
        try:
            return HttpDelivery(self.app.url, SECRET).deliver(envelope, retry=retry)
        except (OSError, http.client.HTTPException):
            return Receipt(504, "", 0.0)


@dataclass
class Lead:
    """A lead whose app is killed while a form is sent."""

    slack: RunningSlack
    acting: Acting
    line: Line
    database_url: str
    readings: UnitOfWorkFactory

    def kill(self) -> None:
        """Kill the app."""
        self.line.app.kill()

    def restart(self) -> None:
        """Start another in its place."""
        self.line.app = start_app(self.database_url, self.slack.api_url, THURSDAY)

    def open(self, words: str) -> OpenView:
        """Open the form and type into it."""
        self.slack.workspace.modals.clear()
        self.acting.command(ANN, CHANNEL, "/truenorth update")
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            opened = list(self.slack.workspace.modals.values())
            if opened and opened[0].view.get("callback_id") == "update":
                for field, value in (("rating", "green"), ("value", "11.4"), ("done", words)):
                    forms.fill(opened[0], field, value)
                return opened[0]
            time.sleep(0.005)
        raise AssertionError("the form did not open")

    def send(self, form: OpenView) -> threading.Thread:
        sending = threading.Thread(target=self.acting.send_form, args=(ANN, form), daemon=True)
        sending.start()
        return sending

    def stored(self) -> list[str]:
        """What stands in each version of the week, oldest first."""
        with self.readings() as work:
            updates = work.updates.versions(DEMENTIA.key, WEEK)
            audit = work.audit.about(f"goal:{DEMENTIA.key}")
            posts = work.outbox.about(f"goal:{DEMENTIA.key}")
        # What an update writes is kept as one: its audit entry, its receipt, its channel's post,
        # and from the second version on what is written over the receipt before.
        assert len(audit) == len(updates)
        assert len(posts) == max(0, 3 * len(updates) - 1)
        assert [update.version for update in updates] == list(range(1, len(updates) + 1))
        return [(update.report and update.report.done) or "" for update in updates]


@pytest.fixture
def lead(database_url: str) -> Iterator[Lead]:
    engine = open_engine(database_url)
    fill(sql_works(engine), DEMENTIA)
    with running_slack() as slack:
        people(slack)
        line = Line()
        acting = Acting(slack.workspace, line, lambda: slack.base)
        lead = Lead(slack, acting, line, database_url, sql_readings(engine))
        lead.restart()
        try:
            yield lead
        finally:
            lead.kill()
            engine.dispose()


def test_killed_at_random_moments_between_click_and_receipt(lead: Lead) -> None:
    chance = random.Random(20261112)
    takes = how_long(lead)
    expected = lead.stored()
    became: Counter[str] = Counter()
    for number in range(KILLS):
        words = f"Words of round {number}."
        form = lead.open(words)
        sending = lead.send(form)
        time.sleep(chance.uniform(0, takes * 1.1))
        lead.kill()
        sending.join(PATIENCE)
        expected.append(words)
        told_stored = STORED in seen(form.view["blocks"])
        before = lead.stored()
        lead.restart()
        if told_stored:
            became["receipt given"] += 1
            assert before == expected
            continue
        became["stored, no receipt" if before == expected else "not stored"] += 1
        assert before in (expected, expected[:-1])
        # Its author was told, by Slack or by us on a busy machine, and the form is as it was.
        told_not = NOT_YET in seen(form.view["blocks"])
        assert told_not or form.errors == {"": forms.NO_CONNECTION}
        assert next(iter(form.state["done"].values()))["value"] == words
        lead.send(form).join(PATIENCE)
        assert STORED in seen(form.view["blocks"])
        assert lead.stored() == expected

    assert sum(became.values()) == KILLS
    assert became["not stored"] >= 5, became
    assert became["not stored"] < KILLS, became


def how_long(lead: Lead) -> float:
    """How long an app left alone takes from the click to the receipt."""
    form = lead.open("Left alone.")
    started = time.monotonic()
    lead.send(form).join(PATIENCE)
    taken = time.monotonic() - started
    assert STORED in seen(form.view["blocks"])
    lead.kill()
    lead.restart()
    return taken
