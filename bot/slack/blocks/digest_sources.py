"""How a line of a digest leads to the updates behind it: by a link, or by a choice of updates.

An update that was posted in Slack has an address. One from a form whose team has no channel, from
the command line or from a workbook has none: it is shown in a window, to those who may see it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.reports.items import Item, Section, Source
from bot.slack.blocks import parts
from bot.slack.text import fit

SEE_UPDATE = "digest_update"
"""The button that shows an update; its value is the key of the goal."""

SEE_ONE_OF = "digest_updates"
"""The choice of an update; each option's value is the key of its goal."""

SEE_LABEL = "See the update"
CHOOSE = "See an update…"
SEE = "see the update"

MOST_OPTIONS = 100
LONGEST_LINK = 1000


def link_runs(item: Item) -> list[dict[str, Any]]:
    """The link to where an item can be read; nothing where it stands in no channel."""
    return link_run(item.link, SEE)


def link_run(link: str | None, words: str) -> list[dict[str, Any]]:
    """A link as rich text, with a space before it; nothing where there is no address."""
    if not _leads_somewhere(link):
        return []
    return [parts.run(" "), {"type": "link", "url": link, "text": words}]


def sources_of(section: Section, item: Item) -> tuple[Source, ...]:
    """The updates that a line tells of."""
    if item.sources:
        return item.sources
    in_rest = section.key.startswith("true_north:")
    if not item.goal or (in_rest and not item.update):
        # nothing was said of it this week
        return ()
    return (Source(item.goal, item.head, item.link),)


def unlinked(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Those that no link leads to, so that a button or a choice must."""
    return tuple(each for each in sources if not _leads_somewhere(each.link))


def characters_of(sources: Iterable[Source]) -> int:
    """What a choice of them adds to a message."""
    return sum(len(each.goal) + len(_words(each)) for each in sources)


def see_elements(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """A button that shows the one update there is, or a choice of several; nothing for none."""
    if len(sources) != 1:
        return choices(sources)
    [only] = sources
    spoken = f"{SEE_LABEL}: {only.goal_name}"
    return [parts.button(SEE_LABEL, SEE_UPDATE, only.goal, spoken=spoken)]


def choices(sources: Iterable[Source]) -> list[dict[str, Any]]:
    """Menus with an option for each goal, a hundred in each: Slack takes no more."""
    options = [
        {"text": parts.plain(words, parts.OPTION), "value": goal}
        for goal, words in {each.goal: _words(each) for each in sources}.items()
    ]
    return [
        {
            "type": "static_select",
            "action_id": f"{SEE_ONE_OF}:{number}",
            "placeholder": parts.plain(CHOOSE, 150),
            "options": options[start : start + MOST_OPTIONS],
        }
        for number, start in enumerate(range(0, len(options), MOST_OPTIONS))
    ]


def _words(source: Source) -> str:
    return fit(source.goal_name, parts.OPTION)


def _leads_somewhere(link: str | None) -> bool:
    address = link or ""
    return address.startswith(("https://", "http://")) and len(address) <= LONGEST_LINK
