"""A database's errors, said in words a person may read.

The database's own text is never passed on nor logged: PostgreSQL puts the row into it, and the
row holds people's words. The log gets the kind of error, its code and our own statement.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, StatementError

from programme.errors import AssistantError, Fault, Unavailable

log = logging.getLogger(__name__)

NOT_ANSWERING = "The database is not answering just now; please try again in a few minutes."
BUSY = "The database is busy just now; please try again in a moment."
NO_ROOM = "The database has no room left; those who run this service need to make some."
NOT_SET_UP = (
    "The database is not ready for this version; those who run this service need to run "
    "“truenorth db upgrade”."
)
DAMAGED = "The database file is damaged; those who run this service need to restore it."
NO_RIGHT = (
    "The database file cannot be opened or written; those who run this service need to see to "
    "its rights and those of its folder."
)
WENT_WRONG = "Something went wrong on our side and nothing was kept. Sorry about that."

# SQLite's names (sqlite3.Error.sqlite_errorname) and PostgreSQL's SQLSTATEs, in full or by class.
_SENTENCES = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": NO_ROOM,
    "SQLITE_IOERR_SHMSIZE": NO_ROOM,  # no room for the index of its log
    "SQLITE_CANTOPEN": NO_RIGHT,
    "SQLITE_READONLY": NO_RIGHT,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "55P03": BUSY,  # a lock was not to be had in time
    "57014": BUSY,  # the statement took too long
    "40001": BUSY,  # two writers met
    "40P01": BUSY,  # two writers waited for each other
    "53100": NO_ROOM,
    "53": NOT_ANSWERING,  # out of connections or memory
    "57": NOT_ANSWERING,  # shutting down or starting
    "08": NOT_ANSWERING,
    "42P01": NOT_SET_UP,
    "42703": NOT_SET_UP,
}


def translate(error: BaseException) -> AssistantError | None:
    """The error to raise in place of a library's, or None where it is not a database's.

    Writes one line to the log, which carries the reference that the person is told.
    """
    if isinstance(error, AssistantError) or not isinstance(error, StatementError):
        return None
    cause = error.orig if error.orig is not None else error
    code = _code(cause)
    told = _told(error, cause, code)
    level = logging.WARNING if isinstance(told, Unavailable) else logging.ERROR
    reference = told.reference if isinstance(told, (Unavailable, Fault)) else ""
    log.log(
        level,
        "database error %s: %s %s in: %s",
        reference,
        type(cause).__name__,
        code or "(no code)",
        error.statement or "(no statement)",
    )
    return told


def translate_errors_of(engine: Engine) -> None:
    """Have every error that comes out of this engine translated where it arises."""

    @event.listens_for(engine, "handle_error")
    def _handle(context: ExceptionContext) -> None:
        if context.is_pre_ping:
            return  # the pool's own check: it opens another connection, and nobody is told
        told = translate(context.sqlalchemy_exception or context.original_exception)
        if told is not None:
            raise told


def drop_cause(error: BaseException | None) -> None:
    """Cut a translated error off from the database's text, which may hold people's words."""
    if isinstance(error, AssistantError):
        error.__cause__ = None
        error.__suppress_context__ = True


@contextmanager
def no_causes() -> Iterator[None]:
    """Lets translated errors through without the database's text hanging on them."""
    try:
        yield
    except AssistantError as error:
        drop_cause(error)
        raise


def _told(error: StatementError, cause: BaseException, code: str) -> AssistantError:
    sentence = _SENTENCES.get(code) or _SENTENCES.get(code[:2])
    if code.startswith("SQLITE_"):
        # SQLITE_BUSY_SNAPSHOT and its like are kinds of SQLITE_BUSY.
        sentence = _SENTENCES.get("_".join(code.split("_")[:2]), sentence)
        if code == "SQLITE_ERROR":  # the statement does not fit the tables
            sentence = NOT_SET_UP if "no such" in str(cause) else WENT_WRONG
    if sentence is None and isinstance(error, (OperationalError, InterfaceError)):
        sentence = NOT_ANSWERING
    if sentence is None and isinstance(error, DBAPIError) and error.connection_invalidated:
        sentence = NOT_ANSWERING
    if sentence in (None, DAMAGED, WENT_WRONG):
        return Fault(sentence or WENT_WRONG)
    return Unavailable(sentence)


def _code(cause: BaseException) -> str:
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return str(code) if code else ""
