"""A highlight report for a Board: what stands on its pages, before it is Word or PDF.

Source: the form of Board papers: purpose, recommendation, at most five key issues, the day the
data is from, sources, and that it is a draft until somebody has validated it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.reports.charts import Picture
from bot.reports.content import DigestContent, content_of
from bot.reports.exceptions import exception_pages
from bot.reports.goal_pages import goal_pages
from bot.reports.items import Item, Section
from bot.reports.report import (
    Block,
    Bullets,
    Cell,
    Contents,
    Grid,
    Heading,
    Paragraph,
    Point,
    Report,
    web_link,
)
from bot.reports.words import ended, listed, plural, weeks_at_least
from programme.dates import as_people_write
from programme.digest import LOOK_BACK, NOTHING_SINCE, DecisionLine, Digest, PracticeNote, Since

DRAFT = "Draft – not validated"
PURPOSE = (
    "To tell the Board where the improvement goals of the annual plans stand, and which decisions "
    "they wait for."
)


def board_report(
    digest: Digest,
    *,
    pictures: Mapping[str, Picture],
    summary: Picture | None = None,
    names: bool = False,
    since: Since = NOTHING_SINCE,
    chart_weeks: int | None = None,
) -> Report:
    """The pages of a highlight report.

    Args:
        digest: what is reported.
        pictures: charts by goal, for the exception pages.
        summary: the True Norths side by side.
        names: whether leads are named.
        since: what happened since the digest was sent.
        chart_weeks: how far back charts and their limits reach; None where it is not said.
    """
    content = content_of(digest, names=names, since=since)
    blocks = [
        *_cover(digest, content, summary, since, chart_weeks),
        *_decisions(digest, content, since),
        *goal_pages(digest, names=names),
        *exception_pages(digest, pictures, names=names),
        *_appendix(content),
    ]
    return Report(f"Highlight report: {digest.week.label}", DRAFT, tuple(blocks))


def _cover(
    digest: Digest,
    content: DigestContent,
    summary: Picture | None,
    since: Since,
    chart_weeks: int | None,
) -> Iterator[Block]:
    day = digest.data_as_at
    yield Grid(
        (),
        tuple(
            (Cell(label, strong=True), Cell(words))
            for label, words in (
                ("Scope", content.scope),
                ("Purpose", PURPOSE),
                ("Recommendation", _recommendation(_waiting(digest, since))),
                ("Data as at", as_people_write(day) if day else "No measure has a value yet"),
                ("Sources", _sources(digest, chart_weeks)),
                ("Status", DRAFT),
            )
        ),
        (0.19, 0.81),
        "What this report is about: scope, purpose, recommendation, data, sources and status.",
    )
    yield Heading(1, "Key issues")
    if digest.lines:
        issues = content.issues or ("No goal is red, late or silent, and no decision waits.",)
        yield Bullets(tuple(map(Point, issues)))
    yield Paragraph(content.summary, "In short")
    if summary:
        yield summary
    yield Contents("Contents")


def _sources(digest: Digest, chart_weeks: int | None) -> str:
    charts = (
        f" Charts and their limits cover {chart_weeks} weeks, unless a baseline is set."
        if chart_weeks
        else ""
    )
    return (
        f"Weekly updates of the {digest.week.label} by the leads of the goals; values of measures "
        f"as the leads gave them.{charts} A goal's rating, its target and its variation are three "
        "separate facts."
    )


def _waiting(digest: Digest, since: Since) -> list[DecisionLine]:
    """The decisions that are still to be made."""
    made = {each.asked.id for each in since.decided}
    return [line for line in digest.decisions if line.id not in made]


def _decisions(digest: Digest, content: DigestContent, since: Since) -> Iterator[Block]:
    yield Heading(1, "Decisions required", new_page=True)
    waiting = _waiting(digest, since)
    if digest.decisions:
        yield Grid(
            ("Decision", "From whom", "By", "Outstanding", "Goal"),
            tuple(_decision_row(line, waits=line in waiting) for line in digest.decisions),
            (0.31, 0.16, 0.15, 0.15, 0.23),
            "Decisions required: what, from whom, by when, for how long outstanding.",
        )
    else:
        yield Paragraph("None is waiting.")
    for key in ("decided", "changes", "blockers"):
        section = content.section(key)
        if section:
            yield from _as_list(section)
    if digest.practice:
        yield from _practice(digest.practice, content.section("practice"))


def _decision_row(line: DecisionLine, *, waits: bool) -> tuple[Cell, ...]:
    weeks = weeks_at_least(line.weeks, LOOK_BACK) if line.weeks else "new this week"
    return (
        Cell(line.what, strong=True),
        Cell(line.from_whom or "not said"),
        Cell(_by(line.by, overdue=line.overdue)),
        Cell(weeks if waits else "decided since"),
        Cell(f"{line.goal_name}\n{line.team_name}", link=line.link),
    )


def _practice(notes: tuple[PracticeNote, ...], section: Section | None) -> Iterator[Block]:
    """The rules that fired, each once with its source, and the goals on which it did."""
    yield Heading(2, section.title if section else "Programme practice")
    if section:
        yield Paragraph(section.note, quiet=True)
    for rule in dict.fromkeys(note.rule for note in notes):
        fired = [note for note in notes if note.rule == rule]
        said = f"{ended(fired[0].wording)} Source: {fired[0].source}"
        yield Paragraph(said, "Programme practice")
        yield Bullets(tuple(Point(_because(each), _head_of(each)) for each in fired))


def _head_of(note: PracticeNote) -> str:
    return f"{note.goal_name} · {note.team_name}"


def _because(note: PracticeNote) -> str:
    noise = " Only common cause variation: this may be chasing noise."
    return f"{note.because}.{noise if note.on_common_cause else ''}"


def _appendix(content: DigestContent) -> Iterator[Block]:
    yield Heading(1, "Appendix: no update this week", new_page=True)
    silent = content.section("silent")
    if silent and silent.items:
        yield Bullets(tuple(map(_point, silent.items)))
    else:
        yield Paragraph("Every goal was reported." if silent else "No goal is planned yet.")
    for key in ("wider", "unanswered", "marked_wrong", "amended"):
        section = content.section(key)
        if section and section.items:
            yield from _as_list(section)


def _as_list(section: Section) -> Iterator[Block]:
    yield Heading(2, section.title)
    if section.note:
        yield Paragraph(section.note, quiet=True)
    if section.items:
        yield Bullets(tuple(point for item in section.items for point in _points(item)))
    else:
        yield Paragraph(section.nothing)


def _points(item: Item) -> Iterator[Point]:
    """A line; where it tells of several posts, each of them in a line of its own below."""
    if not any(web_link(source.link) for source in item.sources):
        yield _point(item)
        return
    yield Point(item.text, item.head, item.link)
    for words, source in zip(item.more, item.sources, strict=True):
        yield Point(ended(words), link=source.link)


def _point(item: Item) -> Point:
    more = " ".join(map(ended, item.more))
    return Point(f"{item.text} {more}".strip(), item.head, item.link)


def _recommendation(waiting: Sequence[DecisionLine]) -> str:
    number = len(waiting)
    if not number:
        return "The Board is asked to note this report."
    whom = listed(list(dict.fromkeys(d.from_whom for d in waiting if d.from_whom))[:3])
    asked = f", by {whom}," if whom else ""
    which, taken = "decision", "is taken"
    if number > 1:
        which, taken = plural(number, "decision"), "are taken"
    return f"The Board is asked to see that the {which} below {taken}{asked} and to note the rest."


def _by(day: date | None, *, overdue: bool) -> str:
    if day is None:
        return "not said"
    return f"{as_people_write(day)}{', which has passed' if overdue else ''}"
