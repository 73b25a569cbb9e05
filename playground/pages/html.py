"""HTML that is escaped by how it is made: a string is words, and only `Html` is mark-up."""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
LINKED = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True, slots=True)
class Html:
    """Mark-up, safe to show as it is."""

    text: str

    def __str__(self) -> str:
        return self.text


Child = Html | str | None
Attribute = str | int | bool | None


def element(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """One element.

    Attributes are written as Python allows: `class_`, `for_`, `aria_label`; `True` stands for an
    attribute without a value, `False` and `None` for none at all.
    """
    opening = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{opening}>")
    return Html(f"<{name}{opening}>{joined(children)}</{name}>")


def joined(children: Iterable[Child]) -> Html:
    """Mark-up and words one after the other, the words escaped."""
    return Html("".join(_inner(child) for child in children))


def link(url: str, shown: Child, *, class_: str | None = None) -> Html:
    """A link in a new tab, or only its words where the address is of a kind that could run."""
    if urlsplit_scheme(url) not in LINKED:
        return element("span", shown or url, class_=class_)
    return element(
        "a", shown or url, href=url, target="_blank", rel="noopener noreferrer", class_=class_
    )


def urlsplit_scheme(url: str) -> str:
    """The scheme of an address, lower case; empty when it has none or is no address."""
    try:
        return urlsplit(url.strip()).scheme.lower()
    except ValueError:
        return ""


def _inner(child: Child) -> str:
    if child is None:
        return ""
    return child.text if isinstance(child, Html) else html.escape(child)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'
