"""A list of what is wrong, each with its place, in the manner of Slack's own messages."""

from collections.abc import Collection
from typing import Any


class Problems:
    """Collects what is wrong with a payload.

    `at` is a JSON pointer such as `/blocks/0/text`.
    """

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, what: str, at: str) -> None:
        """Note a problem."""
        self.found.append(f"[ERROR] {what} [json-pointer:{at}]")

    def is_object(self, value: Any, at: str) -> bool:
        """Note a problem unless the value is an object."""
        if isinstance(value, dict):
            return True
        self.add("must be an object", at)
        return False

    def attributes(
        self,
        value: dict[str, Any],
        at: str,
        *,
        required: Collection[str],
        optional: Collection[str],
    ) -> None:
        """Note attributes that are missing, and those that are not known."""
        for name in sorted(set(required) - set(value)):
            self.add(f"missing required field: {name}", at)
        for name in sorted(set(value) - set(required) - set(optional) - {"type"}):
            self.add(f"invalid additional property: {name}", at)

    def characters(self, value: Any, at: str, *, most: int, least: int = 1) -> None:
        """Note a string that is none, too short or too long."""
        if not isinstance(value, str):
            self.add("must be a string", at)
        elif len(value) > most:
            self.add(f"must be less than {most + 1} characters", at)
        elif len(value) < least:
            self.add(f"must be more than {least - 1} characters", at)

    def items(self, value: Any, at: str, *, most: int, least: int = 1) -> list[Any]:
        """Note a list that is none, too short or too long; the items all the same."""
        if not isinstance(value, list):
            self.add("must be an array", at)
            return []
        if len(value) > most:
            self.add(f"no more than {most} items allowed", at)
        if len(value) < least:
            self.add(f"no less than {least} items allowed", at)
        return value
