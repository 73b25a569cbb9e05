"""The database: does it answer, and has it the tables this version needs."""

from collections.abc import Callable

from bot.doctor.check import Check, broken, ok, warning
from programme.errors import AssistantError


def check_database(
    current: Callable[[], str | None], needed: str, *, mends_itself: bool
) -> list[Check]:
    """The database answers, and stands at the revision needed.

    `current` gives the revision it stands at, None before the first; `mends_itself` says that
    the tables are made and changed at first use, as with a SQLite file.
    """
    try:
        revision = current()
    except AssistantError as error:
        mend = "Start the database, or correct TRUENORTH_DATABASE_URL."
        return [broken("database", error.sentence, mend)]
    answers = ok("database", "It answers.")
    part = "database tables"
    if revision == needed:
        return [answers, ok(part, "They are those of this version.")]
    finding = "There are none yet." if revision is None else "They are not those of this version."
    if mends_itself:
        return [answers, warning(part, finding, "The next truenorth ingest sees to it.")]
    return [answers, broken(part, finding, "Run truenorth db upgrade.")]
