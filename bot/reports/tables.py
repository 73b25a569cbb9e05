"""A digest as tidy tables: one fact in a cell, one kind of thing in a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.reports.words import CHANGES, assurance_words, rating_name, variation_words
from programme.digest import Digest, GoalLine, MeasureReading
from programme.plans import Measure
from programme.spc import XmrChart

Value = str | int | float | date | bool | None


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` in characters."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 18


@dataclass(frozen=True, slots=True)
class TidyTable:
    """A table with a row of headings and nothing merged."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def tables_of(
    digest: Digest,
    charts: Mapping[str, tuple[Measure, XmrChart]],
    *,
    names: bool = False,
    amended: Sequence[GoalLine] = (),
) -> list[TidyTable]:
    """Every table of a digest, the goals first.

    Args:
        digest: what is told.
        charts: charts by measure.
        names: whether leads are named.
        amended: goals whose update changed since the digest was sent.
    """
    return [
        _goals(digest, names=names, amended=amended),
        _decisions(digest),
        _changes(digest),
        _blockers(digest),
        _silent(digest, names=names),
        _true_norths(digest),
        _measures(digest),
        _values(charts),
        _practice(digest),
        _asked(digest),
        _about(digest),
    ]


def _goals(digest: Digest, *, names: bool, amended: Sequence[GoalLine]) -> TidyTable:
    true_norths = {part.key: part.name for part in digest.rest}
    changed = {line.goal for line in amended}
    columns = [
        Column("Goal", width=34),
        Column("Team", width=26),
        Column("True North", width=20),
        Column("Breakthrough objective"),
        Column("Due", Kind.DAY, 19),
        Column("Past due", Kind.FLAG, 10),
        Column("Week", width=10),
        Column("Standing", width=18),
        Column("Rating", width=9),
        Column("Last rating", width=11),
        Column("Weeks at rating", Kind.WHOLE, 10),
        Column("Weeks silent", Kind.WHOLE, 10),
        Column("Confidence", width=11),
        Column("Measure", width=26),
        Column("Value", Kind.NUMBER, 10),
        Column("Unit", width=12),
        Column("As at", Kind.DAY, 19),
        Column("Target", Kind.NUMBER, 10),
        Column("Against target", width=13),
        Column("Variation", width=30),
        Column("Assurance", width=30),
        Column("Done", width=40),
        Column("Next", width=40),
        Column("Recovery", width=40),
        Column("Blocker", width=30),
        Column("Decision required", width=30),
        Column("Risk", width=30),
        Column("Reason", width=24),
        Column("Link", width=24),
        Column("Amended since", Kind.FLAG, 10),
    ]
    if names:
        columns.append(Column("Leads", width=26))
    rows = []
    for line in digest.lines:
        reading = line.reading
        row: list[Value] = [
            line.name,
            line.team_name,
            true_norths.get(line.true_north, line.true_north),
            line.breakthrough,
            line.due,
            line.overdue,
            digest.week.key,
            line.state.value.replace("_", " "),
            rating_name(line.rating) if line.rating else None,
            rating_name(line.last_rating) if line.last_rating else None,
            line.weeks_at_rating or None,
            line.weeks_silent or None,
            line.confidence.value if line.confidence else None,
            *_figures(reading),
            line.done,
            line.next,
            line.recovery,
            line.blocker.what if line.blocker else None,
            line.decision.what if line.decision else None,
            line.risk,
            line.reason,
            line.link,
            line.goal in changed,
        ]
        if names:
            row.append(", ".join(line.leads) or None)
        rows.append(tuple(row))
    return TidyTable("Goals", tuple(columns), tuple(rows))


def _figures(reading: MeasureReading | None) -> tuple[Value, ...]:
    if reading is None:
        return (None,) * 8
    return (
        reading.name,
        reading.value,
        reading.unit,
        reading.as_at,
        reading.target,
        reading.target_standing.value.replace("_", " "),
        variation_words(reading),
        assurance_words(reading) or None,
    )


def _decisions(digest: Digest) -> TidyTable:
    return TidyTable(
        "Decisions",
        (
            Column("Decision", width=44),
            Column("From whom", width=24),
            Column("By", Kind.DAY, 19),
            Column("Past", Kind.FLAG, 8),
            Column("First asked in week", width=14),
            Column("Weeks outstanding", Kind.WHOLE, 12),
            Column("Goal", width=34),
            Column("Team", width=26),
            Column("Link", width=24),
        ),
        tuple(
            (
                line.what,
                line.from_whom,
                line.by,
                line.overdue,
                line.raised.key,
                line.weeks,
                line.goal_name,
                line.team_name,
                line.link,
            )
            for line in digest.decisions
        ),
    )


def _changes(digest: Digest) -> TidyTable:
    return TidyTable(
        "Changes",
        (
            Column("Goal", width=34),
            Column("Team", width=26),
            Column("Change", width=20),
            Column("Before"),
            Column("Now"),
        ),
        tuple(
            (
                line.goal_name,
                line.team_name,
                CHANGES[line.kind],
                rating_name(line.before) if line.before else None,
                rating_name(line.now) if line.now else None,
            )
            for line in digest.changes
        ),
    )


def _blockers(digest: Digest) -> TidyTable:
    return TidyTable(
        "Shared blockers",
        (
            Column("Who can help, or what", width=28),
            Column("Goal", width=34),
            Column("Team", width=26),
            Column("Blocker", width=44),
            Column("By", Kind.DAY, 19),
        ),
        tuple(
            (each.about, mention.goal_name, mention.team_name, mention.what, mention.by)
            for each in digest.blockers
            for mention in each.mentions
        ),
    )


def _silent(digest: Digest, *, names: bool) -> TidyTable:
    columns = [
        Column("Team", width=26),
        Column("Goal", width=34),
        Column("Weeks silent", Kind.WHOLE, 10),
        Column("Never reported", Kind.FLAG, 10),
        Column("Last rating", width=11),
        Column("Whole team", Kind.FLAG, 10),
    ]
    if names:
        columns.append(Column("Leads", width=26))
    rows = []
    for team in digest.silent:
        for goal in team.goals:
            row: list[Value] = [
                team.name,
                goal.name,
                goal.weeks,
                goal.never,
                rating_name(goal.last_rating) if goal.last_rating else None,
                team.whole,
            ]
            if names:
                row.append(", ".join(goal.leads) or None)
            rows.append(tuple(row))
    return TidyTable("No update", tuple(columns), tuple(rows))


def _true_norths(digest: Digest) -> TidyTable:
    kinds = ("green", "amber", "red", "nothing_to_report", "missing")
    return TidyTable(
        "True Norths",
        (
            Column("True North", width=24),
            *(Column(kind.replace("_", " ").capitalize(), Kind.WHOLE, 10) for kind in kinds),
            Column("Goals", Kind.WHOLE, 10),
            *(
                Column(f"{kind.replace('_', ' ').capitalize()} the week before", Kind.WHOLE, 12)
                for kind in kinds
            ),
        ),
        tuple(
            (
                part.name,
                *(getattr(part.counts, kind) for kind in kinds),
                part.counts.total,
                *(getattr(part.before, kind) for kind in kinds),
            )
            for part in digest.rest
        ),
    )


def _measures(digest: Digest) -> TidyTable:
    readings = [line.reading for line in digest.lines if line.reading] + list(digest.wider)
    return TidyTable(
        "Measures",
        (
            Column("Measure", width=30),
            Column("Set", width=12),
            Column("Better", width=10),
            Column("Value", Kind.NUMBER, 10),
            Column("Value before", Kind.NUMBER, 10),
            Column("Unit", width=12),
            Column("As at", Kind.DAY, 19),
            Column("Target", Kind.NUMBER, 10),
            Column("Against target", width=13),
            Column("Values", Kind.WHOLE, 8),
            Column("Variation", width=34),
            Column("Assurance", width=34),
            Column("In a sentence", width=60),
        ),
        tuple(
            (
                each.name,
                each.set.value,
                each.direction.value,
                each.value,
                each.before,
                each.unit,
                each.as_at,
                each.target,
                each.target_standing.value.replace("_", " "),
                each.points,
                variation_words(each),
                assurance_words(each) or None,
                each.sentence,
            )
            for each in dict.fromkeys(readings)
        ),
    )


def _values(charts: Mapping[str, tuple[Measure, XmrChart]]) -> TidyTable:
    def rows() -> Iterator[tuple[Value, ...]]:
        for measure, chart in charts.values():
            for point in chart.points:
                segment = chart.segments[point.segment - chart.segments[0].number]
                yield (
                    measure.name,
                    point.date,
                    point.value,
                    measure.unit,
                    segment.mean,
                    segment.lpl,
                    segment.upl,
                    chart.series.target,
                    point.special_cause.value,
                    point.point_type.value,
                )

    return TidyTable(
        "SPC values",
        (
            Column("Measure", width=30),
            Column("As at", Kind.DAY, 19),
            Column("Value", Kind.NUMBER, 10),
            Column("Unit", width=12),
            Column("Mean", Kind.NUMBER, 10),
            Column("Lower limit", Kind.NUMBER, 10),
            Column("Upper limit", Kind.NUMBER, 10),
            Column("Target", Kind.NUMBER, 10),
            Column("Special cause", width=24),
            Column("Meaning", width=26),
        ),
        tuple(rows()),
    )


def _practice(digest: Digest) -> TidyTable:
    return TidyTable(
        "Programme practice",
        (
            Column("Goal", width=34),
            Column("Team", width=26),
            Column("Asked for", width=44),
            Column("Because", width=34),
            Column("On common cause variation", Kind.FLAG, 12),
            Column("Source", width=34),
        ),
        tuple(
            (n.goal_name, n.team_name, n.wording, n.because, n.on_common_cause, n.source)
            for n in digest.practice
        ),
    )


def _asked(digest: Digest) -> TidyTable:
    return TidyTable(
        "Questions",
        (
            Column("What", width=26),
            Column("Question", width=60),
            Column("Times", Kind.WHOLE, 8),
        ),
        tuple(
            (kind, each.question, each.times)
            for kind, asked in (
                ("not in the documents", digest.unanswered),
                ("answer marked as wrong", digest.marked_wrong),
            )
            for each in asked
        ),
    )


def _about(digest: Digest) -> TidyTable:
    return TidyTable(
        "About",
        (Column("What", width=24), Column("Value", width=60)),
        (
            ("Week", digest.week.key),
            ("Scope", digest.scope.name),
            ("Status", "Draft – not validated"),
            ("Data as at", digest.data_as_at),
            ("Goals", digest.counts.total),
            ("Rating, target, variation", "Three separate facts: none is worked out from another."),
        ),
    )
