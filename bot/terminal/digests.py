"""A digest to read on a terminal, and as JSON."""

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn
from rich.text import Text

from bot.reports.comparison import comparison_content
from bot.reports.content import DigestContent, content_of
from bot.reports.items import Item, Section
from bot.reports.words import MARKS, NOT_RATED, plural
from bot.terminal.screen import standard_error
from bot.use_cases.digesting import DigestView
from programme.dates import as_people_write
from programme.digest import Comparison, Scope
from programme.exchange import encode
from programme.updates import Rating
from programme.weeks import LONDON

_STYLES = {Rating.GREEN: "tn.ok", Rating.AMBER: "tn.warning", Rating.RED: "tn.broken"}


def digest_view(view: DigestView, *, names: bool) -> RenderableType:
    """All of a digest, in the order it is read."""
    content = content_of(view.digest, names=names, since=view.since)
    parts: list[RenderableType] = [_head(content, _about(content, view))]
    parts += [_section(section) for section in content.sections]
    if any(line.update and not line.link for line in view.digest.lines):
        week = view.digest.week.key
        words = f"To read the updates themselves: truenorth updates list --week {week}"
        parts.append(Padding(Text(words, style="tn.quiet"), (1, 0, 0, 0)))
    return Group(*parts)


def digest_json(view: DigestView) -> dict[str, Any]:
    """A digest as one JSON object, with its record and what happened since."""
    digest = encode(view.digest)
    body = dict(digest) if isinstance(digest, dict) else {}
    record = view.record
    body["sent"] = (
        {
            "id": record.id,
            "at": record.sent_at.isoformat(),
            "by": record.sent_by,
            "to": record.sent_to,
        }
        if record
        else None
    )
    body["amended_since"] = [line.goal for line in view.since.amended]
    body["decided_since"] = [
        {"goal": each.asked.goal, "what": each.asked.what, "decided": each.decided}
        for each in view.since.decided
    ]
    return body


def comparison_view(comparison: Comparison, scope: Scope) -> RenderableType:
    """What moved between two weeks, in the words of Slack."""
    content = comparison_content(comparison, scope)
    head = _head(content, f"{content.scope}. {content.as_at}.")
    return Padding(Group(head, *(_section(each) for each in content.sections)), (0, 0, 1, 0))


class WritingBar:
    """A bar on standard error while a file is written; silent where nobody looks."""

    def __init__(self) -> None:
        console = standard_error()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.completed} of {task.total}"),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> "WritingBar":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def advance(self, what: str, done: int, of: int) -> None:
        """So much of something is done."""
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=of)
        self._bar.update(self._tasks[what], completed=done)


def _about(content: DigestContent, view: DigestView) -> str:
    standing = "As things stand now; not sent."
    if view.record:
        day = as_people_write(view.record.sent_at.astimezone(LONDON).date())
        happened = [
            f"{plural(len(each), what)} {done} since"
            for each, what, done in (
                (view.since.amended, "update", "amended"),
                (view.since.decided, "decision", "made"),
            )
            if each
        ]
        standing = f"Sent on {day}; the record is shown."
        if happened:
            standing += f" {', '.join(happened)}."
    return f"{content.scope}. {content.as_at}. {standing}"


def _head(content: DigestContent, about: str) -> RenderableType:
    lines = [
        Text(content.title, style="tn.heading"),
        Text(about, style="tn.quiet"),
        Text(""),
        Text(content.summary),
        *(Text(f"• {issue}") for issue in content.issues),
    ]
    return Padding(Group(*lines), (1, 0, 0, 0))


def _section(section: Section) -> RenderableType:
    lines: list[RenderableType] = [Text(section.title, style="tn.heading")]
    if section.note:
        lines.append(Text(section.note, style="tn.quiet"))
    if section.items:
        with_ratings = section.key.startswith("true_north:")
        lines += [_item(item, mark=with_ratings) for item in section.items]
    else:
        lines.append(Text(section.nothing, style="tn.quiet"))
    return Padding(Group(*lines), (1, 0, 0, 0))


def _item(item: Item, *, mark: bool) -> RenderableType:
    style = _STYLES[item.rating] if item.rating else ""
    sign = f"{MARKS[item.rating] if item.rating else NOT_RATED} " if mark else ""
    lines: list[RenderableType] = [Text.assemble(sign, (item.head, style))]
    if item.text:
        lines.append(Padding(Text(item.text), (0, 0, 0, 3)))
    lines += [Padding(Text(more, style="tn.quiet"), (0, 0, 0, 3)) for more in item.more]
    if item.link:
        lines.append(Padding(Text(item.link, style="tn.quiet"), (0, 0, 0, 3)))
    return Group(*lines)
