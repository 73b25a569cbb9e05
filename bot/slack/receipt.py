"""The receipt that Slack waits three seconds for.

A request that has no receipt is delivered again; one that has is never seen again. So what is to
be written down is written first and the receipt given then: a process killed in between loses
nothing. But Slack must not wait for a database in trouble: after a second the receipt is given all
the same, and whatever goes wrong then is told to the person. A form waits longer, because its
receipt is what the person reads.
"""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, wait
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from slack_bolt import Args

from bot.slack.boundary import Troubles, guarded

RECEIPT_SECONDS = 1.0
ANSWER_SECONDS = 2.3
"""How long the answer to a form is waited for; Slack itself waits three seconds."""
LATE_SECONDS = 0.5
"""After how long a late answer is shown: the receipt must have reached the form before it."""

Handler = Callable[[dict[str, Any]], None]
"""Handles a request, given its body."""


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What becomes of a form that was sent in.

    Attributes:
        view: what is shown in its place.
        errors: what is said at its fields instead, while it stays open.
        stored: whether what was sent has been kept.
    """

    view: dict[str, Any]
    errors: Mapping[str, str] | None = None
    stored: bool = False

    def receipt(self) -> dict[str, Any]:
        """As it is given to Slack."""
        if self.errors:
            return {"response_action": "errors", "errors": dict(self.errors)}
        return {"response_action": "update", "view": self.view}


class Form(Protocol):
    """What is done with a form that is sent in; all of it is given the request's body."""

    def answer(self, body: dict[str, Any]) -> FormAnswer:
        """Do what was sent for, and say what became of it."""
        ...

    def unanswered(self, body: dict[str, Any]) -> FormAnswer:
        """What is shown while it is not known yet what becomes of it."""
        ...

    def failed(self, body: dict[str, Any], error: Exception) -> FormAnswer:
        """What is shown when something went wrong; nothing that was typed may be lost."""
        ...

    def late(self, body: dict[str, Any], answer: FormAnswer) -> None:
        """Show an answer that came after `unanswered` was shown."""
        ...


class Handover:
    """One answer, handed over in time or not."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._answer: FormAnswer | None = None
        self._given_up = False

    def give(self, answer: FormAnswer) -> bool:
        """Hand over the answer; False when nobody waits for it any more."""
        with self._changed:
            self._answer = answer
            self._changed.notify_all()
            return not self._given_up

    def take(self, seconds: float) -> FormAnswer | None:
        """Wait for the answer; None when it does not come in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._answer is not None, seconds)
            self._given_up = self._answer is None
            return self._answer


class Receipts:
    """Runs handlers on pools of their own, with their errors told, and gives the receipts.

    Args:
        executor: for what writes, and may wait for the database.
        openers: for what opens a modal, whose trigger lives three seconds: it waits for no writer.
    """

    def __init__(self, executor: Executor, troubles: Troubles, *, openers: Executor) -> None:
        self._executor = executor
        self._openers = openers
        self._troubles = troubles

    def after(self, handler: Handler) -> Callable[[Args], None]:
        """A listener that gives the receipt when the handler is done, or after a second."""
        return self._listener(self._executor, handler, RECEIPT_SECONDS)

    def before(self, handler: Handler) -> Callable[[Args], None]:
        """A listener that gives the receipt at once: for buttons, which hold no words to lose."""
        return self._listener(self._openers, handler, 0)

    def answering(self, form: Form) -> Callable[[Args], None]:
        """A listener for a form: the receipt says what became of it, or that it is not known."""

        def run(args: Args) -> None:
            handover = Handover()
            tell = partial(self._tell, args.body)
            self._executor.submit(guarded, partial(_answer, form, args.body, handover), tell)
            answer = handover.take(ANSWER_SECONDS) or form.unanswered(args.body)
            args.ack(**answer.receipt())

        return run

    def _listener(
        self, executor: Executor, handler: Handler, seconds: float
    ) -> Callable[[Args], None]:
        def run(args: Args) -> None:
            tell = partial(self._tell, args.body)
            done = executor.submit(guarded, partial(handler, args.body), tell)
            wait([done], seconds)
            args.ack()

        return run

    def _tell(self, body: dict[str, Any], error: Exception) -> None:
        self._troubles.tell(error, body)


def _answer(form: Form, body: dict[str, Any], handover: Handover) -> None:
    """Have a form answered and the answer handed over; whatever went wrong is an answer too."""
    answers: list[FormAnswer] = []
    guarded(
        lambda: answers.append(form.answer(body)),
        lambda error: answers.append(form.failed(body, error)),
    )
    if not handover.give(answers[0]):
        time.sleep(LATE_SECONDS)
        form.late(body, answers[0])
