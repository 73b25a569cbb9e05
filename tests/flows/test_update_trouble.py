"""The database slow, down, full or locked while an update is sent: no word of it is lost."""

import threading
import time
from collections.abc import Iterator

import pytest

from programme.errors import Unavailable
from programme.ports import UnitOfWork
from tests.fakes.work import FakeDatabase
from tests.flows.reporting import Lead, a_lead, stored
from tests.flows.stage import ANN

TYPED = {"rating": "green", "value": "11.4", "done": "Opened a clinic.", "next": "Another."}


@pytest.fixture
def lead() -> Iterator[Lead]:
    with a_lead() as lead:
        lead.open()
        lead.fill(**TYPED)
        yield lead


def kept(lead: Lead) -> dict[str, str]:
    return {name: lead.value(name) for name in TYPED}


def test_a_database_that_is_down_is_told_and_the_form_keeps_all(lead: Lead) -> None:
    lead.stage.database.down = True
    lead.send()

    assert "Not stored. The database is not answering just now. (Reference " in lead.words
    assert "Everything you typed is still here: press Send again." in lead.words
    assert kept(lead) == TYPED
    assert lead.form.view["submit"]["text"] == "Send again"
    lead.stage.database.down = False
    lead.send()
    assert len(stored(lead.stage)) == 1
    assert "Your update is stored" in lead.words


def test_a_database_that_is_locked_is_not_waited_for_beyond_slacks_three_seconds(
    lead: Lead,
) -> None:
    with lead.stage.database.writing:  # another process holds it
        lead.stage.acting.send_form(ANN, lead.form_now)
        receipt = lead.stage.acting.receipts[-1]
        view = lead.form_now.view
        assert receipt.status == 200
        assert receipt.seconds < 3.0
        assert "Not stored yet" in repr(view["blocks"])
        assert {n: lead.value_now(n) for n in TYPED} == TYPED
        assert view["submit"]["text"] == "Send again"
    lead.stage.settle()

    assert len(stored(lead.stage)) == 1
    assert "Your update is stored" in lead.words  # the window changed by itself


def test_sending_again_while_it_is_slow_stores_once(lead: Lead) -> None:
    with lead.stage.database.writing:
        lead.stage.acting.send_form(ANN, lead.form_now)
        assert "Not stored yet" in repr(lead.form_now.view["blocks"])
        again = threading.Thread(
            target=lead.stage.acting.send_form, args=(ANN, lead.form_now), daemon=True
        )
        again.start()
        time.sleep(0.2)
    again.join(10)
    lead.stage.settle()

    assert len(stored(lead.stage)) == 1
    assert "Your update is stored" in lead.words


def test_what_is_changed_before_sending_again_is_not_dropped(lead: Lead) -> None:
    with lead.stage.database.writing:
        lead.stage.acting.send_form(ANN, lead.form_now)
        lead.stage.slack.api.refuse("views.update", "not_found")  # the late outcome is not seen
    lead.stage.settle()
    lead.fill(done="Opened two clinics.")
    lead.send()
    assert "What you sent first was stored after all" in lead.words
    lead.send()

    done = [u.report and u.report.done for u in stored(lead.stage)]
    assert done == ["Opened a clinic.", "Opened two clinics."]


def test_one_who_has_closed_the_form_is_told_that_nothing_was_stored(lead: Lead) -> None:
    lead.stage.database.wait_seconds = 3.0
    with lead.stage.database.writing:
        lead.stage.acting.send_form(ANN, lead.form_now)
        lead.stage.slack.workspace.modals.clear()
        lead.stage.settle()

    assert stored(lead.stage) == []
    assert "was not stored. Please post it again." in lead.stage.dm()[-1].text


class TroubledDatabase(FakeDatabase):
    """A database that reads, but fails whoever wants to write."""

    trouble: Exception | None = None

    def works(self) -> UnitOfWork:
        if self.trouble:
            raise self.trouble
        return super().works()


@pytest.fixture
def troubled() -> Iterator[tuple[TroubledDatabase, Lead]]:
    database = TroubledDatabase()
    with a_lead(works=database.works, readings=database.readings) as lead:
        lead.open()
        lead.fill(**TYPED)
        yield database, lead


def test_a_full_database_keeps_the_form(troubled: tuple[TroubledDatabase, Lead]) -> None:
    database, lead = troubled
    database.trouble = Unavailable("The database has no room left just now.")
    lead.send()
    assert "Not stored. The database has no room left just now." in lead.words
    assert kept(lead) == TYPED
    database.trouble = None
    lead.send()

    assert "Your update is stored" in lead.words


def test_a_defect_keeps_the_form_and_gives_a_reference(
    troubled: tuple[TroubledDatabase, Lead],
) -> None:
    database, lead = troubled
    database.trouble = ZeroDivisionError("secret")
    errors = lead.send()

    assert list(errors) == ["rating"]
    assert "Sorry, something went wrong on our side." in errors["rating"]
    assert "secret" not in errors["rating"]
    assert kept(lead) == TYPED
    database.trouble = None
    assert lead.send() == {}
    assert len(stored(lead.stage)) == 1


def test_opening_while_the_database_is_down_says_so() -> None:
    with a_lead() as lead:
        lead.stage.database.down = True
        lead.open()

        assert "The database is not answering just now." in lead.words


def test_the_form_changes_while_the_database_is_down(lead: Lead) -> None:
    lead.stage.database.down = True
    lead.fill(rating="red", more=["blocker"])

    assert {"recovery", "blocker.what"} <= set(lead.fields)
    assert lead.value("done") == "Opened a clinic."


def test_withdrawing_while_the_database_is_slow_is_done_once(lead: Lead) -> None:
    lead.send()
    [receipt] = [post for post in lead.posts() if "stored" in post.text]
    lead.press_in(receipt, "Withdraw")
    with lead.stage.database.writing:
        lead.stage.acting.send_form(ANN, lead.form_now)
        assert "Not withdrawn yet" in repr(lead.form_now.view["blocks"])
    lead.stage.settle()

    assert "is withdrawn" in lead.words
    assert len(stored(lead.stage)) == 2
