"""Writes docs/reference from the code, so that every setting and command is documented.

`--check` writes nothing and fails when a page does not say what the code says.
"""

import runpy
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings

from bot.cli.app import app, whole
from bot.settings import BotSettings, RetentionSettings
from bot.slack.settings import SlackSettings
from ingest.settings import IngestSettings
from knowledge.settings import KnowledgeSettings
from playground.command import with_playground
from programme.digest import Digest
from programme.goal_states import GOAL_CHANGES, WEEK_CHANGES
from programme.plans import GoalState
from programme.updates import UpdateKind, WeekState
from prompts.loading import all_prompts
from storage.settings import StorageSettings

PAGES = Path(__file__).parent / "reference"
PERMISSIONS = Path(__file__).parent.parent / "tests" / "spec" / "permissions.py"
FAMILIES: tuple[tuple[str, type[BaseSettings]], ...] = (
    ("Where things are kept", StorageSettings),
    ("What comes in", IngestSettings),
    ("What reads and answers", KnowledgeSettings),
    ("What people are told", BotSettings),
    ("How long records are kept", RetentionSettings),
    ("The Slack app", SlackSettings),
)
MADE = "<!-- Written by docs/write_reference.py from the code: change it there. -->\n"

SETTINGS_OPENING = """\
Each setting is an environment variable, or a line of a file `.env` in the folder the command is
run from; the environment goes before the file. What is not set has the default. Lists are written
as JSON: `["C0123456789"]`."""
COMMANDS_OPENING = """\
Run as `.venv/bin/truenorth COMMAND`. With `--json`, one JSON document (with `ask --batch`, one
line a question) goes to standard output and nothing else does; progress and warnings go to
standard error.

The exit code is 0 when all is done, 1 when a rule or bad input stands in the way (one sentence
says which), 2 when the command was not written as it must be. A question that ends with “the
documents do not say”, or that is declined, is done: exit code 0, and `status` says which.

`truenorth --debug COMMAND` sends the log to standard error; otherwise it is in `logs/` of the data
folder. `truenorth --version` says which version this is."""
PROMPTS_OPENING = """\
The words sent to a language model, where one is set; without one nothing is sent. A change is a new
version. `$name` is filled in. [Add a language model](../how-to/add-a-language-model.md) says what
goes with them."""
PERMISSIONS_OPENING = """\
A lead is named by a goal or by its team in the annual plan. Anybody else of the trust is staff, who
may ask questions. Guests, bots and people of other workspaces may do nothing."""
STATES_OPENING = """\
The office changes a goal's state; only active goals are reported on. A goal's week changes with
what is posted on it: what is missing stays missing, and is never taken for green. Each post is a
version of its own, and earlier ones stay readable."""
UPDATE_FORM = (
    "{id, goal, goal_name, team, week, version, kind, rating, confidence, value, as_at, done, "
    "next, recovery, blocker: {what, who, by}, decision: {what, from_whom, by}, risk, reason, "
    "author, submitted_at, timing, via, after_digest, backfilled}"
)
FORMS = {
    "truenorth ingest": "{documents, passages, added, updated, unchanged, removed, "
    "failed: [{path, reason}], seconds}",
    "truenorth documents": "[{document, edition: {period, status}, passages}]",
    "truenorth search": "{passages: [{document, edition, section, page, text, score}]}",
    "truenorth ask": "{id, question, status, answer, "
    "citations: [{document, edition, section, page, quote}], seconds}",
    "truenorth eval": "{passed, answered, refused, unsafe, kinds, quotes, figures_without_quote, "
    "median_seconds, failures: [{id, kind, question, status, answer, reasons}]}",
    "truenorth spc": "{segments: [{rebase_group, n, mean, lpl, upl, short}], special_cause_type, "
    "point_type, outside_limits, close_to_limits, relative_to_mean, variation_icon, "
    "assurance_type}",
    "truenorth digest": f"{{{', '.join(field.name for field in fields(Digest))}, "
    "sent: {id, at, by, to}, amended_since, decided_since: [{goal, what, decided}]}",
    "truenorth plans import": "{stored, teams: {added, changed, unchanged}, goals: {added, "
    "changed, unchanged}, measures: {added, changed, unchanged}, changes: [{kind, key, name, "
    "added, fields: [{field, before, after}]}], refused: [{sheet, row, column, reason}], "
    "warnings: [{sheet, row, column, reason}], new_people, not_linked, left}",
    "truenorth plans list": "[{key, name, team, plan, true_north, breakthrough, measure: {key, "
    "name, unit, direction, baseline, target}, due, leads, state}]",
    "truenorth plans index": "{documents, passages, added, updated, unchanged, removed, "
    "failed: [{path, reason}], seconds}",
    "truenorth updates add": UPDATE_FORM,
    "truenorth updates list": f"[{UPDATE_FORM}]",
    "truenorth updates import": f"{{stored, added, unchanged, updates: [{UPDATE_FORM}], "
    "refused: [{sheet, row, column, reason}]}",
    "truenorth people list": "[{id, name, slack, roles, goals, teams, active}]",
    "truenorth people add": "{id, name, slack, roles, goals, teams, active}",
    "truenorth people change": "{id, name, slack, roles, goals, teams, active}",
    "truenorth people link": "{id, name, slack, roles, goals, teams, active}",
    "truenorth people leave": "{id, name, slack, roles, goals, teams, active}",
    "truenorth backup": "{file, tables, rows}",
    "truenorth restore": "{tables, rows, posts_unsure, index}",
    "truenorth db move": "{tables, rows}",
    "truenorth doctor": "{well, checks: [{part, mark, finding, mend}]}",
}


def settings_page() -> str:
    """Every setting of every package, with its default."""
    parts = [f"# Settings\n\n{MADE}\n{SETTINGS_OPENING}\n"]
    for title, kind in FAMILIES:
        rows = "\n".join(
            f"| `{name}` | {default} | {what} |" for name, default, what in settings_of(kind)
        )
        parts.append(f"\n## {title}\n\n| setting | default | what it is |\n|---|---|---|\n{rows}\n")
    return "".join(parts)


def settings_of(kind: type[BaseSettings]) -> Iterator[tuple[str, str, str]]:
    """Name, default and description of each setting of a class."""
    for field, known in kind.model_fields.items():
        alias = known.validation_alias
        prefix = kind.model_config.get("env_prefix", "")
        name = alias if isinstance(alias, str) else f"{prefix}{field}".upper()
        if not known.description:
            raise SystemExit(f"The setting {name} has no description.")
        yield name, _default(known.default), known.description.replace("|", "\\|")


def _default(value: Any) -> str:
    if value is None or value is PydanticUndefined:
        return "not set"
    if isinstance(value, tuple):
        return "<br>".join(str(one) for one in value) if value else "none"
    if isinstance(value, str) and len(value) > 60:
        return value
    return f"`{value}`"


def commands_page() -> str:
    """Every command with its arguments and options."""
    parts = [f"# Commands\n\n{MADE}\n{COMMANDS_OPENING}\n"]
    for path, command in commands_of(everything(), "truenorth"):
        parts.append(f"\n## {path}\n\n{(command.help or '').strip()}\n")
        rows = [f"| `{name}` | {default} | {what} |" for name, default, what in _options(command)]
        if rows:
            parts.append("\n| | default | what it is |\n|---|---|---|\n" + "\n".join(rows) + "\n")
        if path in FORMS:
            parts.append(f"\nJSON: `{FORMS[path]}`\n")
    return "".join(parts)


def everything() -> Any:
    """The whole command line, the playground in it."""
    with_playground(app)
    return whole()


def commands_of(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command below this one that does something, with the words that call it."""
    for name, below in command.commands.items():
        if hasattr(below, "commands"):
            yield from commands_of(below, f"{path} {name}")
        else:
            yield f"{path} {name}", below


def prompts_page() -> str:
    """Every prompt, word for word."""
    parts = [f"# Prompts\n\n{MADE}\n{PROMPTS_OPENING}\n"]
    for prompt in all_prompts():
        words = "\n".join(f"> {line}".rstrip() for line in prompt.text.splitlines())
        parts.append(f"\n## {prompt.name}, version {prompt.version}\n\n{words}\n")
    return "".join(parts)


def permissions_page() -> str:
    """Who may do what: the table that the tests hold the rules to."""
    spec = runpy.run_path(str(PERMISSIONS))
    people = list(spec["PEOPLE"])
    lines = [
        "| " + " | ".join(("", *people)) + " |",
        "|" + "---|" * (len(people) + 1),
        *(f"| {row.words} | {' | '.join(row.allowed.split())} |" for row in spec["TABLE"]),
    ]
    return f"# Who may do what\n\n{MADE}\n{PERMISSIONS_OPENING}\n\n" + "\n".join(lines) + "\n"


def states_page() -> str:
    """How a goal lives and how its week stands, as diagrams and in words."""
    posts = {
        UpdateKind.REPORT: "a report",
        UpdateKind.NOTHING_TO_REPORT: "nothing to report, with a reason",
        UpdateKind.WITHDRAWAL: "withdraw",
    }
    week: dict[WeekState, dict[WeekState, str]] = {
        state: {to: posts[kind] for kind, to in WEEK_CHANGES[state].items()} for state in WeekState
    }
    return (
        f"# The states of a goal and of its week\n\n{MADE}\n{STATES_OPENING}\n\n"
        f"## A goal's life\n\n{_diagram(GoalState.ACTIVE, GOAL_CHANGES)}\n"
        f"## A goal's week\n\n{_diagram(WeekState.MISSING, week)}"
    )


def _diagram(first: str, changes: Mapping[Any, Mapping[Any, str]]) -> str:
    """A Mermaid state diagram, and the same as a table for those who do not see it."""
    arrows = [
        f"    {state} --> {to}: {what}" for state, on in changes.items() for to, what in on.items()
    ]
    names = [f'    state "{_words(state)}" as {state}' for state in changes]
    rows = [
        f"| {_words(state)} | {what} | {_words(to)} |"
        for state, on in changes.items()
        for to, what in on.items()
    ]
    drawn = "\n".join(["stateDiagram-v2", *names, f"    [*] --> {first}", *arrows])
    listed = "\n".join(["| from | what is done | to |", "|---|---|---|", *rows])
    return f"```mermaid\n{drawn}\n```\n\n{listed}\n"


def _words(state: str) -> str:
    return state.replace("_", " ")


def _options(command: Any) -> Iterator[tuple[str, str, str]]:
    for option in command.params:
        if option.name == "help":
            continue
        is_argument = option.param_type_name == "argument"
        if not option.help:
            raise SystemExit(f"{command.name}: {option.name} has no help.")
        name = option.metavar if is_argument else " ".join((*option.opts, option.metavar or ""))
        default = "" if option.default in (None, False) else f"`{option.default}`"
        yield name.strip(), default, option.help


def main() -> None:
    """Write the pages, or check them."""
    pages = {
        "settings.md": settings_page(),
        "commands.md": commands_page(),
        "prompts.md": prompts_page(),
        "permissions.md": permissions_page(),
        "states.md": states_page(),
    }
    checking = "--check" in sys.argv[1:]
    for name, text in pages.items():
        page = PAGES / name
        if not checking:
            page.write_text(text, encoding="utf-8")
        elif not page.is_file() or page.read_text(encoding="utf-8") != text:
            raise SystemExit(f"docs/reference/{name} is not what the code says: make reference")


if __name__ == "__main__":
    main()
