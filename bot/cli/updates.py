"""`updates`: weekly updates from the command line, one at a time or from a file."""

import uuid
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.numbers import number_given
from bot.cli.output import print_json, say
from bot.cli.parts import parts_of
from bot.terminal.screen import standard_output
from bot.terminal.updates import (
    history_view,
    update_import_json,
    update_import_view,
    update_json,
    week_view,
)
from programme.errors import RuleBroken
from programme.naming import folded
from programme.people import TERMINAL
from programme.updates import (
    Blocker,
    Confidence,
    DecisionRequired,
    Rating,
    Report,
    UpdateDraft,
    UpdateKind,
    Via,
)
from programme.weeks import ReportingWeek

if TYPE_CHECKING:
    from bot.compose.programme import ProgrammeParts

app = typer.Typer(help="Weekly updates on goals.", no_args_is_help=True)


def register(whole: typer.Typer) -> None:
    """Add these commands."""
    whole.add_typer(app, name="updates")


TEMPLATE = Path("updates.xlsx")
DAY = ["%Y-%m-%d", "%d/%m/%Y"]

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Week = Annotated[
    str | None,
    typer.Option("--week", metavar="2026-W46", help="Which week; the current one by default."),
]


@app.callback()
def updates() -> None:
    """Weekly updates on goals."""


@app.command("add")
def add(
    context: typer.Context,
    *,
    goal: Annotated[str, typer.Option("--goal", metavar="KEY", help="The goal's key or name.")],
    week: Week = None,
    rating: Annotated[
        Rating | None,
        typer.Option("--rating", help="What the team says: green, amber or red."),
    ] = None,
    confidence: Annotated[
        Confidence | None,
        typer.Option("--confidence", help="How sure it is that the goal is met by its date."),
    ] = None,
    value: Annotated[
        float | None,
        typer.Option("--value", parser=number_given, help="The headline measure, in its own unit."),
    ] = None,
    as_at: Annotated[
        datetime | None,
        typer.Option("--as-at", formats=DAY, metavar="DAY", help="The day the value is from."),
    ] = None,
    done: Annotated[
        str | None, typer.Option("--done", metavar="WORDS", help="What was done.")
    ] = None,
    next_: Annotated[
        str | None, typer.Option("--next", metavar="WORDS", help="What comes next.")
    ] = None,
    recovery: Annotated[
        str | None,
        typer.Option(
            "--recovery", metavar="WORDS", help="On a fall: what brings the goal back on plan."
        ),
    ] = None,
    blocker: Annotated[
        str | None, typer.Option("--blocker", metavar="WORDS", help="What stands in the way.")
    ] = None,
    help_from: Annotated[
        str | None, typer.Option("--help-from", metavar="WHO", help="Who can help with it.")
    ] = None,
    help_by: Annotated[
        datetime | None,
        typer.Option("--help-by", formats=DAY, metavar="DAY", help="By when it matters."),
    ] = None,
    decision: Annotated[
        str | None, typer.Option("--decision", metavar="WORDS", help="What is to be decided.")
    ] = None,
    decision_from: Annotated[
        str | None, typer.Option("--decision-from", metavar="WHO", help="Who is to decide.")
    ] = None,
    decision_by: Annotated[
        datetime | None,
        typer.Option("--decision-by", formats=DAY, metavar="DAY", help="By when."),
    ] = None,
    risk: Annotated[
        str | None, typer.Option("--risk", metavar="WORDS", help="What may go wrong.")
    ] = None,
    nothing: Annotated[
        bool,
        typer.Option("--nothing-to-report", help="There is nothing to report; say --reason."),
    ] = False,
    reason: Annotated[
        str | None,
        typer.Option(
            "--reason",
            metavar="WORDS",
            help="Why there is nothing to report, or why it changes after the digest was sent.",
        ),
    ] = None,
    sure: Annotated[
        bool,
        typer.Option(
            "--sure",
            help="From red to green in one week, or a week before the goal's plan: you are sure.",
        ),
    ] = False,
    amend: Annotated[
        bool, typer.Option("--amend", help="Replace what the week says now; that is kept too.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Post one update, and print what was stored."""
    programme = parts_of(context).programme
    report = Report(
        rating=rating,
        confidence=confidence,
        value=value,
        as_at=_day(as_at),
        done=done,
        next=next_,
        recovery=recovery,
        blocker=Blocker(blocker or "", help_from, _day(help_by))
        if blocker or help_from or help_by
        else None,
        decision=DecisionRequired(decision or "", decision_from, _day(decision_by))
        if decision or decision_from or decision_by
        else None,
        risk=risk,
    )
    if nothing and report != Report():
        raise typer.BadParameter("With --nothing-to-report give a --reason and nothing else.")
    reporting = programme.reporting()
    seen = reporting.goal_week(TERMINAL, programme.goal_finder().goal(goal).key, _week(week))
    if seen.version and not amend:
        raise RuleBroken(
            f"“{seen.goal.name}” has an update for the {seen.week.label} already. "
            "Give --amend to replace it; the old one is kept."
        )
    recorded = reporting.submit(
        TERMINAL,
        UpdateDraft(
            goal=seen.goal.key,
            week=seen.week,
            submission=f"terminal:{uuid.uuid4().hex}",
            via=Via.COMMAND_LINE,
            kind=UpdateKind.NOTHING_TO_REPORT if nothing else UpdateKind.REPORT,
            report=report,
            reason=reason,
            based_on=seen.version,
            sure=sure,
            backfilled=seen.week not in reporting.open_weeks(),
        ),
    )
    for warned in programme.warnings_on(report, reason, seen):
        say(f"Stored; but look again at “{warned.field}”. {warned.sentence}", style="tn.warning")
    if as_json:
        print_json(update_json(recorded.update, recorded.goal, recorded.team))
    else:
        stored = recorded.update
        version = f", version {stored.version}" if stored.version > 1 else ""
        say(f"Stored for “{recorded.goal.name}”, {stored.week.label}{version}.")


@app.command("list")
def list_updates(
    context: typer.Context,
    *,
    week: Week = None,
    goal: Annotated[
        str | None,
        typer.Option("--goal", metavar="KEY", help="All weeks of this goal, by key or name."),
    ] = None,
    team: Annotated[
        str | None, typer.Option("--team", metavar="TEAM", help="Only of this team, name or key.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List what stands for a week, or for all weeks of a goal."""
    programme = parts_of(context).programme
    if goal is not None:
        _list_goal(programme, goal, _week(week), as_json=as_json)
        return
    reporting = programme.reporting()
    wanted = _week(week) or reporting.current_week()
    seen = [
        each
        for each in reporting.week(TERMINAL, wanted)
        if team is None or folded(team) in (each.team.key, folded(each.team.name))
    ]
    if as_json:
        print_json([update_json(one.standing, one.goal, one.team) for one in seen if one.standing])
    elif seen:
        missing = sum(one.outstanding for one in seen)
        standard_output().print(week_view(seen))
        say(f"{wanted.key}, {wanted.label}: {len(seen) - missing} of {len(seen)} reported.")
    else:
        say("No goals. Bring plans in with: truenorth plans import FILE")


def _list_goal(
    programme: "ProgrammeParts", goal: str, week: ReportingWeek | None, *, as_json: bool
) -> None:
    reporting = programme.reporting()
    found = programme.goal_finder().goal(goal)
    history = reporting.history(TERMINAL, found.key)
    standing = [one for one in history.updates if week in (None, one.week)]
    if as_json:
        team = reporting.goal_week(TERMINAL, found.key).team
        print_json([update_json(one, found, team) for one in standing])
    elif standing:
        standard_output().print(history_view(standing, history.measure))
    else:
        say(f"Nothing is reported on “{found.name}” yet.")


@app.command("template")
def template(
    context: typer.Context,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.xlsx", help="Where to write the workbook.")
    ] = TEMPLATE,
) -> None:
    """Write the workbook that `updates import` takes."""
    if out.suffix.lower() != ".xlsx":
        raise RuleBroken("Name the workbook with the ending .xlsx, like updates.xlsx.")
    parts_of(context).programme.write_update_form(out)
    say(f"{out} is written. Fill it in, then: truenorth updates import {out}")


@app.command("import")
def import_file(
    context: typer.Context,
    *,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The workbook, or a CSV file.")],
    accept_valid: Annotated[
        bool, typer.Option("--accept-valid", help="Store the rows that hold, leave out the rest.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fill in past weeks from a file: one fault keeps everything out."""
    done = parts_of(context).programme.import_updates(file, accept_valid=accept_valid)
    if as_json:
        print_json(update_import_json(done))
    else:
        standard_output().print(update_import_view(done))
    if done.refused:
        raise typer.Exit(1)


def _week(text: str | None) -> ReportingWeek | None:
    return ReportingWeek.parse(text) if text else None


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
