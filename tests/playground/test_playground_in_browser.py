"""The playground as a person uses it, by keyboard, in a real browser."""

import pytest

from tests.playground.browser import Browser
from tests.playground.conftest import QUESTION, WORDS, Yard

pytestmark = pytest.mark.browser


def ask(browser: Browser, words: str) -> None:
    browser.focus("#words")
    browser.type(words)
    browser.key("Enter")


def go(browser: Browser, place: str) -> None:
    browser.evaluate(f"document.querySelector('[data-place={place}]').click()")
    browser.wait(f"document.querySelector('[data-place={place}][aria-current=page]')")


def test_a_question_is_answered_in_its_thread(browser: Browser) -> None:
    browser.wait("document.querySelector('#prompts button')")
    ask(browser, QUESTION)
    browser.wait_for(WORDS)

    in_thread = browser.evaluate("document.querySelector('.thread .message').innerText")
    assert "[1] Made-up strategy (2026–2031, current)" in in_thread
    assert browser.evaluate("document.querySelector('#words').value") == ""
    assert browser.focused() == "Message to Direct message"


def test_what_is_being_done_is_said_and_gives_way_to_the_answer(
    browser: Browser, yard: Yard
) -> None:
    yard.answering.held.clear()
    ask(browser, QUESTION)
    browser.wait_for("True North is looking in the documents…")
    yard.answering.held.set()
    browser.wait_for(WORDS)

    assert "is looking" not in browser.words()


def test_a_suggested_question_is_asked_by_its_button(browser: Browser, yard: Yard) -> None:
    browser.press("What is our vision?", within="#prompts")
    browser.wait_for("The documents do not say.")

    assert yard.answering.asked == ["What is our vision?"]


def test_a_source_opens_takes_the_focus_and_escape_gives_it_back(browser: Browser) -> None:
    ask(browser, QUESTION)
    browser.press("Open source 1")
    browser.wait_for("The words quoted")

    assert browser.focused() == "Source 1"
    assert browser.evaluate("document.querySelector('dialog').matches(':modal')")
    browser.key("Escape")
    browser.wait("!document.querySelector('dialog')")
    assert browser.focused() == "Open source 1: Made-up strategy"


def test_a_form_is_filled_and_sent_from_the_home_tab(browser: Browser, yard: Yard) -> None:
    go(browser, "home")
    browser.press("Ask a question")
    browser.wait("document.querySelector('dialog')")
    assert browser.focused() == "Your question"
    browser.press("Ask", within="dialog")
    browser.wait_for("Please complete this required field.")
    assert browser.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    browser.type(QUESTION)
    browser.press("Ask", within="dialog")
    browser.wait("!document.querySelector('dialog')")
    go(browser, "dm")

    browser.wait_for(WORDS)
    assert yard.answering.asked == [QUESTION]


def test_a_weekly_update_is_filled_in_sent_and_seen_by_all(browser: Browser) -> None:
    browser.press("Post a weekly update")
    browser.wait_for("How does the goal stand?")
    assert browser.evaluate("document.activeElement.type") == "radio"
    browser.evaluate("document.querySelectorAll('dialog [type=radio]')[1].click()")  # amber
    browser.wait_for("What brings it back on plan?")
    browser.press("Send", within="dialog")
    browser.wait_for("Please complete this required field.")
    assert browser.evaluate("document.querySelectorAll('dialog [type=radio]')[1].checked")
    browser.type("More evening clinics.")
    browser.press("Send", within="dialog")
    browser.wait_for("Say in a sentence what was done")
    browser.type("A second clinic was opened.")
    browser.press("Send", within="dialog")
    browser.wait_for("A receipt comes to you in a direct message")
    browser.key("Escape")
    browser.wait("!document.querySelector('dialog')")
    browser.wait_for("Your update is stored, on time.")
    go(browser, "C0IMPROVE")

    browser.wait_for("More evening clinics.")


def test_a_command_is_answered_to_one_and_shared_with_all(browser: Browser) -> None:
    go(browser, "C0IMPROVE")
    ask(browser, f"/truenorth ask {QUESTION}")
    browser.wait_for("Only visible to you")
    browser.evaluate("document.querySelector('#person').value = 'U0BEN'")
    browser.evaluate("document.querySelector('#person').dispatchEvent(new Event('change'))")
    browser.wait_for("Nothing here yet.")
    browser.evaluate("document.querySelector('#person').value = 'U0ANN'")
    browser.evaluate("document.querySelector('#person').dispatchEvent(new Event('change'))")
    browser.press("Share in channel")

    browser.wait_for("Shared in the channel.")
    browser.wait_for("@Ann Example shared an answer from True North")


def test_in_a_channel_it_answers_only_when_mentioned(browser: Browser, yard: Yard) -> None:
    go(browser, "C0IMPROVE")
    ask(browser, "What does anybody think?")
    browser.wait_for("What does anybody think?")
    ask(browser, f"@True North {QUESTION}")
    browser.wait_for(WORDS)

    assert yard.answering.asked == [QUESTION]


def test_a_reply_stays_in_its_thread(browser: Browser, yard: Yard) -> None:
    ask(browser, QUESTION)
    browser.wait_for(WORDS)
    browser.press("Reply in thread")
    assert "Replying in the thread of Ann Example." in browser.words()
    browser.type("And a second one?")
    browser.key("Enter")
    browser.wait_for("The documents do not say.")

    assert browser.evaluate("document.querySelector('#screen').children.length") == 1
    assert browser.evaluate("document.querySelectorAll('.thread .message').length") == 3
    browser.press("Leave the thread")
    assert "Replying in" not in browser.words()


def test_a_command_that_is_none_is_refused_and_the_words_stay(browser: Browser) -> None:
    ask(browser, "/dance wildly")
    browser.wait_for("That is not a command here.")

    assert browser.evaluate("document.querySelector('#words').value") == "/dance wildly"


def test_hostile_words_are_words(browser: Browser) -> None:
    ask(browser, "<img src=x onerror=window.hit=1> <script>window.hit=1</script> *bold* what?")
    browser.wait_for("<script>window.hit=1</script>")

    assert browser.evaluate("window.hit") is None


@pytest.mark.parametrize("width", [320, 375, 1000])
def test_nothing_hangs_over_the_edge(browser: Browser, width: int) -> None:
    browser.resize(width, 700)
    ask(browser, QUESTION)
    browser.wait_for(WORDS)
    over = "[...document.querySelectorAll('#screen *, #composer *')].filter((each) => "
    over += f"each.getBoundingClientRect().right > {width} + 1 && !each.closest('.unseen'))"

    assert browser.evaluate(f"{over}.map((each) => each.outerHTML.slice(0, 80))") == []
    assert browser.evaluate("document.documentElement.scrollWidth") <= width
    small = "[...document.querySelectorAll('button, select, summary')].filter((each) => "
    small += "each.checkVisibility() && each.getBoundingClientRect().height < 24)"
    assert browser.evaluate(f"{small}.map((each) => each.outerHTML.slice(0, 80))") == []
    browser.resize(1000, 800)
