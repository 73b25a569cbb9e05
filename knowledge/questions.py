"""What a question asks for: its subject, the kind of answer, and which edition."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.aliases import Aliases, phrase_stems
from knowledge.wording import fold, is_stop_word, stem, words
from programme.documents import Edition, EditionStatus


class Wanted(StrEnum):
    """The kind of thing that would answer."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    MONEY = "money"
    REASON = "reason"
    LIST = "list"
    SECTION = "section"
    STATEMENT = "statement"


class EditionWish(StrEnum):
    """Which edition a question is about."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    BOTH = "both"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the question speaks of.

    Attributes:
        stem: of the word as asked.
        word: the word as asked, folded.
        others: stems of what else it is called; each tuple counts when all of it is there.
        weight: how much it tells, 0 to 1.
    """

    stem: str
    word: str
    others: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart.

    Attributes:
        counted: for "how many X", the stems of X.
        dates: edition keys (document ids) the question names by period or title.
    """

    text: str
    terms: tuple[Term, ...]
    wanted: Wanted
    wish: EditionWish
    counted: tuple[str, ...] = ()
    about_editions: frozenset[str] = frozenset()
    asks_voices: bool = False

    @property
    def search_stems(self) -> list[str]:
        """The stems to look for in exact-word search, aliases included."""
        found = [t.stem for t in self.terms]
        found += [s for t in self.terms for other in t.others for s in other]
        return list(dict.fromkeys(found))


# Words that frame a question about documents rather than name its subject.
_FRAME = frozenset(
    """
    strategy strategies document documents plan plans trust trusts organisation say says said
    state mention mentions described describe tell remind know called name names list question
    please thanks thank hi hello true north norths think thought wondering quick current currently
    latest new now today present previous previously old older former last earlier superseded
    prior before mean means meaning definition define about regarding thing things way ways kind
    sort type aim aims aimed aiming target targets targeted goal goals set sets happen happens
    ok hey actually still year years many much number figure percent percentage proportion share
    rate level
    """.split()
)
_FRAME_WEIGHT = 0.2
_WEAK = frozenset(
    """strategy strategies document documents plan plans trust trusts say says said please thanks
    thank hi hello remind tell mention mentions question ok hey think thought wondering actually
    still current currently latest new now today present previous previously old older former last
    earlier superseded prior know thing things""".split()
)

_OLD = re.compile(
    r"\b(?:old|older|previous|previously|superseded|former|earlier|prior|last|outgoing|expired)\b"
    r"(?!\s+(?:year|month|week|few|three|two|people|patients|resort))"
)
_BEFORE = re.compile(r"\b(?:used to|before(?: that| this)?\s*[?.!]*$|was it before|previously)\b")
_NEW = re.compile(
    r"\b(?:current|currently|new|newest|latest|now|in force|present|today|this)\b"
    r"(?:\s+\w+){0,2}?\s*\b(?:strategy|plan|edition|version|policy)?\b"
)
_COMPARES = re.compile(
    r"\b(?:compar\w+|differ\w*|chang(?:e|ed|es)\s+(?:from|since|between)|versus|vs|both|"
    r"what was it before|and before|than before|then and now|used to be)\b"
)
_YEARS = re.compile(r"\b(20\d\d)\s*(?:to|until|-|/)\s*(?:20)?(\d\d)\b")

_HOW_MANY = re.compile(r"\bhow many\b|\b(?:what|which) (?:is the )?number of\b|\bnumber of\b|\bheadcount\b")
_NUMBER = re.compile(
    r"\bhow (?:many|much|often|long|far|big|large|old|soon|quickly|fast|high|low)\b"
    r"|\bwhat (?:\w+ ){0,3}?(?:percentage|percent|proportion|share|number|figure|rate|score|level|"
    r"amount|target|cut|reduction|rise|increase|size|ratio|fraction|population|per cent)\b"
    r"|\b(?:percentage|proportion|per cent|what %|% of|by how much|figure for|target for|"
    r"rise by|fall by|increase by|reduce by|reduced by|cut by|drop by|go up by|down by|up by)\b"
    r"|\btargets?\b"
)
_DATE = re.compile(
    r"\b(?:when|by when|what (?:date|year|month|day)|which (?:year|month|date)|what time|deadline|"
    r"how soon|due date|start date|end date|from what date)\b"
)
_PERSON = re.compile(
    r"^(?:so |and |but )?who(?:'s|se| is| are| was| leads| runs| owns| chairs| will)?\b|\bwho (?:leads|runs|owns|chairs|is|"
    r"are|will|do|does|did|has|should|to)\b|\bname of the\b|\bwhose\b|\bnamed? person\b"
)
_PLACE = re.compile(r"\bwhere\b|\bwhich (?:site|building|town|address|location)s?\b|\baddress\b")
_MONEY = re.compile(
    r"\b(?:budget|cost|costs|price|funding for|how much money|how much (?:will|does|did|do) .*\b"
    r"(?:cost|spend|pay|save)|£|pounds|salary|pay rate|spend on|savings? target)\b"
)
_REASON = re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b|\bwhat(?:'s| is) the point\b|\brationale\b")
_LIST = re.compile(
    r"\bwhat are (?:the|our|its|your)\b|\blist\b|\bname the\b|\bwhich (?:\w+ )?(?:\w+s) (?:are|were|do|did|have|will)\b"
    r"|\bwhat (?:will|would|did|do|does|have|has|are|were) (?:\w+ ){1,6}?(?:do|done|doing|say|said|tell|told|change|changes|"
    r"measured|different|recognised|include|includes|involve|involves|commit|promise|promised|improve|deliver)\b"
    r"|\bhow (?:will|do|does|is|are|did|would|shall|can) (?:\w+ ){0,4}?(?:measur\w*|know|judg\w*|track\w*|achiev\w*|tell)\b"
    r"|\bwhat (?:measures|values|principles|steps|actions|things|achievements|commitments|priorities|"
    r"objectives|aims|goals|ambitions|capabilities|enablers|promises|changes|pillars|areas|rights)\b"
    r"|\bwhat(?:'s| is) (?:\w+ ){0,3}?(?:different|included|measured)\b|\bmeasures of success\b|\bsuccess measures?\b"
)
_SECTION = re.compile(
    r"\b(?:which|what) (?:of (?:the|our) )?(?:\w+ )?(?:true norths?|aims?|ambitions?|pillars?|enablers?|sections?|priorit(?:y|ies)|"
    r"objectives?|capabilit(?:y|ies)|headings?|chapters?|parts?|themes?|goals?|domains?)\b(?: of (?:the )?\w+)? (?:\w+ ){0,8}?"
    r"(?:under|cover|covers|covered|include|includes|fall|falls|falling|belong|belongs|deal|deals|mention|mentions|"
    r"in|within|to|about|contain|contains|sit|sits|for|with|on|have|has|is|are)\b"
)
_VOICES = re.compile(
    r"\b(?:quote|quotes|quotation|in their (?:own )?words|what (?:did|do|does|have|has) .*\b(?:say|said|tell|told|feel|think))\b"
)


def analyse(
    text: str,
    aliases: Aliases,
    rarity: Callable[[str], float],
    editions: Mapping[str, Edition],
) -> Question:
    """Take a question apart.

    Args:
        rarity: how telling a stem is in the documents, 0 to 1 (1 for one they do not hold).
        editions: the editions that can be asked about, by document id.
    """
    folded = fold(text)
    tokens = tuple(words(text))
    terms = _terms(tokens, aliases, rarity)
    wanted = _wanted(folded)
    wish, named = _edition_wish(folded, editions)
    return Question(
        text=text,
        terms=terms,
        wanted=wanted,
        wish=wish,
        counted=_counted(folded) if wanted is Wanted.NUMBER else (),
        about_editions=named,
        asks_voices=bool(_VOICES.search(folded)),
    )


def _terms(
    tokens: tuple[str, ...], aliases: Aliases, rarity: Callable[[str], float]
) -> tuple[Term, ...]:
    hits = aliases.found(tokens)
    spans = {i: (start, end, others) for start, end, others in hits for i in range(start, end)}
    years = {t for t in tokens if re.fullmatch(r"20\d\d", t)}
    made: dict[str, Term] = {}
    for place, word in enumerate(tokens):
        if is_stop_word(word) and place not in spans or word in years:
            continue
        if is_stop_word(word):
            continue
        root = stem(word)
        others: tuple[tuple[str, ...], ...] = ()
        if place in spans:
            others = tuple(phrase_stems(phrase) for phrase in spans[place][2])
        weight = max(rarity(root), 0.12)
        if word in _WEAK:
            weight *= 0.08
        elif word in _FRAME:
            weight *= _FRAME_WEIGHT
        known = made.get(root)
        if known is None or known.weight < weight:
            made[root] = Term(stem=root, word=word, others=others, weight=weight)
    return tuple(made.values())


def _wanted(folded: str) -> Wanted:
    if _SECTION.search(folded):
        return Wanted.SECTION
    if _REASON.search(folded):
        return Wanted.REASON
    if _MONEY.search(folded) and re.search(r"\b(?:what|how much|budget|£)", folded):
        return Wanted.MONEY
    if _DATE.search(folded) and not _HOW_MANY.search(folded):
        first = _DATE.search(folded)
        # "when" as a conjunction ("support when I need it") asks for no date.
        if first and (first.group() != "when" or folded.startswith(("when", "so when", "and when"))
                      or re.search(r"\bby when\b|\bwhen (?:will|is|are|was|were|did|does|do)\b", folded)):
            number = _NUMBER.search(folded)
            return Wanted.NUMBER if number and number.start() < first.start() else Wanted.DATE
    if _HOW_MANY.search(folded):
        return Wanted.NUMBER
    if _LIST.search(folded) and not re.search(r"\bhow (?:many|much)\b|\bby how\b", folded):
        return Wanted.LIST
    if _NUMBER.search(folded):
        return Wanted.NUMBER
    if _PERSON.search(folded):
        return Wanted.PERSON
    if _PLACE.search(folded):
        return Wanted.PLACE
    return Wanted.STATEMENT


def _counted(folded: str) -> tuple[str, ...]:
    """The stems of what "how many" counts: the nouns up to the verb."""
    found = re.search(
        r"\bhow many ((?:[\w&'-]+ ?){1,5})|\bnumber of ((?:[\w&'-]+ ?){1,4})", folded
    )
    if not found:
        return ()
    counted: list[str] = []
    for word in words(found.group(1) or found.group(2)):
        if is_stop_word(word):
            break
        counted.append(stem(word))
    return tuple(counted)


def _edition_wish(
    folded: str, editions: Mapping[str, Edition]
) -> tuple[EditionWish, frozenset[str]]:
    named = frozenset(_named(folded, editions))
    statuses = {editions[key].status for key in named}
    old = bool(_OLD.search(folded) or _BEFORE.search(folded))
    compares = bool(_COMPARES.search(folded))
    says_new = bool(_NEW.search(folded))
    if len(statuses) == 2 or (old and says_new and _both_halves(folded)) or (compares and old):
        return EditionWish.BOTH, named
    if statuses == {EditionStatus.SUPERSEDED}:
        return EditionWish.SUPERSEDED, named
    if statuses == {EditionStatus.CURRENT} and not old:
        return EditionWish.CURRENT, named
    if old:
        return EditionWish.SUPERSEDED, named
    if says_new and re.search(r"\b(?:current|new|latest)\b", folded):
        return EditionWish.CURRENT, named
    return EditionWish.EITHER, named


def _both_halves(folded: str) -> bool:
    return bool(re.search(r"\b(?:and|or|from|to|versus|vs|than|compared)\b", folded))


def _named(folded: str, editions: Mapping[str, Edition]) -> Iterable[str]:
    """The editions whose period a question writes out."""
    spans = [(int(a), int(a[:2] + b)) for a, b in _YEARS.findall(folded)]
    for key, edition in editions.items():
        if edition.period and (edition.period.start, edition.period.end) in spans:
            yield key


def stems_of(texts: Sequence[str]) -> frozenset[str]:
    """All stems of some texts, stop words included."""
    return frozenset(stem(word) for text in texts for word in words(text))
