"""What is looked at in the words of a weekly update before any of them is stored.

An update speaks of a service, not of a person: wording about the trust's own work against
suicide, self-harm or restraint passes, and colleagues may be named. Details of a patient and
wording of distress are faults at their field. Small numbers are warned of only, because whether
they could identify somebody is for the lead to judge.

Source: the Caldicott principles.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from programme.guard.distress import is_distress
from programme.guard.folding import fold
from programme.guard.patient_data import find_patient_data
from programme.guard.screening import HelpTexts, help_text
from programme.guard.small_numbers import has_small_number
from programme.update_faults import FieldFault, length_fault, texts_of
from programme.updates import Report

PATIENT_DATA = (
    "This looks as if it holds details of a patient, so none of it has been kept. Say it without "
    "names, numbers, dates of birth or addresses; patient matters belong in the clinical record."
)
SMALL_NUMBER = (
    "Small numbers can identify people: write “fewer than 5”, or leave the number out, "
    "unless nobody could tell who is meant."
)

_ON_LEAVE = re.compile(
    r"(?<!17 )\bon (?:(?:annual|sick|maternity|paternity|parental|adoption|study|special"
    r"|compassionate|carer's) )?leave\b",
    re.IGNORECASE,
)
_ACTIONS = re.compile(
    r"\b(?:taken|took|take) (?:too many|all|every)(?: of)?(?: (?:the|my|our|these|those))?"
    r" (?:actions?|minutes|notes|calls|referrals|meetings|points|feedback|comments|steps)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx)\b", re.IGNORECASE)
_IN_A_POST = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx)\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
    r"(?: (?:from|in|of) (?:the )?(?:estates|finance|HR|IT|digital|informatics|pharmacy"
    r"|procurement|facilities|communications)\b"
    r"|(?:, | \()(?:(?:our|the|deputy|associate|assistant|acting|interim|chief|lead|senior|ward"
    r"|service|team|clinical|medical|nursing|operations|programme|project|head of|director of) )*"
    r"(?:manager|director|nurse|matron|consultant|psychologist|officer|governor|chair|volunteer)\b)"
)
_WORK = re.compile(
    r"\b(?:care ?plan\w*|risk assessments?|medication|depot|diagnos[ei]s|tribunals?|dementia|autism"
    r"|depression|psychosis|ptsd|eupd|self-?harm) (?:audits?|training|champions?|pathways?"
    r"|templates?|forms?|polic(?:y|ies)|projects?|pilots?|awareness|standards?|tools?|modules?|e-learning"
    r"|friends|reviews?|clinics?|workshops?|strategy)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UpdateFindings:
    """What the guard found in an update.

    Attributes:
        faults: keep it from being stored; none repeats a word of the text.
        warnings: shown beside the field; the lead decides.
    """

    faults: tuple[FieldFault, ...] = ()
    warnings: tuple[FieldFault, ...] = ()


def look_at_update(
    report: Report | None,
    reason: str | None,
    texts: HelpTexts,
    *,
    said_before: Collection[str] = (),
) -> UpdateFindings:
    """Look at every free word of an update, field by field.

    Distress comes before anything else at a field, because help must be seen. Time grows with
    the length of the texts. Never raises.

    Args:
        report: what is said.
        reason: why there is nothing to report, or why something changes.
        texts: what people are told instead.
        said_before: texts of the goal that were kept before, word for word: their author has
            judged them, so they are warned of no more. Faults are faults again.
    """
    said = texts_of(report) if report else {}
    if reason:
        said["reason"] = reason
    faults = [fault for field, text in said.items() if (fault := _fault(field, text, texts))]
    faulty = {fault.field for fault in faults}
    warnings = [
        FieldFault(field, SMALL_NUMBER)
        for field, text in said.items()
        if field not in faulty and text not in said_before and has_small_number(text)
    ]
    return UpdateFindings(tuple(faults), tuple(warnings))


def look_at_words(text: str, texts: HelpTexts) -> str | None:
    """Why a line or message may not be kept, as a sentence; None when it may."""
    fault = _fault("", text, texts, any_length=True)
    return fault.sentence if fault else None


def _without_colleagues(folded: str) -> str:
    """The text without what only colleagues do: be on leave, hold a post, audit care plans."""
    folded = _ON_LEAVE.sub("away", folded)
    folded = _ACTIONS.sub("did the work", folded)
    folded = _IN_A_POST.sub("A colleague", folded)
    return folded if _TITLE.search(folded) else _WORK.sub("work", folded)


def _fault(
    field: str, text: str, texts: HelpTexts, *, any_length: bool = False
) -> FieldFault | None:
    of_work = _without_colleagues(fold(text))
    if is_distress(of_work):
        return FieldFault(field, help_text(texts))
    if find_patient_data(of_work):
        return FieldFault(field, PATIENT_DATA)
    return None if any_length else length_fault(field, text)
