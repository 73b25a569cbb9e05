"""Goals as tidy tables: how each stands, what it waits for, what changed, who is silent."""

from bot.reports.measure_tables import figures_of
from bot.reports.tidy import GOAL, LINK, TEAM, Column, Kind, TidyTable, Value, table_of
from bot.reports.words import CHANGES, rating_name
from programme.digest import Digest, Since
from programme.updates import Rating

LEADS = Column("Leads", width=26)


def goals_table(digest: Digest, *, names: bool, since: Since) -> TidyTable:
    """Every goal with all that was said of it."""
    true_norths = {part.key: part.name for part in digest.rest}
    changed = {line.goal for line in since.amended}
    columns = [
        GOAL,
        TEAM,
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
        Column("Value", Kind.GIVEN, 12),
        Column("Unit", width=12),
        Column("As at", Kind.DAY, 19),
        Column("Target", Kind.GIVEN, 10),
        Column("Against target", width=13),
        Column("Variation", width=30),
        Column("Assurance", width=30),
        Column("Done", width=40),
        Column("Next", width=40),
        Column("Recovery", width=40),
        Column("Blocker", width=30),
        Column("Who can help", width=22),
        Column("Help needed by", Kind.DAY, 19),
        Column("Decision required", width=30),
        Column("Risk", width=30),
        Column("Reason", width=24),
        LINK,
        Column("Amended since", Kind.FLAG, 10),
    ]
    if names:
        columns.append(LEADS)
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
            _rating(line.rating),
            _rating(line.last_rating),
            line.weeks_at_rating or None,
            line.weeks_silent or None,
            line.confidence.value if line.confidence else None,
            *figures_of(reading),
            line.done,
            line.next,
            line.recovery,
            line.blocker.what if line.blocker else None,
            line.blocker.who if line.blocker else None,
            line.blocker.by if line.blocker else None,
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


def decisions_table(digest: Digest) -> TidyTable:
    """Decisions that somebody waits for."""
    return table_of(
        "Decisions",
        digest.decisions,
        (Column("Decision", width=44), lambda line: line.what),
        (Column("From whom", width=24), lambda line: line.from_whom),
        (Column("By", Kind.DAY, 19), lambda line: line.by),
        (Column("Past", Kind.FLAG, 8), lambda line: line.overdue),
        (Column("First asked in week", width=14), lambda line: line.raised.key),
        (Column("Weeks outstanding", Kind.WHOLE, 12), lambda line: line.weeks),
        (GOAL, lambda line: line.goal_name),
        (TEAM, lambda line: line.team_name),
        (LINK, lambda line: line.link),
    )


def changes_table(digest: Digest) -> TidyTable:
    """What is not as it was the week before."""
    return table_of(
        "Changes",
        digest.changes,
        (GOAL, lambda line: line.goal_name),
        (TEAM, lambda line: line.team_name),
        (Column("Change", width=20), lambda line: CHANGES[line.kind]),
        (Column("Before"), lambda line: _rating(line.before)),
        (Column("Now"), lambda line: _rating(line.now)),
        (LINK, lambda line: line.link),
    )


def blockers_table(digest: Digest) -> TidyTable:
    """Blockers that more than one team reports, a row for each mention."""
    return table_of(
        "Shared blockers",
        [(each.about, mention) for each in digest.blockers for mention in each.mentions],
        (Column("Who can help, or what", width=28), lambda row: row[0]),
        (GOAL, lambda row: row[1].goal_name),
        (TEAM, lambda row: row[1].team_name),
        (Column("Blocker", width=44), lambda row: row[1].what),
        (Column("By", Kind.DAY, 19), lambda row: row[1].by),
        (LINK, lambda row: row[1].link),
    )


def silent_table(digest: Digest, *, names: bool) -> TidyTable:
    """Goals of which nothing was said."""
    return table_of(
        "No update",
        [(team, goal) for team in digest.silent for goal in team.goals],
        (TEAM, lambda row: row[0].name),
        (GOAL, lambda row: row[1].name),
        (Column("Weeks silent", Kind.WHOLE, 10), lambda row: row[1].weeks),
        (Column("Never reported", Kind.FLAG, 10), lambda row: row[1].never),
        (Column("Last rating", width=11), lambda row: _rating(row[1].last_rating)),
        (Column("Whole team", Kind.FLAG, 10), lambda row: row[0].whole),
        *([(LEADS, lambda row: ", ".join(row[1].leads) or None)] if names else []),
    )


def _rating(rating: Rating | None) -> str | None:
    return rating_name(rating) if rating else None
