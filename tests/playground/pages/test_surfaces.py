"""Messages, modals, the Home tab, and the style they share."""

import re
from typing import Any

from bs4 import BeautifulSoup

from playground.pages.document import page_html
from playground.pages.html import Html, element
from playground.pages.messages import Author, message_html
from playground.pages.showing import Showing
from playground.pages.views import home_html, modal_html
from tests.playground.pages.payloads import plain

MESSAGE = {"ts": "1785774600.000100", "text": "Hello <@U0ANN>", "blocks": []}


def read(shown: Html) -> BeautifulSoup:
    return BeautifulSoup(shown.text, "html.parser")


def message(**changes: Any) -> BeautifulSoup:
    own = {name: changes.pop(name) for name in ("only_you", "below") if name in changes}
    showing = Showing("m1", people={"U0ANN": "Ann"})
    author = Author("True North", is_app=True)
    return read(message_html(MESSAGE | changes, author, showing, **own))


def test_a_message_says_who_and_when() -> None:
    page = message()

    assert page.h2 is not None
    assert page.h2.get_text() == "True NorthApp5:30pm"
    assert page.time is not None
    assert page.time["title"] == "3 August 2026"
    assert "Hello @Ann" in page.get_text()


def test_blocks_take_the_place_of_the_text() -> None:
    page = message(blocks=[{"type": "section", "text": plain("In a block.")}])

    assert "In a block." in page.get_text()
    assert "Hello" not in page.get_text()


def test_what_only_one_person_sees_says_so_in_words() -> None:
    assert "Only visible to you" in message(only_you=True).get_text()
    assert "Only visible to you" not in message().get_text()


def test_a_changed_message_says_so_and_its_thread_hangs_below() -> None:
    page = message(edited=True, below=element("div", "A reply.", class_="thread"))

    assert "(edited)" in page.get_text()
    assert page.select_one(".said > .thread")


def test_a_modal_is_a_dialog_with_a_heading_and_its_buttons() -> None:
    view = {
        "type": "modal",
        "title": plain("Ask True North"),
        "submit": plain("Ask"),
        "close": plain("Cancel"),
        "blocks": [{"type": "header", "text": plain("Part")}],
    }
    page = read(modal_html(view, Showing("v1")))

    assert page.dialog is not None
    assert page.find(id=page.dialog["aria-labelledby"]).get_text() == "Ask True North"  # type: ignore[union-attr]
    assert [each.get_text() for each in page.select("footer button")] == ["Cancel", "Ask"]
    assert page.select_one("footer [type=submit]")
    assert page.h3 is not None
    del view["submit"]
    assert not read(modal_html(view, Showing("v1"))).select("[type=submit]")


def test_the_home_tab_has_headings_of_its_own_and_says_when_it_is_empty() -> None:
    home = {"type": "home", "blocks": [{"type": "header", "text": plain("True North")}]}

    assert read(home_html(home, Showing("h"))).h2 is not None
    assert "not shown its Home tab" in home_html(None, Showing("h")).text


def test_a_page_fetches_nothing() -> None:
    page = page_html("A <title>", element("p", "words"))

    assert "A &lt;title&gt;" in page
    assert not re.search(r"(src|href)=|url\(|@import|https?:", page)


def test_coloured_signs_are_drawn_and_still_there_to_be_read() -> None:
    page = message(blocks=[{"type": "section", "text": plain("🟢 Green, 🔶 Amber, ✅ stored")}])

    assert "🟢 Green, 🔶 Amber, ✅ stored" in page.get_text()
    assert [each["class"] for each in page.select(".sign")] == [
        ["sign", "disc", "green"],
        ["sign", "diamond", "amber"],
        ["sign", "ticked", "square", "green"],
    ]
