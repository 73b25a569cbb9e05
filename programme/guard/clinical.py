"""Whether a text asks for a clinician's judgement.

Rule: this assistant reads strategy documents; doses, diagnoses, the choice of a medicine and what
to do about one patient belong with those who may decide them. Medicines and diagnoses are also
subjects of a strategy (incidents, waits, systems), and such questions pass.
Source: MHRA, "Software and artificial intelligence as a medical device": advice on the treatment
of an individual is a medical purpose; the Mental Health Act 1983 and Mental Capacity Act 2005 for
who decides on detention and capacity.
"""

from programme.guard.phrases import STRATEGY, any_of

SENTENCE = (
    "I cannot help with clinical questions such as medicines, doses, diagnosis or the care of one "
    "person. Please ask the prescriber, the ward pharmacist or the on-call team, or look in the "
    "trust's clinical policies."
)

_MEDICINE = (
    r"\b(?:\w+(?:azepam|azolam|idone|iprazole|promazine|thixol|peridol|oxetine|alopram|triptyline"
    r"|ipramine|faxine|valproate|trigine|azepine|zapine|apine|codone|opiclone|zolpidem|sulpride"
    r"|olol|pril|statin|formin|prazole|cillin|mycin|azine|cyclidine|xolone|norphine)"
    r"|lithium|sertraline|valproate|depakote|trazodone|melatonin|methadone|morphine|codeine"
    r"|naloxone|insulin|paracetamol|ibuprofen|aspirin|ketamine|ritalin|methylphenidate|lisdex\w+"
    r"|acuphase|clopixol|depixol|prozac|valium|memantine|donepezil|warfarin|pregabalin|gabapentin"
    r"|lamotrigine|topiramate|ssris?|snris?|maois?|benzodiazepines?|benzos?|antipsychotics?"
    r"|antidepressants?|mood stabilisers?|hypnotics?|stimulants?|opioids?|antibiotics?|statins?)\b"
)
_REMEDY = (
    r"(?:medications?|medicines?|meds|drugs?|tablets?|antidepressants?|antipsychotics?|depots?"
    r"|ssris?"
    r"|sedatives?|injections?|mood stabilisers?|benzos?|sleeping pills?|painkillers?)"
)
_CONDITION = (
    r"(?:psycho\w+|bipolar|schizo\w+|depress\w+|anxi\w+|dementia|alzheimer\w*|autis\w+|adhd|ocd"
    r"|ptsd"
    r"|eupd|bpd|mania|manic|anorexi\w+|bulimi\w+|deliri\w+|catatoni\w+|insomnia|epilep\w+|seizures?"
    r"|personality disorder|agitat\w+|akathisia|serotonin syndrome|panic attacks?|withdrawal"
    r"|addiction|dystonia|paranoi\w+|hallucinat\w+|delusion\w*|voices|post-?natal|perinatal"
    r" depression)"
)
_THIS_PERSON = (
    r"(?:(?:my|this|our|that|another) (?:[\w-]+ ){0,3}(?:patient|pt|service user|client|man|woman"
    r"|lady|gentleman|girl|boy|child|teenager|person|inpatient|male|female|resident|son|daughter"
    r"|mum"
    r"|mother|dad|father|husband|wife|partner|brother|sister|friend)\b|\b(?:him|her|he|she)\b"
    r"|\bm(?:rs?|x)\b|\b\d{1,2}[ -]?(?:y/?o|yrs?|years?)[ -]?old\b(?! (?:strategy|plan))|\b\d\d"
    r" ?yo\b)"
)
_ONE_PERSON = (
    rf"(?:{_THIS_PERSON}|\b(?:the|a|an) (?:[\w-]+ ){{0,3}}(?:patient|pt|service user|client"
    rf"|person|man"
    r"|woman|lady|gentleman|girl|boy|child|teenager|inpatient|resident)\b)"
)
_ACT = (
    r"(?:section|detain|admit|discharge|restrain|seclude|medicate|sedate|prescribe|increase"
    r"|decrease"
    r"|titrate|taper|stop|start|switch|give|administer|withhold|diagnose|force|treat|inject|recall"
    r"|tranquillise|change|swap|combine|crush|reduce)"
)

_DOSE = any_of(
    rf"{_MEDICINE}[^.?!\n]{{0,40}}\b(?:dos(?:e|es|age|ing)|mg|mcg|micrograms?|side[ -]?effects?"
    r"|interact\w*|contra-?indicat\w+|pregnan\w+|breast-?feeding|overdose|titrat\w+|taper\w*"
    r"|half[ -]life|blood levels?|toxic\w*|alcohol|prn)\b(?! (?:audit|incident|error))",
    r"\b(?:dos(?:e|es|age|ing)|mg|mcg|micrograms?|side[ -]?effects?|interact\w*|contra-?indicat\w+"
    rf"|taper\w*|titrat\w+|crush|wean\w*|equivalent)\b[^.?!\n]{{0,30}}{_MEDICINE}",
    rf"\bhow (?:much|many|often|quickly|long)\b[^.?!\n]{{0,30}}\b(?:give|take|prescribe|use"
    rf"|inject)\b"
    rf"[^.?!\n]{{0,20}}{_MEDICINE}",
    rf"\bhow (?:much|many) (?:mg of )?{_MEDICINE}",
    r"\b\d+(?:\.\d+)? ?(?:mg|mcg|micrograms?|units of insulin)\b",
    r"\b(?:max\w*|starting|usual|right|correct|safe\w*|recommended|normal|daily|lethal|loading"
    r"|first"
    r"|standard|initial|double) (?:\w+ )?(?:dos(?:e|age)s?)\b(?! (?:audit|incident))",
    r"\b(?:what|which|how (?:much|big|high|large)) (?:[\w-]+ ){0,2}dos(?:e|es|age|ages)\b"
    r"(?! (?:errors?|incidents?|audits?))",
    # A person's own health.
    rf"\b(?:do i have|have i got|might i have|could i have|i think i have|i've got|i have got|i"
    rf" might have"
    rf"|i may have)(?: \w+){{0,2}} (?:{_CONDITION}|symptoms|a (?:rash|lump|fever|temperature"
    rf"|headache)"
    r"|chest pains?)\b",
    r"\bmy (?:chest|head|heart|stomach|back|arms?|legs?|throat) (?:\w+ )?(?:hurts?|aches?)\b",
    r"\bmy (?:symptoms|diagnosis|medication|meds|antidepressants?|blood (?:test|pressure)"
    r"|prescription"
    r"|tablets|rash|headaches?|chest pains?|depression|anxiety|adhd|bipolar)\b",
)

_CARE_OF_ONE = any_of(
    # What to do about one person.
    rf"\b(?:should|shall|can|could|must|may|do|would you|how (?:do|can|should)|when (?:do|can"
    rf"|should))"
    rf" (?:i|we|you|they|the (?:ward|team|doctor|nurse)) (?:\w+ ){{0,2}}{_ACT}\b[^.?!\n]{{0,40}}"
    rf"(?:{_ONE_PERSON}|\b{_REMEDY}\b|{_MEDICINE})",
    r"\b(?:should|can|could|do|may) (?:i|we|you) (?:\w+ )?section (?!the|of|on|out|up|\d)\w+",
    rf"{_ONE_PERSON}[^.?!\n]{{0,60}}\b(?:lacks?|have|has|assess\w*|lost"
    rf"|retain\w*)\b[^.?!\n]{{0,12}}"
    r"\b(?:mental )?capacity\b",
    rf"\b(?:does|has|is|lacks?)\b[^.?!\n]{{0,20}}{_ONE_PERSON}[^.?!\n]{{0,20}}\bcapacity\b",
    rf"{_ONE_PERSON}[^?!\n]{{0,80}}\b(?:hearing voices|hears voices|stopped eating|not eating"
    rf"|refus\w+"
    rf"|symptoms?|side[ -]?effects?|diagnos\w+|sectionable|sectioned|detainable|{_REMEDY}|dose|mg"
    rf"|hallucinat\w+|delusion\w*|agitated|aggressive|psychotic|manic|confused|paranoid|catatonic"
    rf"|what should (?:i|we) do|what do (?:i|we) do|presenting with|presents with)\b[^\n]{{0,80}}"
    r"(?:\?|\b(?:should|what|which|how|is (?:it|this)|could|can|do i|do we)\b)",
    rf"\b(?:should|what|how|can|could|do i|do"
    rf" we)\b[^?!\n]{{0,60}}{_ONE_PERSON}[^?!\n]{{0,60}}\b(?:refus\w+"
    r"|agitated|hearing voices|stopped eating|not eating|psychotic|manic|catatonic|sectionable"
    r"|suicidal)\b",
    r"\b(?:is|are) (?:he|she|they|(?:my|the|this) (?:patient|pt|client|service user)) (?:\w+"
    r" )?(?:fit|safe|ready"
    r"|well enough|sectionable|detainable|psychotic|manic|delirious|autistic|bipolar)\b",
    rf"\b(?:which|what|best|right|recommend\w*|suitable|suggest\w*|prescribe"
    rf"|give)\b[^.?!\n]{{0,40}}\b"
    rf"(?:{_REMEDY}|treatments?|therap(?:y|ies)|sections?|care plans?)\b[^.?!\n]{{0,40}}\b(?:for"
    rf"|to|with|give)"
    rf"\b[^.?!\n]{{0,15}}{_ONE_PERSON}",
    rf"\b(?:does|has|is|could|might|can) {_THIS_PERSON}[^.?!\n]{{0,30}}\b{_CONDITION}\b",
    r"\b(?:section [235]|5\(2\)|5\(4\)|s136|section 136)\b[^.?!\n]{0,40}" + _ONE_PERSON,
    rf"{_ONE_PERSON}[^.?!\n]{{0,40}}\b(?:section [2345]|5\(2\)|5\(4\)|136)(?!\w)",
    rf"{_THIS_PERSON}[^?!\n]{{0,80}}{_MEDICINE}",
    rf"\b(?:mental )?capacity (?:for|of|in) {_ONE_PERSON}",
    r"\b(?:patient|pt|his|her|client)(?:'s)? (?:creatinine|ecg|qtc|bloods?|bp|blood (?:pressure"
    r"|sugar|test)|potassium|sodium"
    r"|lithium|neutrophils?|temperature|pulse|hba1c|bmi|mri|ct scan|white cells?)\b",
)

_UNLESS_STRATEGY = any_of(
    rf"\bis (?:this|that|it) (?:an? )?{_CONDITION}\b",
    rf"\b(?:which|what) (?:{_MEDICINE}|{_REMEDY}) (?:has|have|is|are|does|do|should|would|can"
    rf"|causes?|works?)\b",
    r"\bdiagnose (?:this|these|me|him|her)\b",
    rf"\bwhy (?:am|do|have) i (?:\w+ ){{0,4}}{_CONDITION}\b",
    rf"\bwhat (?:do|should|can|would) (?:i|we|you) (?:give|prescribe|use|do|try) (?:\w+"
    rf" ){{0,3}}?(?:for|with|about)"
    rf" (?:[\w-]+ ){{0,2}}{_CONDITION}\b",
    r"\b(?:ok|okay|safe|fine|all ?right|dangerous) (?:for \w+ )?to (?:\w+ )?(?:double|stop|give"
    r"|skip|crush|mix|increase|take"
    rf"|restart|miss|combine|start|change|use)\b[^.?!\n]{{0,25}}(?:{_MEDICINE}|\b{_REMEDY}\b"
    rf"|\bdose\b)",
    rf"\b(?:sounds?|looks?|seems?) like (?:[\w-]+ ){{0,2}}{_CONDITION}\b",
    rf"\b(?:give|giving|prescrib\w+|switch\w*|stop\w*|start\w*|tak(?:e|ing)|withdraw\w*|swap|mix)\b"
    rf"[^.?!\n]{{0,30}}{_MEDICINE}",
    rf"\b(?:can|should|may|could) (?:i|we|you|he|she|they|someone|people"
    rf"|patients)\b[^.?!\n]{{0,40}}"
    rf"(?:{_MEDICINE}|\b{_REMEDY}\b)",
    rf"\bhow (?:to|do (?:i|we|you)|should (?:i|we)) manage (?:[\w-]+ ){{0,2}}(?:{_CONDITION}\b"
    rf"|acute )",
    rf"{_MEDICINE}[^.?!\n]{{0,30}}\b(?:safe|together with|work|help|for|or)\b",
    r"\bside[ -]?effects?\b|\bcontra-?indicat\w+|\bdrug interactions?\b|\bhalf[ -]life of\b",
    rf"\b(?:best|recommended|safest|strongest|first[ -]line|right|correct|most effective|good)\b"
    rf"[^.?!\n]{{0,20}}\b(?:{_REMEDY}|treatments?|therap(?:y|ies))\b",
    rf"\b(?:{_REMEDY}|treatment|therapy)\b[^.?!\n]{{0,25}}\b(?:best|safest|works? (?:best|for)"
    rf"|recommended|first[ -]line|should (?:i|we|he|she|they|someone|you))\b",
    rf"\b(?:which|what) (?:\w+ )?{_REMEDY}\b[^.?!\n]{{0,30}}\b(?:for|to treat|treats?|helps?|with"
    rf"|given?|used?|do"
    r" (?:i|we|you))\b",
    rf"\b(?:symptoms?|signs|causes?|cure|prognosis|diagnos(?:is|e|ing)|treatment) (?:of|for) "
    rf"(?:[\w-]+ ){{0,2}}{_CONDITION}\b",
    rf"\b(?:how (?:do|can|should|would) (?:i|we|you|doctors?|nurses?|clinicians?)) (?:\w+ )?"
    rf"(?:treat|diagnose|medicate|sedate|cure|recognise) (?:[\w-]+ ){{0,3}}{_CONDITION}\b(?!"
    rf" (?:faster|sooner|earlier|quicker|more|better))",
    rf"\bhow (?:is|are) (?:[\w-]+ ){{0,2}}{_CONDITION} (?:treated|diagnosed|cured|medicated)\b",
    r"\b(?:what (?:do|could|does|might) (?:these|those|the|this|my) symptoms?|interpret (?:these"
    r"|this|the|my)"
    r" (?:symptoms?|bloods?|results?|ecg))\b",
    r"\b(?:rapid(?:ly)? tranquilli[sz]\w+)\b[^.?!\n]{0,40}\b(?:what|how|which|give|use)\b",
    r"\bhow do (?:i|we|you) (?:\w+ )?rapid(?:ly)? tranquilli[sz]\w+",
    r"\b(?:should|can) (?:i|we) (?:give|prescribe|administer)\b",
    r"\b(?:lorazepam|haloperidol|clozapine|olanzapine|lithium) (?:level|dose|protocol|monitoring)",
)


_PARTICULAR = any_of(_THIS_PERSON)

_SOUNDS_LIKE = any_of(
    rf"\bis (?:this|that|it) (?:an? )?{_CONDITION}\b",
    r"\b(?:does|do|could|would|might|can) (?:this|that|it|these|those) (?:\w+ )?(?:sound|look"
    r"|seem|be|mean|point"
    r" to|suggest)\b|\b(?:sounds|looks|seems) like\b|\bis (?:this|that|it) (?:likely|possibly"
    r"|probably|a case of"
    r"|normal|serious|an emergency)\b|\bwhat(?:'s| is| could be) (?:wrong|the matter|causing)\b",
)
"""Asking what somebody's state amounts to: with one person in the text, a diagnosis."""


def is_clinical(folded: str) -> bool:
    """True when a folded text asks for clinical advice."""
    if _DOSE.search(folded):
        return True
    if _SOUNDS_LIKE.search(folded) and _PARTICULAR.search(folded):
        return True
    about_strategy = bool(STRATEGY.search(folded))
    if _CARE_OF_ONE.search(folded) and (_PARTICULAR.search(folded) or not about_strategy):
        return True
    return bool(_UNLESS_STRATEGY.search(folded)) and not about_strategy
