"""What a person is told when something goes wrong, and what the log keeps of it."""

import logging
import traceback

from programme.errors import AssistantError, Fault, Unavailable

log = logging.getLogger(__name__)


def as_told(error: BaseException) -> AssistantError:
    """The error a person may read, after the log has what is needed to trace it.

    An error with a sentence of its own stays as it is; anything else becomes an apology.
    """
    if not isinstance(error, AssistantError):
        error = _apology(error)
    elif isinstance(error, Unavailable | Fault):
        log.error("reference %s: %s", error.reference, trail(error))
    return error


def told(error: AssistantError) -> str:
    """The sentence, with the reference to quote where there is one."""
    if isinstance(error, Unavailable | Fault):
        return f"{error.sentence} (Reference {error.reference}.)"
    return error.sentence


def trail(error: BaseException) -> str:
    """Where an error came from: kinds and places only.

    The text of an exception may carry somebody's words or a password, so it is left out.
    """
    steps: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        places = " < ".join(
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in reversed(traceback.extract_tb(seen.__traceback__))
        )
        steps.append(f"{type(seen).__module__}.{type(seen).__qualname__} at {places or 'no place'}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "; from ".join(steps)


def _apology(error: BaseException) -> Fault:
    fault = Fault(
        "Sorry, something went wrong on our side. Please try again, and if it happens again, "
        "give the reference to those who run this service."
    )
    log.error("reference %s: %s", fault.reference, trail(error))
    return fault
