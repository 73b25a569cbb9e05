"""Back up, restore, move: each whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, update

from programme.audit import AuditEntry, Facts
from programme.errors import RuleBroken
from programme.outbox import PostState
from programme.people import TERMINAL
from storage import migrate
from storage.backup.archive import open_archive, write_archive
from storage.backup.filling import NotEmpty, fill
from storage.backup.lines import Tally
from storage.backup.sources import snapshot
from storage.engine import CONFIGURED, parse_url
from storage.programme import SqlAuditStore
from storage.sqlite import database_file, empty_log
from storage.tables import PostRow


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied.

    Attributes:
        unsure: posts of a restored backup that may have been sent since it was made.
    """

    tables: int
    rows: int
    unsure: int = 0


def back_up(url: str, file: Path, at: datetime) -> Copied:
    """Write all that a database holds to one file, as it is now, while it goes on being used.

    Raises:
        RuleBroken: there is such a file already, it cannot be written, or there is nothing to
            back up.
        Unavailable: the database is not answering.
    """
    with snapshot(url) as source:
        return _copied(write_archive(file, source, at))


def restore(url: str, file: Path, at: datetime, *, replace: bool = False) -> Copied:
    """Fill an empty database from a backup; with `replace`, what is in it goes first.

    The audit says that it was done. Posts that were still to be sent may have been sent since:
    they count as being sent when the backup was made, so that each is looked for before it is
    sent again.

    Raises:
        RuleBroken: the file is not a whole backup, or the database is not empty.
        Unavailable: the database is not answering; it is as it was.
    """
    with open_archive(file) as archive, migrate.holding(url) as connection:
        with connection.begin():
            try:
                tallies = fill(connection, archive, replace=replace)
            except NotEmpty as refused:
                raise RuleBroken(
                    f"{refused.sentence} Or add --replace to lose what is in it."
                ) from None
            unsure = _doubt_posts(connection, archive.made_at)
            made_at = archive.made_at.isoformat()
            _note(connection, at, "database.restored", {"made_at": made_at})
        if connection.dialect.name == "sqlite":
            empty_log(connection)
    return _copied(tallies, unsure)


def move(source_url: str, target_url: str, at: datetime) -> Copied:
    """Copy one database into another that is empty; nobody can write to the first meanwhile.

    Raises:
        RuleBroken: the other is not empty, or there is nothing to move.
        Unavailable: one of them is not answering, or is being written to all the time.
    """
    if _place(source_url) == _place(target_url, "The address to move to"):
        raise RuleBroken("The data is in that database already: name another one.")
    with (
        snapshot(source_url, held_still=True) as source,
        migrate.holding(target_url) as connection,
        connection.begin(),
    ):
        copied = _copied(fill(connection, source, replace=False))
        _note(connection, at, "database.moved", {"rows": copied.rows})
        return copied


def _place(url: str, called: str = CONFIGURED) -> object:
    parts = parse_url(url, called)
    if parts.get_backend_name() == "sqlite":
        return database_file(parts)
    return parts.set(drivername="postgresql+psycopg", password=None)


def _doubt_posts(connection: Connection, made_at: datetime) -> int:
    return connection.execute(
        update(PostRow)
        .where(PostRow.state.in_([PostState.WAITING, PostState.SENDING]))
        .values(state=PostState.SENDING, sending_since=made_at)
    ).rowcount


def _note(connection: Connection, at: datetime, action: str, facts: Facts) -> None:
    entry = AuditEntry(at, TERMINAL.id, action, "database", None, facts)
    SqlAuditStore(connection).add(entry)


def _copied(tallies: Mapping[str, Tally], unsure: int = 0) -> Copied:
    return Copied(len(tallies), sum(tally.rows for tally in tallies.values()), unsure)
