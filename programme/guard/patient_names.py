"""Whether a text names somebody as a patient.

A name alone is no patient's name: colleagues and board members have names too. It becomes one
beside words that say so: a ward, a diagnosis, a section, an admission, a medicine.
"""

import re

from programme.guard.given_names import GIVEN_NAMES
from programme.guard.phrases import any_of, words

_STAFF_ROLES = any_of(
    r"\bward (?:manager|sister|clerk|matron|lead|based|team|round)s?\b",
    r"\b(?:patient (?:safety|experience|flow|involvement|participation)|care|clinical|medical"
    r"|discharge|bed|service|team|nursing|operations?|deputy|associate|programme|project|section)"
    r" (?:and \w+ )?(?:lead|manager|coordinator|co-ordinator|director|officer|head|partner)s?\b",
    r"\b(?:head|director|chair|lead) (?:of|for) (?:\w+ ){0,3}\w+",
    r"\bcommunity (?:mental health )?nurse\b",
)
_CARE = any_of(
    r"\b(?:ward|bed|diagnos\w+|sectioned|section \d+|on a? ?section|admitted|admission"
    r"|discharg\w+)\b",
    r"\b(?:medicat\w+|meds|depot|dose|tablets|prescri\w+|inject\w+|therapy|treatment|treated)\b",
    r"\b(?:psycho\w+|bipolar|schizo\w+|depress\w+|anxi\w+|dementia|overdose\w*|self-?harm\w*)\b",
    r"\b(?:autis\w+|adhd|personality disorder|eupd|ocd|ptsd|anorexi\w+|paranoi\w+|manic|mania)\b",
    r"\b(?:suicid\w+|delusion\w*|hallucinat\w+|voices|relapse\w*|symptoms?|seclu\w+|restrain\w*)\b",
    r"\b(?:patient|pt|in crisis|care ?plan|risk assessment|detained|tribunal|awol|mental state)\b",
    r"\b(?:referr(?:ed|al)|appointment|waiting (?:list|for)|case ?notes|medical notes|caseload)\b",
    r"\b(?:cpn|capacity|under (?:the )?(?:cmht|mht|home treatment|crisis team)|mha)\b",
)
_TITLED = re.compile(
    r"\b(?:[Mm](?:[Rr][Ss]?|[Xx])\.? ?(?P<mr>[A-Za-z][A-Za-z'-]*)"
    r"|(?:M(?:s|iss)\.? |M(?:S|ISS)\.? )(?P<ms>[A-Z][A-Za-z'-]*))"
)
_NOT_A_SURNAME = words(
    """
    chair chairman chairperson president speaker scan scans scanner scanning imaging and or in
    is teams word office excel forms powerpoint outlook sharepoint windows access project
    """
)

PATIENT_NOUNS = words(
    """
    safety experience experiences flow participation reported reporting led voice voices portal
    council care outcome outcomes feedback survey surveys involvement engagement information
    record records satisfaction harm harms group groups forum journey journeys pathway pathways
    needs need rights story stories transport numbers activity data and carer carers centred
    centered facing communication communications race level access choice contact contacts wait
    waits waiting time times demand population advice initiated partnership partner partners
    public representative leadership strategy charter property catering meals food environment
    family families friends services service user users quality risk incident incidents days bed
    beds admission administration education experience-led leaders research recruitment app apps
    held owned first focus focused treatment board trust nhs
    """
)
"""Words that follow "patient" where no one patient is meant."""
_NO_NAMES = PATIENT_NOUNS | {"with", "at", "on", "from", "in", "of", "knows"}
_ACRONYMS = words(
    """
    ED AE IT AI QI MH LD PE HR OT GP MHT NHS CQC FFT EDI ICS ICB CMHT EPR RIO DNA LOS SMI PICU
    KMPT OAP CYP PREM PROM PROMS PREMS CRHT SPOC CPA OK TV UK ID NO VS KPI KPIS SPC RAG WTE
    """
)
_CALLED_PATIENT = re.compile(
    r"\b(?P<whose>(?:[Mm]y|[Oo]ur|[Tt]his|[Tt]he|[Tt]hat|[Aa]|[Hh]is|[Hh]er|[Oo]ne) (?:\w+ )?)?"
    r"(?P<noun>[Pp]atients?|PATIENT|[Pp]t|PT|[Ss]ervice [Uu]ser|[Cc]lient|[Ii]npatient)"
    r"(?P<link>,? (?:called|named|is called)|,| -|:)? "
    r"(?P<first>[A-Za-z][A-Za-z.'-]*)(?: (?P<second>[A-Za-z][A-Za-z'-]*))?"
)
_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}|[A-Z]{2,3}\.?")
_INITIALS_IN_CARE = re.compile(
    r"\b(?P<who>[A-Z]{2}) (?:was|is|has been|got|being) "
    r"(?:admitted|sectioned|detained|discharged|diagnosed|restrained|secluded)\b"
)

_NAME_GIVEN = re.compile(
    r"\b(?:[Pp]atient|PATIENT|[Pp]t|[Cc]lient|[Ss]ervice [Uu]ser)(?:'s)? (?:full )?(?:name|NAME"
    r"|Name)"
    r"(?:\W{1,3}| is )[A-Z]"
)
_SURNAME_FIRST = re.compile(
    r"\b(?:[Pp]atient|[Pp]t|PT|[Cc]lient|[Ss]ervice [Uu]ser):? [A-Z][a-z'-]+, [A-Z](?:\.|\b)(?!-)"
)

_AFTER_NAME = any_of(
    r"^(?: [A-Z][\w'-]+)?(?:'s?)?,? (?:\([^)]{0,30}\) )?(?:who )?"
    r"(?:(?:is|was|has|had|been|got|gets|being|keeps|currently|still|now|also|just|recently|not"
    r"|last|first|ever|previously|to be|needs|should be|will be) )*"
    r"(?:(?:re)?admitted|sectioned|detained|discharged|diagnosed|medicated|restrained|secluded"
    r"|on (?:a )?section\b|on (?:the )?(?:\w+ )?ward\b|on (?:\w+ )?(?:leave|obs)\b|in seclusion"
    r"|(?:took|taken|taking|refusing|stopped taking|missed|missing) (?:\w+ )?(?:meds|medication"
    r"|tablets|depot|dose|overdose)|diagnos[ie]s|meds\b|medication\b|section \d|care ?plan\b"
    r"|depot\b"
    r"|case ?notes\b|medical record|rio record|symptoms|psychosis|risk assessment|tribunal"
    r"|awol\b|psychotic|suicidal|manic|hearing voices|self-?harm|has (?:bipolar|schizo|dementia))",
    r"^(?: [A-Z][\w'-]+)?,? (?:(?:is|was|has|had|with|got|who) ){1,2}(?:\w+ )?"
    r"(?:bipolar|schizo\w+|dementia|depression|anorexia|psychosis|eupd|ptsd|autism)\b",
)
_BEFORE_NAME = any_of(
    r"\b(?:which|what) (?:ward|bed|cmht|section) (?:is |was )?$",
    r"\b(?:check|pull up|find|open|read|see|get|show)(?: me)? (?:\w+ )?(?:notes|records?|file"
    r"|history)"
    r" (?:of|for|on) $",
    r"\b(?:diagnosis|case ?notes|medication|meds|care ?plan|medical records?|patient|risk"
    r" assessment"
    r"|admission|discharge|depot|symptoms|section) (?:for|of|about|on) $",
    r"\b(?:admit|section|discharge|detain|restrain|medicate|seclude)(?:ed|ing)? $",
)
_WORD = re.compile(r"[A-Za-z][a-z]+")


def names_a_patient(folded: str) -> bool:
    """True when a folded text names a person in words that make the person a patient."""
    return (
        _titled_in_care(folded)
        or _called_patient(folded)
        or bool(_NAME_GIVEN.search(folded) or _SURNAME_FIRST.search(folded))
        or _given_name_in_care(folded)
        or any(m["who"] not in _ACRONYMS for m in _INITIALS_IN_CARE.finditer(folded))
    )


def _titled_in_care(folded: str) -> bool:
    titled = any(
        (found["mr"] or found["ms"]).lower() not in _NOT_A_SURNAME
        for found in _TITLED.finditer(folded)
    )
    return titled and bool(_CARE.search(_STAFF_ROLES.sub(" ", folded)))


def _called_patient(folded: str) -> bool:
    return any(_is_name(found) for found in _CALLED_PATIENT.finditer(folded))


def _is_name(found: re.Match[str]) -> bool:
    first, second = found["first"], found["second"] or ""
    if first.lower().rstrip(".") in _NO_NAMES:
        return False
    if _INITIALS.fullmatch(first):
        return first.strip(".") not in _ACRONYMS and bool(
            found["whose"] or "." in first or found["noun"].lower() == "pt"
        )
    if first.lower() in GIVEN_NAMES:
        return True
    if found["noun"].lower().endswith("s"):
        return False
    capital = first[0].isupper() and first[1:].islower()
    mine = (found["whose"] or "").lower().startswith(("my ", "this ", "that ", "his ", "her "))
    named = "called" in (found["link"] or "") or "named" in (found["link"] or "")
    return capital and (named or mine or (second.istitle() and second.lower() not in _NO_NAMES))


def _given_name_in_care(folded: str) -> bool:
    for found in _WORD.finditer(folded):
        if found.group().lower() not in GIVEN_NAMES:
            continue
        after = folded[found.end() : found.end() + 80]
        before = folded[max(0, found.start() - 40) : found.start()]
        if _AFTER_NAME.search(after) or _BEFORE_NAME.search(before):
            return True
    return False
