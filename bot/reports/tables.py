"""A digest as tidy tables, for workbooks and comma-separated files."""

from collections.abc import Mapping

from bot.reports.goal_tables import (
    blockers_table,
    changes_table,
    decisions_table,
    goals_table,
    silent_table,
)
from bot.reports.measure_tables import measures_table, values_table
from bot.reports.tidy import GOAL, LINK, TEAM, Column, Kind, TidyTable, table_of
from programme.digest import NOTHING_SINCE, Digest, Since
from programme.digest.readings import is_as_read
from programme.plans import Measure
from programme.spc import XmrChart

CHANGED_SINCE = (
    "Values changed after the digest was sent: the chart shows them as they stand now, the words "
    "as they were."
)


def tables_of(
    digest: Digest,
    charts: Mapping[str, tuple[Measure, XmrChart]],
    *,
    names: bool = False,
    since: Since = NOTHING_SINCE,
) -> list[TidyTable]:
    """Every table of a digest, the goals first.

    Args:
        digest: what is told.
        charts: charts by measure.
        names: whether leads are named.
        since: what happened since the digest was sent.
    """
    return [
        goals_table(digest, names=names, since=since),
        decisions_table(digest),
        *([_decided(since)] if since.decided else []),
        changes_table(digest),
        blockers_table(digest),
        silent_table(digest, names=names),
        _true_norths(digest),
        measures_table(digest),
        values_table(charts),
        _practice(digest),
        _asked(digest),
        _about(digest, charts),
    ]


def _decided(since: Since) -> TidyTable:
    return table_of(
        "Decided since",
        since.decided,
        (GOAL, lambda each: each.asked.goal_name),
        (TEAM, lambda each: each.asked.team_name),
        (Column("Asked for", width=44), lambda each: each.asked.what),
        (Column("Decided", width=44), lambda each: each.decided),
        (LINK, lambda each: each.asked.link),
    )


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


def _practice(digest: Digest) -> TidyTable:
    return table_of(
        "Programme practice",
        digest.practice,
        (GOAL, lambda note: note.goal_name),
        (TEAM, lambda note: note.team_name),
        (Column("Asked for", width=44), lambda note: note.wording),
        (Column("Because", width=34), lambda note: note.because),
        (Column("On common cause variation", Kind.FLAG, 12), lambda note: note.on_common_cause),
        (Column("Source", width=34), lambda note: note.source),
    )


def _asked(digest: Digest) -> TidyTable:
    return table_of(
        "Questions",
        [
            *(("not in the documents", each) for each in digest.unanswered),
            *(("answer marked as wrong", each) for each in digest.marked_wrong),
        ],
        (Column("What", width=26), lambda row: row[0]),
        (Column("Question", width=60), lambda row: row[1].question),
        (Column("Times", Kind.WHOLE, 8), lambda row: row[1].times),
    )


def _changed(digest: Digest, charts: Mapping[str, tuple[Measure, XmrChart]]) -> list[str]:
    """Names of the measures whose charts no longer say what the digest read off them."""
    readings = [line.reading for line in digest.lines if line.reading] + list(digest.wider)
    return [
        each.name
        for each in dict.fromkeys(readings)
        if each.measure in charts and not is_as_read(each, charts[each.measure][1])
    ]


def _about(digest: Digest, charts: Mapping[str, tuple[Measure, XmrChart]]) -> TidyTable:
    changed = _changed(digest, charts)
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
            *([("Charts and values", f"{CHANGED_SINCE} {', '.join(changed)}.")] if changed else []),
        ),
    )
