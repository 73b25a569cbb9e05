"""Whether a text holds what could tell who a patient is.

Rule: patient data is never stored, embedded, logged or sent to a model, so a text is looked at
before any of these, and what was found is never shown again.
Source: the Caldicott principles; the identifiers listed in the NHS Data Dictionary (NHS number,
date of birth, postcode of usual address, local patient identifier).
"""

import re
from enum import StrEnum

from programme.guard.folding import fold
from programme.guard.nhs_number import (
    digit_runs,
    is_nhs_number,
    is_person_number,
    with_spoken_digits,
)
from programme.guard.patient_names import PATIENT_NOUNS, names_a_patient
from programme.guard.phrases import any_of

SENTENCE = (
    "That looks as if it holds details of a patient, so I have not read it further and have kept "
    "none of it. Please ask again without names, numbers, dates of birth or addresses; patient "
    "matters belong in the clinical record or with the patient's own team."
)


class PatientDataKind(StrEnum):
    """What sort of detail about a patient was found; never the detail itself."""

    NHS_NUMBER = "nhs_number"
    HOSPITAL_NUMBER = "hospital_number"
    DATE_OF_BIRTH = "date_of_birth"
    NATIONAL_INSURANCE = "national_insurance"
    POSTCODE = "postcode"
    NAME = "name"


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DAY_DATE = (
    r"(?:\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?\d{2,4}|\d{4}-\d{2}-\d{2}|(?<!\d)\d{6}(?!\d)"
    r"|(?<!\d)\d{8}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]?{_MONTH}[ ,.-]{{0,2}}\d{{2,4}}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{2,4}})"
)
_BIRTH = r"\b(?:d\.? ?o\.? ?b\b\.?|dates? of births?|birth ?dates?|birthdays?)"
_DATE_OF_BIRTH = any_of(
    rf"{_BIRTH}[^?!\n]{{0,20}}{_DAY_DATE}",
    rf"\bborn(?: on)?(?: the)?[ :]{{1,3}}{_DAY_DATE}",
    rf"{_DAY_DATE}\W{{0,3}}(?:is |as )?(?:\w+ )?{_BIRTH}",
    r"\b(?:patient|pt|he|she|client|service user)\b[^.?!\n]{0,25}\bborn in (?:19|20)\d\d\b",
    r"\b(?:d\.?o\.?b\b\.?|date of birth|year of birth)\W{0,3}(?:is )?(?:19|20)?\d\d\b",
)
_NATIONAL_INSURANCE = any_of(
    r"\b[a-z]{2}[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[a-d]\b",
    r"\b(?:national insurance|nino|ni) (?:no|num|number)\b\W*(?:is )?[a-z]{0,2}[ -]?\d\d[ -]?\d\d",
)
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)
_SOMEBODYS_HOME = any_of(
    r"\bpts?\b",
    r"\b(?:mr|mrs|miss|mx)\b",
    r"\b(?:he|she|who) (?:lives|resides|stays|moved)\b|\bliv(?:es|ing) (?:at|in) [^.?!\n]{0,20}\d",
    r"\b(?:his|her|home|patient|patient's|service user's|client's) (?:address|postcode|house"
    r"|flat)\b",
    r"\b(?:d\.?o\.?b|next of kin|my client)\b",
)


_ONE_PATIENT = re.compile(
    r"\b(?:patient|service user)(?:'s)?\b(?:[ -](?P<next>[a-z]+))?", re.IGNORECASE
)


def find_patient_data(text: str) -> tuple[PatientDataKind, ...]:
    """Which kinds of patient detail a text holds, each once; empty when there is none.

    Time grows with the length of the text. Never raises.
    """
    folded = fold(text)
    numbers = list(digit_runs(with_spoken_digits(folded)))
    nhs = any(map(is_nhs_number, numbers))
    found = {
        PatientDataKind.NHS_NUMBER: nhs,
        PatientDataKind.HOSPITAL_NUMBER: not nhs and any(map(is_person_number, numbers)),
        PatientDataKind.DATE_OF_BIRTH: bool(_DATE_OF_BIRTH.search(folded)),
        PatientDataKind.NATIONAL_INSURANCE: bool(_NATIONAL_INSURANCE.search(folded)),
        PatientDataKind.POSTCODE: bool(_POSTCODE.search(folded) and _speaks_of_a_home(folded)),
        PatientDataKind.NAME: names_a_patient(folded),
    }
    return tuple(kind for kind, present in found.items() if present)


def _speaks_of_a_home(folded: str) -> bool:
    """True when a postcode in this text would be where one person lives, not a site's."""
    if _SOMEBODYS_HOME.search(folded):
        return True
    return any(
        (m["next"] or "").lower() not in PATIENT_NOUNS for m in _ONE_PATIENT.finditer(folded)
    )
