"""How a call ends: Slack's answer, or its refusal."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any


class Refused(Exception):
    """Slack says no, with one of its error codes."""

    def __init__(self, code: str, messages: Collection[str] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.messages = list(messages)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What goes back over HTTP."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)
