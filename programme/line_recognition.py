"""Which messages are weekly updates in a line, rather than questions."""

import re

from programme.line_parts import Part, head_of
from programme.line_ratings import read_rating, read_sign_before_words
from programme.line_updates import LONGEST_LINE, WHICH_RATING, parse_line
from programme.line_values import ANY_DAY
from programme.updates import UpdateKind

_NO_UPDATE = re.compile(
    r"\W*(?:what|what's|whats|who|when|where|why|how|which|whose|is|are|was|were|do|does|did|can"
    r"|could|should|would|will|shall|may|might|has|have|had|am|tell|show|give|list|explain|define"
    r"|describe|summari[sz]e|find|search|compare|remind|please|thanks|thank|hi|hiya|hello|hey|ok"
    r"|okay|yes|sorry|i|we|you|if|any|anyone|anybody|does|difference|meaning|good|dear|also|and"
    r"|but|so|between|question|look|let|let's|read|write|draft|send|post|set|make|change|mark|put"
    r"|cc|fyi|re|subject)\b",
    re.IGNORECASE,
)


def looks_like_update(text: str) -> bool:
    """Whether a message is plainly an update rather than a question or a chat.

    It must name something first and then rate it, begin with a rating alone, or say that there is
    nothing to report; where it could be either, it is none, because a question taken for an
    update goes unanswered.
    """
    if "?" in text or len(text) > LONGEST_LINE or _NO_UPDATE.match(text):
        return False
    read = parse_line(text, ANY_DAY)
    if WHICH_RATING in read.questions:
        return False
    if not read.goal_words:
        return _begins_rated(text) and bool(read.report.done or read.report.next)
    return read.kind is UpdateKind.NOTHING_TO_REPORT or read.report.rating is not None


def _begins_rated(text: str) -> bool:
    first = next(Part("", head_of(text)[1]).pieces(), None)
    return first is not None and bool(read_rating(first[0]) or read_sign_before_words(first[0]))
