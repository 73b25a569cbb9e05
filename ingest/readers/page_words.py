"""A page's tree, and what of it is the page's own words."""

import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag
from bs4.element import PreformattedString

from programme.errors import RuleBroken

_DROPPED_NAMES = (
    "script style noscript template nav aside form button input select textarea svg math iframe "
    "object embed canvas audio video map dialog menu"
)
_ROLES = "navigation banner contentinfo search complementary menu menubar"
_DROPPED = frozenset(_DROPPED_NAMES.split())
_DROPPED_ROLES = frozenset(_ROLES.split())
_DEEPEST = 200


def parsed(markup: str) -> BeautifulSoup:
    """The tree of a page, or of a piece of one."""
    with warnings.catch_warnings():
        # Said of text that is only a file name or an address, which a document may well hold.
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return BeautifulSoup(markup, "lxml")


def own_words(soup: BeautifulSoup) -> Tag:
    """The page without what is round its words; the page itself is changed.

    Raises:
        RuleBroken: it is nested too deeply.
    """
    _check_depth(soup)
    for unseen in [s for s in soup.find_all(string=True) if isinstance(s, PreformattedString)]:
        unseen.extract()
    for dropped in soup.find_all(_is_dropped):
        dropped.extract()
    return soup.body or soup


def _check_depth(soup: BeautifulSoup) -> None:
    """Refuse a page whose nesting would exhaust the stack; people's pages stay far below."""
    waiting: list[tuple[Tag, int]] = [(soup, 0)]
    while waiting:
        tag, depth = waiting.pop()
        if depth > _DEEPEST:
            raise RuleBroken("The page is nested too deeply to read safely.")
        waiting += [(child, depth + 1) for child in tag.children if isinstance(child, Tag)]


def _is_dropped(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return (
        tag.name in _DROPPED
        or str(tag.get("role") or "").lower() in _DROPPED_ROLES
        or tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or "display:none" in style
        or (tag.name == "footer" and tag.find_parent(["article", "section", "main"]) is None)
        or (tag.name == "header" and _is_page_header(tag))
    )


def _is_page_header(tag: Tag) -> bool:
    """A page's masthead: a header with the site's navigation, or with no heading of its own."""
    if tag.find_parent(["article", "section", "main"]):
        return False
    return tag.find("nav") is not None or tag.find(["h1", "h2", "h3"]) is None
