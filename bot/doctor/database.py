"""The database: does it answer, and has it the tables this version needs."""

from collections.abc import Callable

from bot.doctor.check import Check, broken, ok, warning
from programme.errors import AssistantError, RuleBroken
from storage.translation import BUSY, DAMAGED, NO_ROOM

_URL = "TRUENORTH_DATABASE_URL"
_MENDS = {
    BUSY: "Wait until the command that holds it has ended, then run truenorth doctor again.",
    DAMAGED: "Stop the service, move the database file away with those beside it whose names "
    "begin with its name, then restore a backup; see docs/how-to/back-up-and-restore.md.",
    NO_ROOM: "Free some space on the disk of the database.",
}


def check_database(
    current: Callable[[], str | None],
    needed: str,
    *,
    mends_itself: bool,
    known: Callable[[str], bool] = lambda _: True,
    write: Callable[[], None] = lambda: None,
) -> list[Check]:
    """The database answers, and stands at the revision needed.

    `current` gives the revision it stands at, None before the first; `mends_itself` says that
    the tables are made and changed at first use, as with a SQLite file. `known` says whether
    this version has a revision; `write` begins to write, and is tried on the right tables.
    """
    try:
        revision = current()
        if revision == needed:
            write()
    except AssistantError as error:
        return [broken("database", error.sentence, _mend(error, is_file=mends_itself))]
    answers = ok("database", "It answers.")
    part = "database tables"
    if revision == needed:
        return [answers, ok(part, "They are those of this version.")]
    if revision is not None and not known(revision):
        finding = "They are those of a newer version of True North."
        return [answers, broken(part, finding, "Install the version that made them, or a newer.")]
    finding = "There are none yet." if revision is None else "They are not those of this version."
    if mends_itself:
        return [answers, warning(part, finding, "The next truenorth ingest sees to it.")]
    return [answers, broken(part, finding, "Run truenorth db upgrade.")]


def _mend(error: AssistantError, *, is_file: bool) -> str:
    if error.sentence in _MENDS:
        return _MENDS[error.sentence]
    if isinstance(error, RuleBroken):
        return f"Correct {_URL}, or TRUENORTH_DATA where that is not set."
    if is_file:
        return (
            "Give the user that runs this the right to read and write the database file and its "
            f"folder, or correct TRUENORTH_DATA or {_URL}."
        )
    return f"Start the database, or correct {_URL}: its host, name, user and password."
