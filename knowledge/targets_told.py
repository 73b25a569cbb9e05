"""Whether words tell what is aimed at or what was achieved: the one is not the other."""

import re

from knowledge.question_parts import Modality, Question
from knowledge.section_roles import Role, heading_role

_TARGET_UNIT = re.compile(
    r"^(?:to\s+)?(?:achieve|reduce|increase|improve|decrease|eliminate|cut|drive|see|halve|raise|"
    r"lower|deliver|complete|introduce|reach|maintain|keep|ensure|have|become|continue|spend|"
    r"fulfil|prioritise|release|secure)\b|\bwill\b|\btargets?\b|\bgoals?\b|\bat least\b|\bto be\b",
    re.IGNORECASE,
)
_TARGET_HEADING = re.compile(
    r"\b(?:targets?|goals?|aims?|objectives?|measures?|ambitions?)\b", re.IGNORECASE
)
_AIMING = (Role.MEASURES, Role.ACTIONS)
_ACTUAL_UNIT = re.compile(
    r"\b(?:has|have|had)\s+(?:already\s+|now\s+|been\s+|more than\s+)*\w+(?:ed|en|t)\b|"
    r"\b(?:are|is) now\b|\b(?:was|were)\b|^(?:in (?:19|20)\d\d,? )?we \w+ed\b|"
    r"\bhalved\b|\bfell\b|\brose\b|\bcurrently\b|"
    r"\bfrom \d[\d.,%]* to \d",
    re.IGNORECASE,
)


def clashes(question: Question, text: str, heading: str) -> bool:
    """True when a target is asked for and something achieved is told, or the other way round.

    What was achieved is not what was targeted.
    """
    if question.modality is Modality.ACTUAL:
        is_target = _TARGET_UNIT.search(text) or _aims(heading)
        return bool(is_target) and not _ACTUAL_UNIT.search(text)
    if question.modality is Modality.TARGET:
        return bool(_ACTUAL_UNIT.search(text)) and not (_TARGET_UNIT.search(text) or _aims(heading))
    return False


def _aims(heading: str) -> bool:
    """True for a heading that aims stand under, by its words or by what its section is for."""
    return bool(_TARGET_HEADING.search(heading)) or heading_role(heading) in _AIMING


def aims_at_target(question: Question, heading: str) -> bool:
    """True when a target is asked for and the heading is one that targets stand under."""
    return question.modality is Modality.TARGET and _aims(heading)


def tells_what_was(text: str) -> bool:
    """True when a text tells of what has been, and of nothing to come."""
    return bool(_ACTUAL_UNIT.search(text)) and not _TARGET_UNIT.search(text)
