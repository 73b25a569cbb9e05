"""The Home tab: what it shows the office, a lead and staff, and how it keeps up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from playground.workspace import OpenView, Person
from tests.flows.reporting import DEMENTIA, FALLS, RED, RESPITE, Lead, a_lead, record
from tests.flows.stage import ANN, BEN, seen

STRANGER = "U0CAL"


@pytest.fixture
def lead() -> Iterator[Lead]:
    with a_lead(DEMENTIA, FALLS, RESPITE) as lead:
        record(lead.stage, replace(RED, decision=None))
        lead.stage.app.posting.turn()
        yield lead


def home(lead: Lead, user: str) -> OpenView:
    lead.stage.acting.open_home(user)
    return lead.stage.home(user)


def words(view: OpenView) -> str:
    return seen(view.view["blocks"]).replace("\n: ", ": ")


def test_the_office_sees_counts_decisions_silence_and_the_chase_list(lead: Lead) -> None:
    said = words(home(lead, BEN))

    assert "Where we stand: week of 9 November 2026" in said
    assert "3 goals: 0 green, 0 amber, 1 red (1 more)" in said
    assert "Decisions required: None is waiting." in said
    assert "No update this week: 1" in said
    assert "To chase: 2 of 3 goals" in said
    assert "Fewer falls: never reported" in said
    assert "Your weekly updates" not in said


def test_a_lead_sees_what_is_due_and_not_the_programme(lead: Lead) -> None:
    said = words(home(lead, ANN))

    assert "Your weekly updates" in said
    assert "1 of 2 still to report" in said
    assert "Where we stand" not in said
    assert "To chase" not in said
    assert "Respite" not in said


def test_staff_see_the_true_norths_what_is_new_and_questions(lead: Lead) -> None:
    lead.stage.slack.workspace.add_person(Person(STRANGER, "cal"))
    said = words(home(lead, STRANGER))

    assert "Our True Norths" in said
    for each in lead.stage.services.programme.true_norths:
        assert each.name in said
    assert "What is our vision?" in said
    assert "Dementia" not in said


def test_a_suggested_question_is_answered_in_a_direct_message(lead: Lead) -> None:
    lead.stage.app.pool.start()
    lead.stage.acting.press_in_view(ANN, home(lead, ANN), "What is our vision?")
    lead.stage.settle()

    assert lead.stage.answering.asked == ["What is our vision?"]
    assert any("What is our vision?" in seen(post.blocks) for post in lead.stage.dm(ANN))


def test_after_an_update_the_tab_says_so(lead: Lead) -> None:
    assert "1 of 2 still to report" in words(home(lead, ANN))
    lead.open("/truenorth update falls")
    lead.fill(rating="green", done="Opened a second clinic.")
    assert lead.send() == {}
    lead.posts()

    assert "all reported. Thank you." in words(lead.stage.home(ANN))


def test_after_the_deadline_the_tab_says_that_it_has_passed(lead: Lead) -> None:
    lead.stage.clock.ahead += timedelta(days=3)
    said = words(home(lead, ANN))
    assert "It was due by 13 November 2026, 5:00pm" in said
    assert "shown as late" in said


def test_the_buttons_of_the_office(lead: Lead) -> None:
    lead.stage.acting.press_in_view(BEN, home(lead, BEN), "Open the chase list")
    lead.stage.settle()
    assert any("2 of 3 goals silent" in post.text for post in lead.stage.dm(BEN))

    lead.stage.acting.press_in_view(BEN, home(lead, BEN), "Show all")
    assert "Page 1 of 1" in Lead(lead.stage, BEN).words

    lead.stage.acting.press_in_view(BEN, home(lead, BEN), "Excel")
    lead.stage.settle()
    files = [file.name for post in lead.stage.dm(BEN) for file in post.files]
    assert files == ["digest-2026-W46.xlsx"]
