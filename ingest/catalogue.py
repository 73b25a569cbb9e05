"""The catalogue beside the documents: what it says of each, and what it says in vain."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.admission import Admitted, shown
from ingest.editions import CatalogueEntry, period_in
from programme.documents import EditionStatus, Period
from programme.errors import RuleBroken

CATALOGUE = "catalogue.toml"
_FIELDS = ("title", "kind", "owner", "period", "status")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What catalogues say of the files of an ingest.

    Attributes:
        entries: by the file's key, or by its name within one folder.
        notes: sentences on what a catalogue says that nothing can be made of.
    """

    entries: Mapping[str, CatalogueEntry]
    notes: tuple[str, ...] = ()


def catalogue_of(paths: Sequence[Path], files: Sequence[Admitted]) -> Catalogue:
    """What catalogues say of the files: the one beside a file, or the one of the folder named.

    Raises:
        RuleBroken: a catalogue cannot be read; the sentence names the place and the mend.
    """
    entries: dict[str, CatalogueEntry] = {}
    notes: dict[str, None] = {}
    named = [read_catalogue(path) for path in paths if path.is_dir()]
    beside = {folder: read_catalogue(folder) for folder in {file.path.parent for file in files}}
    for catalogue in named:
        entries |= catalogue.entries
    for catalogue in (*named, *beside.values()):
        notes |= dict.fromkeys(catalogue.notes)
    for file in files:
        entry = beside[file.path.parent].entries.get(file.path.name)
        if entry is not None:
            entries[file.key] = entry
    return Catalogue(entries, tuple(notes))


def read_catalogue(folder: Path) -> Catalogue:
    """The entries of a folder's catalogue by file name; none when there is no catalogue.

    The file is TOML: `["file.pdf"]`, then any of `title`, `kind`, `owner`,
    `period = "2026-2031"` and `status = "current"` or `"superseded"`.

    Raises:
        RuleBroken: the catalogue cannot be read; the sentence names the place and the mend.
    """
    path = folder / CATALOGUE
    if not path.is_file():
        return Catalogue({})
    try:
        # Editors on Windows put a mark before the first letter.
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise RuleBroken(f"{CATALOGUE} is not UTF-8 text; save it as that.") from None
    except OSError:
        raise RuleBroken(f"There is no permission to read {CATALOGUE}.") from None
    except tomllib.TOMLDecodeError as error:
        _, _, place = str(error).rpartition(" (at ")
        at = f" (at {place}" if place else ""
        raise RuleBroken(
            f"{CATALOGUE} is not a valid TOML file{at}; correct it and try again."
        ) from error
    entries = {name: _entry(name, value) for name, value in found.items()}
    notes = [
        f"{CATALOGUE} speaks of “{shown(name)}”, which is not there."
        for name in found
        if not os.path.lexists(folder / name)
    ]
    for name, value in found.items():
        notes += [
            f"{CATALOGUE}: “{shown(field)}” of “{shown(name)}” means nothing here; "
            f"write {', '.join(_FIELDS[:-1])} or {_FIELDS[-1]}."
            for field in value
            if field not in _FIELDS
        ]
    return Catalogue(entries, tuple(notes))


def _entry(name: str, value: object) -> CatalogueEntry:
    if not isinstance(value, Mapping):
        raise RuleBroken(f'{CATALOGUE}: write [{name!r}] as a table with "title", "period" ….')
    status = str(value["status"]).casefold() if "status" in value else None
    if status is not None and status not in tuple(EditionStatus):
        raise RuleBroken(f'{CATALOGUE}: the status of {name!r} is "current" or "superseded".')
    return CatalogueEntry(
        title=_text(value.get("title")),
        kind=_text(value.get("kind")),
        owner=_text(value.get("owner")),
        period=_period(name, str(value["period"])) if "period" in value else None,
        status=EditionStatus(status) if status else None,
    )


def _period(name: str, text: str) -> Period:
    period = period_in(text)
    # Years the wrong way round would be read as one year: the last.
    if period is None or (period.start == period.end and str(period.start) != text.strip()):
        raise RuleBroken(f'{CATALOGUE}: write the period of {name!r} as "2026-2031" or "2026".')
    return period


def _text(value: object) -> str | None:
    return str(value).strip() or None if value is not None else None
