"""Goals as tidy tables: how each stands, what it waits for, what changed, who is silent."""

from bot.reports.measure_tables import figures_of
from bot.reports.tidy import Column, Kind, TidyTable, Value
from bot.reports.words import CHANGES, rating_name
from programme.digest import Digest, Since


def goals_table(digest: Digest, *, names: bool, since: Since) -> TidyTable:
    """Every goal with all that was said of it."""
    true_norths = {part.key: part.name for part in digest.rest}
    changed = {line.goal for line in since.amended}
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
        Column("Link", Kind.LINK, 24),
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
            Column("Link", Kind.LINK, 24),
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


def changes_table(digest: Digest) -> TidyTable:
    """What is not as it was the week before."""
    return TidyTable(
        "Changes",
        (
            Column("Goal", width=34),
            Column("Team", width=26),
            Column("Change", width=20),
            Column("Before"),
            Column("Now"),
            Column("Link", Kind.LINK, 24),
        ),
        tuple(
            (
                line.goal_name,
                line.team_name,
                CHANGES[line.kind],
                rating_name(line.before) if line.before else None,
                rating_name(line.now) if line.now else None,
                line.link,
            )
            for line in digest.changes
        ),
    )


def blockers_table(digest: Digest) -> TidyTable:
    """Blockers that more than one team reports, a row for each mention."""
    return TidyTable(
        "Shared blockers",
        (
            Column("Who can help, or what", width=28),
            Column("Goal", width=34),
            Column("Team", width=26),
            Column("Blocker", width=44),
            Column("By", Kind.DAY, 19),
            Column("Link", Kind.LINK, 24),
        ),
        tuple(
            (each.about, m.goal_name, m.team_name, m.what, m.by, m.link)
            for each in digest.blockers
            for m in each.mentions
        ),
    )


def silent_table(digest: Digest, *, names: bool) -> TidyTable:
    """Goals of which nothing was said."""
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
