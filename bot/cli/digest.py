"""`digest`: where the programme stands in a week, to read, as a file, or compared."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import print_json, say
from bot.cli.parts import parts_of
from bot.terminal.screen import standard_output
from programme.errors import RuleBroken
from programme.people import TERMINAL
from programme.weeks import ReportingWeek

if TYPE_CHECKING:
    from bot.cli.parts import Parts
    from bot.use_cases.digesting import DigestView
    from programme.digest import Comparison, Scope


class Form(StrEnum):
    """How a digest leaves the command."""

    TEXT = "text"
    JSON = "json"
    WORD = "docx"
    EXCEL = "xlsx"
    CSV = "csv"
    PDF = "pdf"


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("digest")(digest)


def digest(
    context: typer.Context,
    *,
    week: Annotated[
        str | None,
        typer.Option("--week", metavar="2026-W46", help="Which week; the current one by default."),
    ] = None,
    last: Annotated[bool, typer.Option("--last", help="The week before the current one.")] = False,
    true_north: Annotated[
        str | None, typer.Option("--true-north", metavar="NAME", help="One True North only.")
    ] = None,
    directorate: Annotated[
        str | None,
        typer.Option("--directorate", metavar="NAME", help="One directorate or team only."),
    ] = None,
    breakthrough: Annotated[
        str | None,
        typer.Option("--breakthrough", metavar="NAME", help="One breakthrough objective only."),
    ] = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="To read, as JSON, or as a file; by default text, or what the ending of --out "
            "says.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Where to write it. For csv also a folder or a .zip, for every table.",
        ),
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="Name the leads.")] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="As things stand now, though a digest was sent.")
    ] = False,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="2026-W42", help="What moved since an earlier week."),
    ] = None,
    send: Annotated[
        bool,
        typer.Option("--send", help="Keep it as sent: the week closes."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Where the programme stands: decisions, reds, changes, silence."""
    parts = parts_of(context)
    digests = parts.programme.digests()
    as_form = Form.JSON if as_json and form is None else _form(form, out)
    if as_json and as_form is not Form.JSON:
        raise RuleBroken("Ask for --json or for a file, not both.")
    chosen = _week(week, last=last, current=digests.current_week())
    scope = digests.scope(
        true_north=_name(true_north), team=_name(directorate), breakthrough=_name(breakthrough)
    )
    if since is not None:
        if as_form not in (Form.TEXT, Form.JSON) or out or send:
            raise RuleBroken(
                "What moved since a week is shown as text or JSON: leave --out, --send and the "
                "other formats away."
            )
        moved = digests.compare(TERMINAL, ReportingWeek.parse(since), chosen, scope)
        _show_comparison(moved, scope, as_form)
        return
    if send:
        digests.keep(TERMINAL, chosen, scope)
        say(f"The digest of the {chosen.label} is kept as sent.")
    look = digests.fresh if fresh else digests.look
    _give(parts, look(TERMINAL, chosen, scope), as_form, out, names=names)


def _form(form: Form | None, out: Path | None) -> Form:
    """The form that is asked for; without a word, the one that the file's ending names."""
    ending = out.suffix.lower().removeprefix(".") if out else ""
    files = {each.value: each for each in Form if each not in (Form.TEXT, Form.JSON)}
    if form is None:
        return files.get(ending, Form.TEXT)
    if form.value in files and ending in files and ending != form.value:
        raise RuleBroken(
            f"The file's name ends in .{ending}, and --format says {form.value}: make them agree."
        )
    return form


def _name(given: str | None) -> str | None:
    if given is not None and not given.strip():
        raise RuleBroken("Name the part of the programme, or leave its option away for all of it.")
    return given


def _show_comparison(moved: "Comparison", scope: "Scope", form: Form) -> None:
    if form is Form.JSON:
        from programme.exchange import encode  # noqa: PLC0415 - not for --help

        print_json(encode(moved))
        return
    from bot.terminal.digests import comparison_view  # noqa: PLC0415 - not for --help

    standard_output().print(comparison_view(moved, scope))


def _week(text: str | None, *, last: bool, current: ReportingWeek) -> ReportingWeek:
    if text is not None and last:
        raise RuleBroken("Name a week or ask for the last one, not both.")
    if text is not None:
        return ReportingWeek.parse(text)
    return current.plus(-1) if last else current


def _give(parts: "Parts", view: "DigestView", form: Form, out: Path | None, *, names: bool) -> None:
    from bot.terminal.digests import (  # noqa: PLC0415 - not for --help
        WritingBar,
        digest_json,
        digest_view,
    )

    match form:
        case Form.TEXT if out is None:
            standard_output().print(digest_view(view, names=names))
        case Form.JSON if out is None:
            print_json(digest_json(view))
        case Form.TEXT | Form.JSON:
            raise RuleBroken("Text and JSON go to the screen: leave --out away, or add > FILE.")
        case _:
            with WritingBar() as bar:
                written = parts.programme.write_digest(
                    view, form.value, out, names=names, progress=bar.advance
                )
            say(f"{written} is written.")
