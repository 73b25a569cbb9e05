"""Which files come in: folders walked, every file looked at before it is opened."""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.formats import Format, sniff
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

CATALOGUES = frozenset({"catalogue.toml", "documents.toml"})
"""Files beside the documents that speak of them; they are no documents themselves."""
_TEMPORARY = (".tmp", ".part", ".crdownload", "~")
_DESKTOP = frozenset({"thumbs.db", "desktop.ini"})
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may be read.

    Attributes:
        key: its name below the folder that was named, or its own name; the same from ingest to
            ingest.
        digest: sha256 of its bytes, hexadecimal.
        warning: a sentence when the name says another format than the contents.
    """

    path: Path
    key: str
    format: Format
    size: int
    digest: str
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that was not taken in.

    Attributes:
        path: as it was named or found, control characters made visible.
        reason: one clear sentence.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Admission:
    """What came of looking at the paths: files in the order of their keys, and refusals."""

    files: tuple[Admitted, ...]
    refusals: tuple[Refusal, ...]


def admit(paths: Sequence[Path], limits: IngestSettings) -> Admission:
    """Look at files and folders, and say of each file whether it comes in.

    Folders are walked in order of name. Hidden and temporary files and catalogues are passed
    over in silence; everything else that stays out is reported.
    """
    files: dict[str, Admitted] = {}
    refusals: list[Refusal] = []
    for path, key in _found(paths, limits, refusals):
        try:
            admitted = _looked_at(path, key, limits)
        except RuleBroken as refused:
            refusals.append(Refusal(shown(str(path)), refused.sentence))
            continue
        if key not in files:
            files[key] = admitted
        elif not _same_file(files[key].path, path):
            reason = f"Another file named “{shown(key)}” is already in this ingest."
            refusals.append(Refusal(shown(str(path)), reason))
    ordered = tuple(files[key] for key in sorted(files))
    return Admission(ordered, tuple(refusals))


def shown(name: str) -> str:
    """A name that is safe to print: control and unprintable characters as escapes."""
    return "".join(c if _is_printable(c) else c.encode("unicode_escape").decode() for c in name)


def _is_printable(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] not in "CZ"


def _found(
    paths: Sequence[Path], limits: IngestSettings, refusals: list[Refusal]
) -> Iterator[tuple[Path, str]]:
    """Files with their keys; what cannot even be reached goes to the refusals."""
    left = limits.ingest_files
    for named in paths:
        try:
            _check_root(named, limits)
            if named.is_dir() and not named.is_symlink():
                found = _walk(named, named, refusals, 0)
            else:
                found = iter([(named, named.name)])
        except OSError:
            refusals.append(Refusal(shown(str(named)), "There is no permission to look at this."))
            continue
        except RuleBroken as refused:
            refusals.append(Refusal(shown(str(named)), refused.sentence))
            continue
        for each in found:
            left -= 1
            if left < 0:
                reason = f"One ingest takes {limits.ingest_files:,} files: this and the rest wait."
                refusals.append(Refusal(shown(str(each[0])), reason))
                return
            yield each


def _check_root(path: Path, limits: IngestSettings) -> None:
    root = limits.documents_root
    if root is not None and not path.resolve().is_relative_to(root.resolve()):
        raise RuleBroken("The path is outside the documents folder that was set.")


def _walk(
    folder: Path, top: Path, refusals: list[Refusal], depth: int
) -> Iterator[tuple[Path, str]]:
    if depth > _DEEPEST:
        refusals.append(Refusal(shown(str(folder)), "The folders are nested too deeply."))
        return
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        refusals.append(Refusal(shown(str(folder)), "There is no permission to open this folder."))
        return
    for entry in ordered:
        if _is_passed_over(entry.name):
            continue
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, top, refusals, depth + 1)
        else:
            yield path, path.relative_to(top).as_posix()


def _is_passed_over(name: str) -> bool:
    lower = name.lower()
    return (
        name.startswith((".", "~$"))
        or lower in CATALOGUES
        or lower in _DESKTOP
        or lower.endswith(_TEMPORARY)
    )


def _looked_at(path: Path, key: str, limits: IngestSettings) -> Admitted:
    """Check one file from the outside in: its name, what it is, how large, which format."""
    if any(unicodedata.category(character) == "Cc" for character in path.name):
        raise RuleBroken("The file's name holds control characters: give it a plain name.")
    try:
        size = _check_kind(path, limits)
        with path.open("rb") as file:
            # The name may have come to mean another file since: ask the open one.
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise RuleBroken("This is not an ordinary file.")
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        sniffed = sniff(path)
    except FileNotFoundError:
        raise RuleBroken("There is no such file or folder.") from None
    except PermissionError:
        raise RuleBroken("There is no permission to read this file.") from None
    except OSError:
        raise RuleBroken("The file cannot be opened.") from None
    return Admitted(path, key, sniffed.format, size, digest, sniffed.warning)


def _check_kind(path: Path, limits: IngestSettings) -> int:
    """The size of an ordinary file that is neither empty nor too large."""
    if "\x00" in str(path):
        raise RuleBroken("There is no such file or folder.")
    about = path.lstat()
    if stat.S_ISLNK(about.st_mode):
        raise RuleBroken("This is a symbolic link, which is not followed: name the file itself.")
    if not stat.S_ISREG(about.st_mode):
        raise RuleBroken("This is not an ordinary file.")
    if path.name in CATALOGUES:
        raise RuleBroken("This is a catalogue of documents, not a document.")
    if about.st_size == 0:
        raise RuleBroken("The file is empty.")
    if about.st_size > limits.file_bytes:
        most = f"{limits.ingest_file_mb:g}"
        raise RuleBroken(
            f"The file is {about.st_size / 1_000_000:,.1f} MB; the most that is read is {most} MB."
        )
    return about.st_size


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
