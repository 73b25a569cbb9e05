"""How the guard's word patterns are put together."""

import re

_NAMED = (
    r"strateg\w+|target(?:s|ed)?|objectives?|true ?norths?|trust(?:'s|s|wide)?|kmpt|measures?"
    r"|measured|plan(?:s|ned)?|goals?|aims?|aiming|vision|mission|values|programme|priorit\w+"
    r"|commit(?:s|ted|ment|ments)?|promis\w+|polic(?:y|ies)|incidents?|board"
    r"|improvement|enablers?"
)
_COUNTED = (
    r"percentage|proportion|per cent|share of|how many|how much less|how much more|by how much"
    r"|reduc\w+|achieve[ds]?|progress|document|page|chapter"
)


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that matches where any of these does; capitals make no difference.

    Gaps between words are bounded in every pattern, so that time grows with the text and not
    with its square.
    """
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def words(listed: str) -> frozenset[str]:
    """The words of a list written with spaces between them."""
    return frozenset(listed.split())


NAMES_STRATEGY = any_of(rf"\b(?:{_NAMED})\b")
"""Words of the strategy itself and of the trust it is for."""

STRATEGY = any_of(rf"\b(?:{_NAMED}|{_COUNTED})\b")
"""Words of somebody asking about the strategy, or for a count, rather than about a case."""
