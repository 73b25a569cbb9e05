"""Whom a text names: a person by id, Slack member id or name, and a name as it is kept."""

import re
import unicodedata
from collections.abc import Collection

from programme.errors import RuleBroken
from programme.naming import same_name
from programme.people import Person

LONGEST_NAME = 100

_SLACK = re.compile(r"(?:<@)?([UW][A-Z0-9]{2,20})(?:\|[^>]*)?>?", re.ASCII)


def find_person(people: Collection[Person], who: str) -> Person:
    """The one person meant by an id, a Slack member id or a name.

    Raises:
        RuleBroken: nobody is, or more than one.
    """
    asked = who.strip()
    slack = slack_id_in(asked)
    found = [one for one in people if one.id == asked or (slack and one.slack == slack)]
    found = found or [one for one in people if same_name(one.name, asked)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(one.id for one in found)
        raise RuleBroken(f"More than one person has this name: give one of these ids, {ids}.")
    raise RuleBroken("Nobody is known by this name or id. List people with: truenorth people list")


def slack_id_in(text: str) -> str | None:
    """The Slack member id that a text is (`U0123ABCD` or a mention of it), or None."""
    found = _SLACK.fullmatch(text.strip())
    return found[1] if found else None


def checked_name(name: str) -> str:
    """A name as it is kept: no space around it, single spaces within.

    Raises:
        RuleBroken: it is empty, too long or holds control characters.
    """
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME:
        raise RuleBroken(f"Give a name of at most {LONGEST_NAME} characters.")
    if any(unicodedata.category(character) in ("Cc", "Cf") for character in kept):
        raise RuleBroken("The name holds characters that cannot be seen: type it again.")
    return kept
