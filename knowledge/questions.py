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
    INDIVIDUAL = "individual"
    NAME = "name"
    WHICH = "which"
    CONTACT = "contact"
    PLACE = "place"
    MONEY = "money"
    REASON = "reason"
    LIST = "list"
    SECTION = "section"
    STATEMENT = "statement"


class Modality(StrEnum):
    """Whether a question asks what is aimed at or what is so."""

    TARGET = "target"
    ACTUAL = "actual"
    OPEN = "open"


class EditionWish(StrEnum):
    """Which edition a question is about."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    BOTH = "both"
    EITHER = "either"
    RATHER_SUPERSEDED = "rather_superseded"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the question speaks of.

    Attributes:
        stem: of the word as asked.
        word: the word as asked, folded.
        others: stems of what else it is called; each tuple counts when all of it is there.
        weight: how much it tells, 0 to 1.
        place: where the word stands in the question's core, start and end.
    """

    stem: str
    word: str
    others: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0
    place: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart.

    Attributes:
        text: as asked.
        core: without who is asking and what for.
        counted: for "how many X", the stems of X.
        about_editions: document ids of the editions the question names by their period.
        stems: of all its words, small ones included.
        pairs: of neighbouring words that carry the subject.
        asks_voices: what people said is asked for, so that quotations may answer.
        asks_level: a standing figure is asked for, not by how much something changes.
        asks_how_soon: a span of time would answer ("within 4 weeks").
        asks_pounds: only a sum of money would answer.
        asks_meaning: a definition is asked for ("what is …", "what do we mean by …").
        asks_name: a person's own name is asked for, the post being known.
        kind_named: for "which X", the stems of X.
        enumerates: how many things are to be named ("the six values"), 0 when not said.
    """

    text: str
    core: str
    terms: tuple[Term, ...]
    wanted: Wanted
    wish: EditionWish
    counted: tuple[str, ...] = ()
    about_editions: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    asks_voices: bool = False
    modality: Modality = Modality.OPEN
    asks_level: bool = False
    asks_how_soon: bool = False
    asks_pounds: bool = False
    asks_meaning: bool = False
    asks_name: bool = False
    kind_named: tuple[str, ...] = ()
    enumerates: int = 0

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where the terms stand in the question's core, in the order of the terms."""
        return tuple(t.place for t in self.terms)

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
# Everyday verbs and adjectives: in a question they carry the grammar more than the subject.
_LIGHT = frozenset(
    """
    happen happens happened carry come comes coming came look looks looking looked find found
    keep keeps kept let lets put puts run runs running ran turn turns turned try tries trying tried
    end ends ended start starts started stop stops stopped hold holds bring brings brought see seen
    saw know known knows think thinks ask asks asked asking need needs needed help helps talk talks
    feel feels seem seems become becomes reach reaches happening left leave leaves big bigger
    biggest small good better best bad worse worst hard easy big high low able allowed allow sure
    likely main different same other another whole certain possible available moment always never
    often away back around across outside inside somewhere anything something everything nothing
    anyone someone everyone anybody somebody one ones thing things stuff bit lot lots line
    nutshell short brief briefly summary overview quickly pls actually really basically exactly
    currently specifically supposed meant going expect expected expecting hope involve involved
    include includes including included cover covers covered covering contain contains relate
    relates related count counts counted work works working worked kind whats wheres whos hows
    cant dont wont isnt arent doesnt didnt hasnt havent wasnt werent couldnt shouldnt wouldnt im
    ive youve weve theyre were youre id theres thats lets
    """.split()
)
_LIGHT_WEIGHT = 0.45
_WEAK = frozenset(
    """strategy strategies document documents plan plans trust trusts say says said please thanks
    thank hi hello remind tell mention mentions question ok hey think thought wondering actually
    still current currently latest new now today present previous previously old older former last
    earlier superseded prior know thing things""".split()
)

_DOCUMENT = (
    r"(?:strateg\w*|plans?|editions?|versions?|documents?|polic\w+|one|framework|programme|"
    r"charter|report)"
)
_OLD_WORD = r"(?:old|older|previous|superseded|former|earlier|prior|last|outgoing|expired)"
# "the old strategy", "the previous 3 year strategy": the edition itself is named.
_OLD_EDITION = re.compile(
    rf"\b{_OLD_WORD}\s+(?:[\w'-]+\s+){{0,3}}?{_DOCUMENT}\b|\bsuperseded\b|"
    rf"\bstrategy before (?:this|that|the (?:new|current))\b"
)
# "our previous vision", "the old target": something that was, in whichever edition tells of it.
_OLD_THING = re.compile(
    r"\b(?:old|previous|previously|former|formerly)\b|\bused to\b|\bwas it before\b|"
    r"\bbefore(?: that| this)?\s*[?.!]*$"
)
_NEW = re.compile(
    rf"\b(?:current|currently|new|newest|latest|present)\s+(?:[\w'-]+\s+){{0,2}}?{_DOCUMENT}\b|"
    rf"\bthis {_DOCUMENT}\b|\bin force\b|\bnow\b|\bcurrent(?:ly)?\b|\btoday\b"
)
_COMPARES = re.compile(
    r"\b(?:compar\w+|differ(?:s|ent|ence|ences|ently)?|chang(?:e|ed|es|ing)|versus|vs|against|both|"
    r"then and now|than|still|same as)\b"
)
_YEARS = re.compile(r"\b(?:20)?([1-4]\d)\s*(?:to|until|-|/)\s*(?:20)?([1-4]\d)\b")

_HOW_MANY = re.compile(
    r"\bhow many\b|\b(?:what|which) (?:is |was |are )?(?:the |our )?(?:total )?number of\b|"
    r"\bnumber of\b|\bheadcount\b"
)
_NUMBER = re.compile(
    r"\bhow (?:many|much|often|long|far|big|large|old|quickly|fast|high|low)\b(?! have we come)"
    r"|\bwhat(?:'s)? (?:[\w'-]+ ){0,5}?(?:percentage|percent|proportion|share|number|figure|rate|"
    r"score|level|amount|cut|reduction|rise|increase|size|ratio|fraction|per cent|average|total)\b"
    r"|\b(?:percentage|proportion|per cent|what %|% of|by how much|figure for|size of|"
    r"(?:rise|fall|increase|reduce|reduced|cut|drop|go up|come down|down|up|shrink) by)\b"
    r"|\btargets?\b|\brates?\b|\b(?:average|median|baseline)\b"
)
_DATE = re.compile(
    r"\b(?:by when|what (?:date|year|month|day)|which (?:year|month|date)|what time|deadline|"
    r"how soon|due date|start date|end date|expire|expires)\b|"
    r"^(?:so |and |but |hi |hello )?when\b(?! (?:am|can|should|may|do|must) (?:i|we|you|someone|staff)\b)|\bwhen (?:will|is|are|was|were|did|does|do|must|should|can)\b"
)
_PERSON = re.compile(
    r"^(?:so |and |but )?who(?:'s|se)?\b|\bwho (?:is|are|will|do|does|did|has|should|to|can|would)\b|"
    r"\bwhose\b"
)
_ROLE = (
    r"(?:chief|exec\w*|director|lead|owner|chair\w*|head|manager|officer|guardian|sponsor|"
    r"secretary|ceo|coordinator|person|sro|boss|champion|name)"
)
_INDIVIDUAL = re.compile(
    r"\bwho(?:'s| is| are| was)? (?:the |our |in )?(?:[\w'-]+ ){0,5}?"
    rf"{_ROLE}\b(?! (?:provider|commissioner|organisation|body|agency))|"
    r"\bwho (?:leads|runs|owns|chairs|manages|heads|signs|approves|oversees|sponsors)\b|"
    r"\bwho (?:is|was) (?:responsible|accountable|in charge)\b|\bname of (?:the|our) "
    rf"(?:[\w'-]+ ){{0,3}}?{_ROLE}\b|\bwho do i (?:contact|ask|speak|call|email|ring)\b"
)
_NAME = re.compile(
    r"\b(?:which|what) (?:[\w'-]+ ){0,2}?(?:charit(?:y|ies)|compan(?:y|ies)|firms?|contractors?|"
    r"suppliers?|vendors?|universit(?:y|ies)|colleges?|committees?|software|systems?|app|apps|"
    r"tools?|platforms?|websites?|hospitals?|towns?|cit(?:y|ies)|brands?|products?|banks?|"
    r"agenc(?:y|ies)|trusts?|councils?|countr(?:y|ies)|count(?:y|ies)|framework|"
    r"organisations? (?:ran|run|runs|provide[sd]?|deliver(?:s|ed)?|are|is|did|do|does))\b"
)
_CONTACT = re.compile(
    r"\b(?:number|who) (?:do|can|should) (?:you|i|we) (?:ring|call|phone|dial)\b|"
    r"\b(?:phone|telephone|helpline|hotline|contact|crisis) (?:number|line|details|email)\b|"
    r"\b(?:phone|telephone|email|web|url) ?(?:address|number)?\b(?=.*\?|$)|\bwebsite address\b"
)
_PLACE = re.compile(
    r"\bwhere (?:will|is|are|was|were|do|does|did|can|should)\b.*\b(?:built|based|located|held|"
    r"sited|situated|open|opening|park|find|base|office|offices|building|centres?|hub|hubs|site|"
    r"sites|ward|wards|clinics?|headquarters|meet)\b|"
    r"\bwhich (?:site|building|town|address|location)s?\b|\baddress of\b|\bwhere (?:[\w'-]+ ){0,3}outside\b"
)
_WHICH = re.compile(r"\bwhich (?!of\b)([\w&'-]+(?: [\w&'-]+){0,3}?)(?= (?:are|is|was|were|do|does|did|has|have|had|will|would|should|can|must|we|our|the|gets?|that|shaped?)\b|\?|$)")
_TITLED = re.compile(
    r"\b(?:chief|directors?|officer|guardian|secretary|ceo|governor|matron|chief exec\w*)\b"
)
_MONEY = re.compile(
    r"\b(?:what|how much|how big|size of)\b.*\bbudgets?\b|\bcosts?\b|\bprice\b|\bpounds\b|£|\bsalar(?:y|ies)\b|\bpay rate\b|"
    r"\bhow much (?:money|capital|funding|cash|income|investment)\b|"
    r"\bhow much (?!(?:\w+ )?time\b).*\b(?:cost|costs|pay|paid|save|saved|claim|worth|spend|spent|rent|charged?)\b|"
    r"\b(?:starting|basic|hourly) (?:pay|salary)\b|\bwhat (?:did|do|does|will) (?:we|it|they|the trust) (?:spend|pay|cost)\b|"
    r"\bwhat (?:is|was|are) (?:the|our) (?:[\w'-]+ ){0,3}?(?:budget|cost|spend|savings?|funding|price)\b"
)
_POUNDS = re.compile(r"\bbudgets?\b|\bcosts?\b|\bprice\b|£|\bpounds\b|\bsalar(?:y|ies)\b|\bmoney\b|\bcapital\b|\bclaim\b")
_REASON = re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b|\bwhat(?:'s| is) the point\b|\brationale\b")
_TARGET = re.compile(
    r"\b(?:targets?|aim|aims|aimed|aiming|goal|goals|supposed to|meant to|want|wanted|should|hop(?:e|ed|ing)|"
    r"plan(?:ned|ning)? (?:to|for)|commit\w*|promis\w*|trying to|by when|going to|expected to|set out to|"
    r"will (?:we|it|they|the)|must|have to)\b"
)
_ACTUAL = re.compile(
    r"\b(?:baseline|right now|at the moment|at present|so far|last year|this year|to date|latest figure|actual|"
    r"average|at the start|starting point|(?:are|were) we (?:at|on)|how are we doing|how have we|"
    r"have we (?:got|achieved|had|done|made)|have got|did we|do we have(?! to)|does the trust have(?! to)|"
    r"gone (?:down|up)|fallen|achieved|saved|got better|improved|happened|currently (?:have|employ|work|stand))\b"
)
_CHANGE = re.compile(
    r"\bby how much\b|\b(?:reduc|cut|ris|ros|fall|fell|increas|decreas|improv|chang|shrink|drop|grow|down|up|less|"
    r"more|fewer|bring)\w*\b"
)
_MEANING = re.compile(
    r"^(?:so |and |hi,? )?what(?:'s| is| are| was) (?:an? |the |our )?(?:[\w&+'-]+ ?){1,4}\??$|"
    r"\bwhat (?:do|does|did) .*\bmean\b|\bmeant by\b|\bdefin\w+\b|\babout\s*\??$|\bin one line\b"
)
_COUNTED_LIST = re.compile(
    r"\b(?:the|our|its|your) (two|three|four|five|six|seven|eight|nine|ten|[2-9]|10)\b (?!years?|months?|weeks?|hours?|days?)"
)
_LIST = re.compile(
    r"\bwhat (?:are|were) (?:the|our|its|your)\b|\blist\b|\bname (?:the|all|our)\b|\ball of (?:it|them)\b|"
    r"\bwhat (?:are|were) we promising\b|\bin full\b|\bwhich (?:\w+ )?(?:\w+s) (?:are|were|do|did|have|will)\b"
    r"|\bwhat (?:will|would|did|do|does|have|has|are|were) (?:\w+ ){1,6}?(?:do|done|doing|say|said|tell|told|change|changes|"
    r"measured|different|recognised|include|includes|involve|involves|commit|promise|promised|improve|deliver)\b"
    r"|\bhow (?:will|do|does|is|are|did|would|shall|can) (?:\w+ ){0,4}?(?:measur\w*|know|judg\w*|track\w*|achiev\w*|tell)\b"
    r"|\bwhat (?:measures|values|principles|steps|actions|things|achievements|commitments|priorities|"
    r"objectives|aims|goals|ambitions|capabilities|enablers|promises|changes|pillars|areas|rights)\b"
    r"|\bwhat(?:'s| is) (?:\w+ ){0,3}?(?:different|included|measured)\b|\bmeasures of success\b|\bsuccess measures?\b"
)
_SECTION = re.compile(
    r"\b(?:which|what) (?:[\w'-]+ ){1,3}?(?:covers|cover|deals? with|mentions?|"
    r"(?:does|do|is|are|would) .*\b(?:come|comes|fall|falls|sit|sits|belong|belongs) (?:under|within|to|in)|"
    r"(?:does|do|is|are) .*\bunder(?=\s*\??$))\b|"
    r"\b(?:which|what) (?:of (?:the|our) )?(?:[\w'-]+ )?(?:true norths?|aims?|ambitions?|pillars?|"
    r"enablers?|sections?|priorit(?:y|ies)|objectives?|headings?|chapters?|parts?|themes?|"
    r"domains?)\b (?:[\w&'-]+ ){0,9}?(?:under|covers?|covered|fall|falls|falling|belongs?|deals?|"
    r"mentions?|sits?|comes?|within|in|about)\b"
)
_VOICES = re.compile(
    r"\b(?:quote|quotes|quotation|in their (?:own )?words|what (?:did|do|does|have|has) .*\b(?:say|said|tell|told|feel|think))\b"
)


_MISSING_APOSTROPHE = re.compile(r"\b(what|who|how|where|when|that|it)s\b(?!')")


_PREAMBLE = re.compile(
    r"^(?:hi|hello|hey|sorry|quick|just|ok|okay|so|please|morning|afternoon|"
    r"i|i'm|im|i am|i've|as|my|we're|someone|somebody|a|an|new|student|[\w' -]{0,40}\b(?:here|asking))\b"
    r"[^?]*?(?:[:;,.–—-]\s+|\bso\s+)(?=(?:what|how|who|when|where|which|why|is|are|do|does|did|can|could|"
    r"will|has|have|list|name|tell me|remind me|whose|by when|in|under)\b)",
    re.IGNORECASE,
)


def without_preamble(text: str) -> str:
    """The question without who asks it and what for ("I'm new here: what …?")."""
    rest = _PREAMBLE.sub("", text, count=1).strip()
    return rest if len(words(rest)) >= _SHORTEST_CORE else text


_SHORTEST_CORE = 4


def analyse(
    text: str,
    aliases: Aliases,
    rarity: Callable[[str], float],
    editions: Mapping[str, Edition],
    respell: Callable[[str], str | None] = lambda _: None,
) -> Question:
    """Take a question apart.

    Args:
        rarity: how telling a stem is in the documents, 0 to 1 (1 for one they do not hold).
        editions: the editions that can be asked about, by document id.
        respell: the stem that an unknown one was probably meant to be, or None.
    """
    folded = _MISSING_APOSTROPHE.sub(r"\1's", fold(text))
    core = without_preamble(text)
    tokens = tuple(words(core))
    wish, named = _edition_wish(folded, editions)
    terms = _terms(core, tokens, bool(named), aliases, rarity, respell)
    folded = _MISSING_APOSTROPHE.sub(r"\1's", fold(core))
    wanted = _wanted(folded)
    return Question(
        text=text,
        core=core,
        terms=terms,
        wanted=wanted,
        wish=wish,
        counted=_counted(folded) if wanted is Wanted.NUMBER else (),
        about_editions=named,
        stems=frozenset(stem(t) for t in tokens),
        pairs=_pairs(tokens),
        asks_voices=bool(_VOICES.search(folded)),
        modality=_modality(folded),
        asks_level=not _CHANGE.search(folded) and not _TARGET.search(folded),
        asks_how_soon=bool(re.search(r"\b(?:how soon|by when|how quickly|how long)\b", folded)),
        asks_pounds=bool(_POUNDS.search(folded)),
        asks_name=bool(_TITLED.search(folded) or re.search(r"\bname of\b", folded)),
        kind_named=_kind_named(folded),
        asks_meaning=bool(_MEANING.search(folded)),
        enumerates=int(stem(found.group(1))) if (found := _COUNTED_LIST.search(folded)) else 0,
    )


def _terms(
    text: str,
    tokens: tuple[str, ...],
    names_edition: bool,
    aliases: Aliases,
    rarity: Callable[[str], float],
    respell: Callable[[str], str | None],
) -> tuple[Term, ...]:
    hits = aliases.found(tokens)
    spans = {i: (start, end, others) for start, end, others in hits for i in range(start, end)}
    years = {y for y in re.findall(r"\b20\d\d\b", " ".join(tokens))} if names_edition else set()
    made: dict[str, Term] = {}
    lower, at = text.lower(), 0
    for place, word in enumerate(tokens):
        start = lower.find(word, at)
        stretch = (start, start + len(word)) if start >= 0 else (0, len(text))
        at = max(at, stretch[1]) if start >= 0 else at
        if is_stop_word(word) and place not in spans or word in years:
            continue
        if is_stop_word(word):
            continue
        root = stem(word)
        if word not in _LIGHT and word not in _FRAME and (meant := respell(root)):
            root = meant
        others: tuple[tuple[str, ...], ...] = ()
        if place in spans:
            others = tuple(phrase_stems(phrase) for phrase in spans[place][2])
        weight = max(rarity(root), 0.12)
        if word in _WEAK:
            weight *= 0.08
        elif word in _FRAME:
            weight *= _FRAME_WEIGHT
        elif word in _LIGHT:
            weight *= _LIGHT_WEIGHT
        known = made.get(root)
        if known is None or known.weight < weight:
            made[root] = Term(stem=root, word=word, others=others, weight=weight, place=stretch)
    return tuple(made.values())


def _pairs(tokens: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    telling = [stem(t) for t in tokens if not is_stop_word(t) and t not in _WEAK]
    return frozenset(zip(telling, telling[1:], strict=False))


def _wanted(folded: str) -> Wanted:
    for wanted, pattern in (
        (Wanted.SECTION, _SECTION),
        (Wanted.REASON, _REASON),
        (Wanted.CONTACT, _CONTACT),
        (Wanted.INDIVIDUAL, _INDIVIDUAL),
        (Wanted.MONEY, _MONEY),
    ):
        if pattern.search(folded):
            return wanted
    if _HOW_MANY.search(folded):
        return Wanted.NUMBER
    date, number = _DATE.search(folded), _NUMBER.search(folded)
    if date and not (number and number.start() < date.start()):
        return Wanted.DATE
    if _NAME.search(folded):
        return Wanted.NAME
    if _LIST.search(folded) and not re.search(r"\bhow (?:many|much)\b|\bby how\b", folded):
        return Wanted.LIST
    if number:
        return Wanted.NUMBER
    if _PERSON.search(folded) and not re.search(r"\bwho (?:are|is) (?:we|us|you)\b", folded):
        return Wanted.PERSON
    if _PLACE.search(folded):
        return Wanted.PLACE
    if _WHICH.search(folded):
        return Wanted.WHICH
    return Wanted.LIST if _COUNTED_LIST.search(folded) else Wanted.STATEMENT


def _modality(folded: str) -> Modality:
    if re.search(r"\b(?:targets?|aim|aims|aiming|goals?)\b", folded):
        return Modality.TARGET
    if _ACTUAL.search(folded):
        return Modality.ACTUAL
    return Modality.TARGET if _TARGET.search(folded) else Modality.OPEN


def _counted(folded: str) -> tuple[str, ...]:
    """The stems of what "how many" counts: the nouns up to the verb."""
    found = re.search(
        r"\b(?:how many|number of|(?:percentage|proportion|share|per cent|percent|fraction|%) of)"
        r" (?:the |our |all )?((?:[\w&'-]+ ?){1,5})",
        folded,
    )
    if not found:
        return ()
    counted: list[str] = []
    for word in words(found.group(1)):
        if is_stop_word(word) or (word in _LIGHT and counted):
            break
        counted.append(stem(word))
    return tuple(counted)


def _kind_named(folded: str) -> tuple[str, ...]:
    """The stems of the thing that "which" asks to be told apart."""
    found = _WHICH.search(folded)
    if not found:
        return ()
    return tuple(stem(w) for w in words(found.group(1)) if not is_stop_word(w))


def _edition_wish(
    folded: str, editions: Mapping[str, Edition]
) -> tuple[EditionWish, frozenset[str]]:
    named = frozenset(_named(folded, editions))
    statuses = {editions[key].status for key in named}
    old_edition = EditionStatus.SUPERSEDED in statuses or bool(_OLD_EDITION.search(folded))
    old_thing = bool(_OLD_THING.search(folded))
    new = EditionStatus.CURRENT in statuses or bool(_NEW.search(folded))
    compares = bool(_COMPARES.search(folded))
    then_and_now = old_thing and re.search(
        r"(?:\b(?:is|are|do)\b|'s\b).*\band\b.*\b(?:was|were|did|used|before)\b", folded
    )
    plural = re.search(r"\b(?:the|both|our|these) (?:strategies|plans|editions)\b", folded)
    if len(statuses) == 2 or then_and_now or plural or ((old_edition or old_thing) and (new or compares)):
        return EditionWish.BOTH, named
    if old_edition:
        return EditionWish.SUPERSEDED, named
    if old_thing:
        return EditionWish.RATHER_SUPERSEDED, named
    if statuses or re.search(r"\b(?:current|new|latest)\b", folded):
        return EditionWish.CURRENT, named
    return EditionWish.EITHER, named


def _named(folded: str, editions: Mapping[str, Edition]) -> Iterable[str]:
    """The editions whose period a question writes out."""
    spans = [(2000 + int(a), 2000 + int(b)) for a, b in _YEARS.findall(folded)]
    for key, edition in editions.items():
        if edition.period and (edition.period.start, edition.period.end) in spans:
            yield key


def stems_of(texts: Sequence[str]) -> frozenset[str]:
    """All stems of some texts, stop words included."""
    return frozenset(stem(word) for text in texts for word in words(text))
