"""Whether a text counts so few people that somebody could tell who is meant.

Source: NHS England, disclosure control of small numbers: counts under 5 are not published.
"""

import re

from programme.guard.folding import fold
from programme.guard.patient_names import PATIENT_NOUNS
from programme.guard.phrases import words

_PATIENT = (
    r"(?:in-?patients?|out-?patients?|patients?|pts?|service users?|clients?|residents?"
    r"|child|children|young (?:person|people|adults?)|wom[ae]n|m[ae]n|girls?|boys?)"
)
_ANYBODY = (
    rf"(?:{_PATIENT}|person|people|persons|individuals?|adults?|veterans?|carers?|relatives"
    r"|family|families|staff(?: members?)?|members? of (?:staff|the team)|colleagues?|nurses?"
    r"|doctors?|consultants?|clinicians?|psychiatrists?|psychologists?|therapists?|hcas?"
    r"|healthcare assistants?|support workers?|social workers?|employees?|trainees?)"
)
_GAP = (
    r"(?:(?:more|further|other|another|new|newly|qualified|older|younger|young|adult|male|female"
    r"|different|additional|extra|long-?stay|long-?term|out-?of-?area|complex|detained|autistic"
    r"|senior|junior|registered|agency|bank|permanent|student|trainee|acute|community|forensic"
    r"|informal|vulnerable|remaining|individual|overseas|band \d[ab]?|of (?:our|the|these|those|my"
    r"|their)) ){0,3}"
)
_SMALL_NUMBER = re.compile(
    r"(?P<before>[a-z]+ )?(?<![\w.,:/£$-])"
    r"(?:(?:[1-4] ?(?:-|to|or) ?)?[1-4]|one|two|three|four|both|(?:a |the )?(?:single|sole)"
    rf"|the only|a couple of|a pair of) {_GAP}(?P<who>{_ANYBODY})\b(?!-)(?: (?P<next>[a-z]+))?",
    re.IGNORECASE,
)
_ONE_PATIENT = re.compile(
    rf"\b(?P<before>)an? {_GAP}(?P<who>{_PATIENT})\b(?!-)(?: (?P<next>[a-z]+))?", re.IGNORECASE
)
_NO_COUNT_BEFORE = words(
    """
    in band ward wards phase tier section level step stage cluster year week day month quarter
    grade wave group team site unit type category cohort domain standard goal
    january february march april may june july august september october november december
    """
)
_NO_PERSON_AFTER = (PATIENT_NOUNS - {"waiting"}) | words(
    """
    vacancies vacancy post posts role roles forum forums survey surveys story meeting meetings
    event events network networks room rooms training wellbeing turnover sickness absence side
    plan plans team teams numbers rota rotas shift shifts intranet engagement briefing briefings
    """
)


def has_small_number(text: str) -> bool:
    """Whether a text counts fewer than five people, none left aside."""
    folded = fold(text)
    return any(
        _counts_people(found)
        for pattern in (_SMALL_NUMBER, _ONE_PATIENT)
        for found in pattern.finditer(folded)
    )


def _counts_people(found: re.Match[str]) -> bool:
    """Not for “ward 3 staff” or “2 staff surveys”; a plural is never part of another noun."""
    if (found["before"] or "").strip().lower() in _NO_COUNT_BEFORE:
        return False
    plural = found["who"].lower().endswith("s")
    return plural or (found["next"] or "").lower() not in _NO_PERSON_AFTER
