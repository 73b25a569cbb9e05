"""A digest to read on a terminal, and as JSON."""

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn
from rich.text import Text

from bot.reports.content import DigestContent, Item, Section, content_of
from bot.reports.words import MARKS, NOT_RATED, counts_words, plural
from bot.terminal.screen import standard_error
from bot.use_cases.digesting import DigestView
from programme.digest import Comparison, Movement
from programme.exchange import encode
from programme.updates import Rating

_STYLES = {Rating.GREEN: "tn.ok", Rating.AMBER: "tn.warning", Rating.RED: "tn.broken"}


def digest_view(view: DigestView, *, names: bool) -> RenderableType:
    """All of a digest, in the order it is read."""
    content = content_of(view.digest, names=names, amended=view.amended)
    parts: list[RenderableType] = [_head(content, view)]
    parts += [_section(section) for section in content.sections]
    return Group(*parts)


def digest_json(view: DigestView) -> dict[str, Any]:
    """A digest as one JSON object, with its record and what was amended since."""
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
    body["amended_since"] = [line.goal for line in view.amended]
    return body


def comparison_view(comparison: Comparison) -> RenderableType:
    """What moved between two weeks."""
    lines = [
        Text(f"Since the {comparison.earlier.label}", style="tn.heading"),
        Text(f"To the {comparison.later.label}", style="tn.quiet"),
        Text(f"{counts_words(comparison.now, comparison.before)}."),
        Text(f"{plural(comparison.unchanged, 'goal')} unchanged.", style="tn.quiet"),
    ]
    for title, moved in (
        ("Worse", comparison.worse),
        ("Better", comparison.better),
        ("Spoke in one of the two weeks only", comparison.other),
    ):
        lines += _moved(title, moved)
    for title, names in (
        ("New goals", comparison.added),
        ("Goals no longer here", comparison.gone),
    ):
        if names:
            lines += [
                Text(f"\n{title}", style="tn.heading"),
                *(Text(f"  {name}") for name in names),
            ]
    for title, decisions in (
        ("Decisions no longer outstanding", comparison.decided),
        ("Decisions newly required", comparison.asked),
        ("Decisions still required", comparison.still),
    ):
        if decisions:
            lines.append(Text(f"\n{title}", style="tn.heading"))
            lines += [Text(f"  {line.what} ({line.goal_name})") for line in decisions]
    return Padding(Group(*lines), (1, 0))


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


def _head(content: DigestContent, view: DigestView) -> RenderableType:
    sent = (
        f"Sent on {view.record.sent_at:%-d %B %Y}; the record is shown."
        if view.record
        else "As things stand now; not sent."
    )
    lines = [
        Text(content.title, style="tn.heading"),
        Text(f"{content.scope}. {content.as_at} {sent}", style="tn.quiet"),
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
    lines: list[RenderableType] = [
        Text.assemble(sign, (item.head, style)),
        Padding(Text(item.text), (0, 0, 0, 3)),
    ]
    lines += [Padding(Text(more, style="tn.quiet"), (0, 0, 0, 3)) for more in item.more]
    if item.link:
        lines.append(Padding(Text(item.link, style="tn.quiet"), (0, 0, 0, 3)))
    return Group(*lines)


def _moved(title: str, moved: tuple[Movement, ...]) -> list[Text]:
    if not moved:
        return []
    lines = [Text(f"\n{title}", style="tn.heading")]
    for each in moved:
        before = each.before.value if each.before else "no update"
        now = each.now.value if each.now else "no update"
        lines.append(Text(f"  {each.goal_name} · {each.team_name}: {before} to {now}"))
    return lines
