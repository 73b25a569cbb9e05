"""What is held on a person or a goal as files: JSON for programs, CSV for people."""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.reports.plain import inert
from programme.dates import as_people_write
from programme.errors import RuleBroken

Row = Mapping[str, Any]

_ABOUT = {
    "person": "who they are: name, Slack member id, roles",
    "goals_led": "the goals they lead",
    "teams_led": "the teams they lead",
    "snoozes": "until when they want no reminders",
    "goal": "the goal as it stands in its annual plan",
    "measures": "its measure",
    "values": "the measure's values",
    "updates": "weekly updates, every version",
    "drafts": "drafts that nobody confirmed yet",
    "posts": "messages sent or to be sent to Slack; their words are in the updates they name",
    "questions": "questions asked, with the answers that were shown",
    "verdicts": "what they thought of answers",
    "decisions": "what was decided",
    "rebases": "measures whose limits were begun anew, with the reason",
    "acknowledgements": "who said that they had read an update",
    "audit": "who did what and when; it holds no names and no words",
}


def write_records(
    folder: Path, tables: Mapping[str, Sequence[Row]], *, title: str, at: datetime
) -> list[Path]:
    """Write each table as JSON and CSV, and a page that says what is what; the files written.

    Args:
        folder: made when it is not there; must be empty, so that nothing is mixed or replaced.
        tables: rows of plain JSON values, by what they are.
        title: whom or what they are about.
        at: as at when.

    Raises:
        RuleBroken: the folder is not empty, or cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            raise RuleBroken(f"The folder {folder} is not empty: name a new one.")
        written = [path for name, rows in tables.items() for path in _table(folder, name, rows)]
        written.append(_page(folder, tables, title=title, at=at))
    except OSError as error:
        raise RuleBroken(f"Nothing can be written to {folder}: name another folder.") from error
    return written


def _table(folder: Path, name: str, rows: Sequence[Row]) -> list[Path]:
    as_json, as_csv = folder / f"{name}.json", folder / f"{name}.csv"
    as_json.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    flat = [_flat(row) for row in rows]
    columns = list(dict.fromkeys(column for row in flat for column in row))
    # A byte order mark lets Excel read accents; a formula in a person's words stays words.
    with as_csv.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(flat)
    return [as_json, as_csv]


def _page(folder: Path, tables: Mapping[str, Sequence[Row]], *, title: str, at: datetime) -> Path:
    lines = [f"What True North holds on {title}, as at {as_people_write(at.date())}.", ""]
    for name, rows in tables.items():
        how_many = "1 record" if len(rows) == 1 else f"{len(rows)} records"
        lines.append(f"{name}.json, {name}.csv: {how_many}: {_ABOUT.get(name, name)}")
    if not tables:
        lines.append("Nothing is held.")
    page = folder / "README.txt"
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return page


def _flat(row: Row, before: str = "") -> dict[str, str]:
    """A row in one level: `report.blocker.what`; lists as JSON."""
    found: dict[str, str] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{before}{name}.")
        else:
            found[before + name] = _cell(value)
    return found


def _cell(value: object) -> str:
    if isinstance(value, str):
        return inert(value)
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False)
