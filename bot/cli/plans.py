"""`plans`: the workbook that the office fills in, what it brings in, and what is planned now."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import print_json, say
from bot.cli.parts import Parts, parts_of
from bot.terminal.ingested import report_json
from bot.terminal.plans import goal_json, goals_view, import_json, import_view
from bot.terminal.screen import standard_output
from programme.errors import RuleBroken
from programme.naming import folded
from programme.people import TERMINAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.use_cases.planning import PlanImport, PlannedGoal
    from programme.people import Person

app = typer.Typer(help="Annual plans and their goals.", no_args_is_help=True)


def register(whole: typer.Typer) -> None:
    """Add these commands."""
    whole.add_typer(app, name="plans")


TEMPLATE = Path("plans.xlsx")
NAMES_SHOWN = 20
"""Of people whom a sentence names; the list of people has them all."""

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.callback()
def plans() -> None:
    """Annual plans and their goals."""


@app.command("template")
def template(
    context: typer.Context,
    *,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.xlsx", help="Where to write the workbook.")
    ] = TEMPLATE,
    filled: Annotated[
        bool, typer.Option("--filled", help="With all that is planned now, to be changed.")
    ] = False,
) -> None:
    """Write the workbook that `plans import` takes: drop-downs, notes and a worked example."""
    if out.suffix.lower() != ".xlsx":
        raise RuleBroken("Name the workbook with the ending .xlsx, like plans.xlsx.")
    parts_of(context).programme.write_plan_form(out, filled=filled)
    say(f"{out} is written. Fill it in, then: truenorth plans import {out}")


@app.command("import")
def import_plans(
    context: typer.Context,
    *,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The workbook, or a CSV file of one sheet.")
    ],
    accept_valid: Annotated[
        bool, typer.Option("--accept-valid", help="Store the rows that hold, leave out the rest.")
    ] = False,
    no_index: Annotated[
        bool, typer.Option("--no-index", help="Do not answer questions from the plans yet.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring plans in: all rows are looked at first, and one fault keeps everything out."""
    parts = parts_of(context)
    rows = parts.programme.read_plans(file)
    done = parts.programme.planning().take_in(TERMINAL, rows, accept_valid=accept_valid)
    if as_json:
        print_json(import_json(done))
    else:
        standard_output().print(import_view(done))
    _tell_people(done)
    if done.stored and done.changes and not no_index:
        _index(parts)
    if done.refused:
        raise typer.Exit(1)


@app.command("list")
def list_plans(
    context: typer.Context,
    *,
    team: Annotated[
        str | None, typer.Option("--team", metavar="TEAM", help="Only of this team, name or key.")
    ] = None,
    true_north: Annotated[
        str | None,
        typer.Option("--true-north", metavar="NAME", help="Only of this True North, name or key."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the goals that are planned."""
    parts = parts_of(context)
    goals = [
        one
        for one in parts.programme.planning().planned().goals
        if _is_of_team(one, team) and _is_of_north(parts, one, true_north)
    ]
    if as_json:
        print_json([goal_json(one) for one in goals])
    elif goals:
        standard_output().print(
            goals_view(
                goals, {one.key: one.name for one in parts.programme.configuration.true_norths}
            )
        )
    else:
        say("No goals. Bring plans in with: truenorth plans import FILE")


@app.command("index")
def index(context: typer.Context, as_json: AsJson = False) -> None:
    """Answer questions from the plans as they stand now."""
    report = parts_of(context).index_plans()
    if as_json:
        print_json(report_json(report))
    else:
        held = report_json(report)
        say(f"{held['documents']} plans answer questions now, in {held['passages']} passages.")


def _index(parts: Parts) -> None:
    try:
        parts.index_plans()
    except RuleBroken as refused:
        say(f"The plans are stored, but cannot be asked yet. {refused.sentence} "
            "Then: truenorth plans index", style="tn.warning")  # fmt: skip


def _tell_people(done: "PlanImport") -> None:
    if done.not_linked:
        say(
            f"Not known in Slack yet: {_names(done.not_linked)}. "
            "Link each: truenorth people link NAME MEMBER_ID",
            style="tn.warning",
        )
    if done.left:
        say(f"Named as leads, but have left: {_names(done.left)}.", style="tn.warning")


def _names(people: "Sequence[Person]") -> str:
    shown = ", ".join(person.name for person in people[:NAMES_SHOWN])
    more = len(people) - NAMES_SHOWN
    return f"{shown} and {more} more (truenorth people list has them)" if more > 0 else shown


def _is_of_team(one: "PlannedGoal", wanted: str | None) -> bool:
    return wanted is None or folded(wanted) in {one.team.key, folded(one.team.name)}


def _is_of_north(parts: Parts, one: "PlannedGoal", wanted: str | None) -> bool:
    if wanted is None:
        return True
    north = parts.programme.configuration.true_north(one.goal.true_north)
    names = {one.goal.true_north, folded(north.name) if north else ""}
    return folded(wanted) in names
