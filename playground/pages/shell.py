"""The page of the playground: a frame that a script fills with what stands in the workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playground.pages.html import Child, Html, element


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to choose from a list: an id and what it is called."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Shell:
    """What the frame shows: people, the app's name, places and shortcuts."""

    people: Sequence[Offer]
    app: str
    places: Sequence[Offer]
    shortcuts: Sequence[Offer]
    hints: Mapping[str, str]


def shell_html(shell: Shell) -> str:
    """The whole page."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{shell.app}: playground"),
        element("link", rel="stylesheet", href="/style.css"),
        element("link", rel="stylesheet", href="/workspace.css"),
        element("link", rel="icon", href="data:,"),
        element("script", src="/workspace.js", defer=True),
    )
    body = element(
        "body",
        element("a", "Skip to what you write", href="#words", class_="skip"),
        _side(shell),
        element(
            "main",
            element("h1", "", id="where", tabindex=-1),
            element("div", id="screen", role="log", aria_live="polite", aria_busy="true"),
            element("div", id="prompts", role="group", aria_label="You could ask"),
            _composer(shell),
        ),
        element("div", id="modals"),
        class_="workspace",
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en-GB')}\n"


def _side(shell: Shell) -> Html:
    people = [element("option", each.name, value=each.id) for each in shell.people]
    places = [element("li", _place(shell, each)) for each in shell.places]
    return element(
        "header",
        element("p", element("strong", shell.app), " playground", class_="title"),
        element(
            "p",
            "A made-up workspace on this computer. Nothing you write leaves it.",
            class_="about",
        ),
        element("label", "You are", for_="person"),
        element("select", *people, id="person"),
        element("nav", element("ul", *places), aria_label="Places"),
        class_="side",
    )


def _place(shell: Shell, place: Offer) -> Html:
    hint = shell.hints.get(place.id, "")
    return element("a", place.name, href=f"#/{place.id}", data_place=place.id, data_hint=hint)


def _composer(shell: Shell) -> Html:
    shortcuts: list[Child] = [
        element("button", each.name, type="button", class_="button", data_shortcut=each.id)
        for each in shell.shortcuts
    ]
    return element(
        "form",
        element(
            "p",
            element("span", "", id="thread-of"),
            " ",
            element("button", "Leave the thread", type="button", class_="icon", id="leave-thread"),
            id="in-thread",
            hidden=True,
        ),
        element("label", "Message", for_="words", class_="unseen", id="words-label"),
        element("textarea", id="words", rows=2, aria_describedby="hint trouble"),
        element("p", "", id="trouble", role="alert", class_="error"),
        element(
            "div",
            element("p", "", id="hint", class_="small"),
            *shortcuts,
            element("button", "Send", type="submit", class_="button primary"),
            class_="sending",
        ),
        id="composer",
    )
