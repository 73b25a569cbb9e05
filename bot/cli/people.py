"""`people`: who somebody is in Slack, what they may do, and what they lead."""

from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.output import print_json, say
from bot.cli.parts import parts_of
from bot.terminal.people import people_view, person_json
from bot.terminal.screen import standard_output
from bot.use_cases.people import KnownPerson, PersonChange
from programme.people import TERMINAL, Role

app = typer.Typer(help="Who may do what.", no_args_is_help=True)


def register(whole: typer.Typer) -> None:
    """Add these commands."""
    whole.add_typer(app, name="people")


class RoleName(StrEnum):
    """The two roles as they are typed."""

    OFFICE = "office"
    ADMINISTRATOR = "administrator"


_ROLES = {RoleName.OFFICE: Role.OFFICE, RoleName.ADMINISTRATOR: Role.ADMINISTRATOR}

Who = Annotated[
    str, typer.Argument(metavar="WHO", help="Their name, Slack member id, or id on record.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Slack = Annotated[
    str | None, typer.Option("--slack", metavar="ID", help="Slack member id, like U0123ABCD.")
]
Roles = Annotated[
    list[RoleName] | None,
    typer.Option("--role", help="A role: office or administrator; give it again for more."),
]
Goals = Annotated[
    list[str] | None,
    typer.Option("--goal", metavar="KEY", help="Key of a goal they lead; again for more."),
]
Teams = Annotated[
    list[str] | None,
    typer.Option("--team", metavar="KEY", help="Key of a team they lead; again for more."),
]


@app.callback()
def people() -> None:
    """Who may do what."""


@app.command("add")
def add(
    context: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As plans and receipts write it.")],
    slack: Slack = None,
    role: Roles = None,
    goal: Goals = None,
    team: Teams = None,
    as_json: AsJson = False,
) -> None:
    """Add somebody, with their roles and what they lead."""
    change = PersonChange(
        name=name,
        slack=slack,
        roles=_roles(role),
        goals=frozenset(goal or ()),
        teams=frozenset(team or ()),
    )
    _told(
        parts_of(context).programme.people().add(TERMINAL, change), "is now known", as_json=as_json
    )


@app.command("list")
def list_people(context: typer.Context, as_json: AsJson = False) -> None:
    """List everybody whom the programme knows."""
    known = parts_of(context).programme.people().everybody(TERMINAL)
    if as_json:
        print_json([person_json(one) for one in known])
    elif known:
        standard_output().print(people_view(known))
    else:
        say("Nobody yet. Plans bring in those they name: truenorth plans import FILE")


@app.command("change")
def change(
    context: typer.Context,
    *,
    who: Who,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Another name.")
    ] = None,
    slack: Slack = None,
    role: Roles = None,
    no_role: Annotated[
        list[RoleName] | None, typer.Option("--no-role", help="A role to take away.")
    ] = None,
    goal: Goals = None,
    no_goal: Annotated[
        list[str] | None,
        typer.Option("--no-goal", metavar="KEY", help="A goal they lead no longer."),
    ] = None,
    team: Teams = None,
    no_team: Annotated[
        list[str] | None,
        typer.Option("--no-team", metavar="KEY", help="A team they lead no longer."),
    ] = None,
    returned: Annotated[
        bool, typer.Option("--returned", help="Somebody who had left is back.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Change somebody's name, Slack id, roles or what they lead; the rest stays as it is."""
    wanted = PersonChange(
        name=name,
        slack=slack,
        roles=_roles(role),
        no_roles=_roles(no_role),
        goals=frozenset(goal or ()),
        no_goals=frozenset(no_goal or ()),
        teams=frozenset(team or ()),
        no_teams=frozenset(no_team or ()),
        returned=returned,
    )
    if wanted == PersonChange():
        raise typer.BadParameter("Say what is to be different, for example --role office.")
    _told(
        parts_of(context).programme.people().change(TERMINAL, who, wanted),
        "is changed",
        as_json=as_json,
    )


@app.command("link")
def link(
    context: typer.Context,
    who: Who,
    slack: Annotated[
        str, typer.Argument(metavar="MEMBER", help="Slack member id, like U0123ABCD.")
    ],
    as_json: AsJson = False,
) -> None:
    """Say who somebody is in Slack, so that they can report on what they lead."""
    known = parts_of(context).programme.people().change(TERMINAL, who, PersonChange(slack=slack))
    _told(known, f"is now {known.person.slack} in Slack", as_json=as_json)


@app.command("unlink")
def unlink(context: typer.Context, who: Who, as_json: AsJson = False) -> None:
    """Undo a link: a wrong one, or one of somebody who has another Slack account now."""
    known = parts_of(context).programme.people().change(TERMINAL, who, PersonChange(unlinked=True))
    _told(known, "is linked to nobody in Slack now", as_json=as_json)


@app.command("leave")
def leave(context: typer.Context, who: Who, as_json: AsJson = False) -> None:
    """Note that somebody has left: they may do nothing more, and nothing is asked of them."""
    known, alone = parts_of(context).programme.people().leave(TERMINAL, who)
    _told(known, "has left", as_json=as_json)
    for goal in alone:
        say(f"Nobody leads “{goal.name}” now (key {goal.key}).", style="tn.warning")


def _roles(names: list[RoleName] | None) -> frozenset[Role]:
    return frozenset(_ROLES[name] for name in names or ())


def _told(known: KnownPerson, what: str, *, as_json: bool) -> None:
    if as_json:
        print_json(person_json(known))
    else:
        say(f"{known.person.name} {what}.")
