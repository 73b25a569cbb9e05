"""What a question asks for: its subject, the kind of answer, and which edition."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from knowledge import question_patterns as patterns
from knowledge.aliases import Aliases
from knowledge.edition_wishes import edition_wish, without_edition
from knowledge.question_parts import EditionWish, Modality, Question, Term, Wanted
from knowledge.question_terms import FRAME_WEIGHT, is_light, telling_pairs, terms_of
from knowledge.row_fields import asked_fields
from knowledge.section_roles import asked_role, says_role
from knowledge.wording import content_words, fold, is_stop_word, stem, words
from programme.documents import Edition

__all__ = ["EditionWish", "Modality", "Question", "Term", "Wanted", "analyse", "without_preamble"]


def without_preamble(text: str) -> str:
    """The question without who asks it ("I am new: what …?") and what for ("… ? For a talk")."""
    rest = patterns.PREAMBLE.sub("", text, count=1).strip()
    rest = rest if len(words(rest)) >= _SHORTEST_CORE else text
    # "What is it for? Asking about crates": here what follows tells the subject.
    before = patterns.POSTAMBLE.sub("", rest, count=1).strip()
    return before if len(content_words(before)) >= _SUBJECT else rest


_SHORTEST_CORE = 4
_SUBJECT = 2


def analyse(
    text: str,
    aliases: Aliases,
    rarity: Callable[[str], float],
    editions: Mapping[str, Edition],
    respell: Callable[[str], str | None] = lambda _: None,
) -> Question:
    """Take a question apart.

    Args:
        text: as asked.
        aliases: what else things are called.
        rarity: how telling a stem is in the documents, 0 to 1 (1 for one they do not hold).
        editions: the editions that can be asked about, by document id.
        respell: the stem that an unknown one was probably meant to be, or None.
    """
    folded = patterns.MISSING_APOSTROPHE.sub(r"\1's", fold(text))
    core, briefly = patterns.IN_BRIEF.subn("", without_preamble(text))
    wish, named = edition_wish(folded, editions)
    if wish is EditionWish.BOTH:
        core = without_edition(core)
    tokens = tuple(words(core))
    counted_list = patterns.COUNTED_LIST.search(folded)
    enumerates = int(stem(counted_list.group(1))) if counted_list else 0
    both = wish is EditionWish.BOTH
    terms = terms_of(core, tokens, bool(named), aliases, rarity, respell, compares=both)
    folded = patterns.MISSING_APOSTROPHE.sub(r"\1's", fold(core))
    wanted = _wanted(folded)
    role = asked_role(folded)
    return Question(
        text=text,
        core=core,
        # How many things are asked for is no subject: their own passage need not say it.
        terms=tuple(
            replace(
                t,
                weight=t.weight * (FRAME_WEIGHT if t.stem == str(enumerates) else 1.0),
                asks_role=role is not None and says_role(t.stem),
            )
            for t in terms
        ),
        wanted=wanted,
        wish=wish,
        counted=_counted(folded) if wanted is Wanted.NUMBER else (),
        about_editions=named,
        stems=frozenset(stem(t) for t in tokens),
        pairs=telling_pairs(tokens),
        asks_voices=bool(patterns.VOICES.search(folded)),
        modality=_modality(folded),
        asks_level=not patterns.CHANGE.search(folded) and not patterns.TARGET.search(folded),
        asks_how_soon=bool(re.search(r"\b(?:how soon|by when|how quickly|how long)\b", folded)),
        asks_ahead=bool(patterns.AHEAD.search(folded)),
        asks_pounds=bool(patterns.POUNDS.search(folded)),
        asks_name=bool(patterns.TITLED.search(folded) or re.search(r"\bname of\b", folded)),
        kind_named=_kind_named(folded),
        asks_meaning=bool(briefly or patterns.MEANING.search(folded)),
        enumerates=enumerates,
        role=role,
        fields=asked_fields(folded),
    )


_FIRST_OF = (
    (Wanted.SECTION, patterns.SECTION),
    (Wanted.REASON, patterns.REASON),
    (Wanted.CONTACT, patterns.CONTACT),
    (Wanted.INDIVIDUAL, patterns.INDIVIDUAL),
    (Wanted.MONEY, patterns.MONEY),
    (Wanted.NUMBER, patterns.HOW_MANY),
)
_LAST_OF = (
    (Wanted.PERSON, patterns.PERSON),
    (Wanted.PLACE, patterns.PLACE),
    (Wanted.WHICH, patterns.WHICH),
    (Wanted.LIST, patterns.COUNTED_LIST),
)


def _wanted(folded: str) -> Wanted:
    """The kind of answer, by the first pattern that fits: the telling ones come first."""
    return (
        _first(folded, _FIRST_OF)
        or _number_date_or_list(folded)
        or _first(folded, _LAST_OF)
        or Wanted.STATEMENT
    )


def _first(folded: str, table: Sequence[tuple[Wanted, re.Pattern[str]]]) -> Wanted | None:
    return next((wanted for wanted, pattern in table if pattern.search(folded)), None)


def _number_date_or_list(folded: str) -> Wanted | None:
    date, number = patterns.DATE.search(folded), patterns.NUMBER.search(folded)
    if date and not (number and number.start() < date.start()):
        return Wanted.DATE
    if patterns.NAME.search(folded):
        return Wanted.NAME
    if patterns.SAID_ABOUT.search(folded):
        return None
    if patterns.LIST.search(folded) and not patterns.HOW_MUCH.search(folded):
        return Wanted.LIST
    return Wanted.NUMBER if number else None


def _modality(folded: str) -> Modality:
    if re.search(r"\b(?:targets?|aim|aims|aiming|goals?)\b", folded):
        return Modality.TARGET
    if patterns.ACTUAL.search(folded):
        return Modality.ACTUAL
    return Modality.TARGET if patterns.TARGET.search(folded) else Modality.OPEN


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
        if is_stop_word(word) or (is_light(word) and counted):
            break
        counted.append(word)
    # What is counted is a plural; a word after it that is none is the verb ("ferries sail").
    while len(counted) > 1 and not _is_plural(counted[-1]) and any(map(_is_plural, counted)):
        counted.pop()
    return tuple(map(stem, counted))


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in ("people", "children", "staff", "women", "men")


def _kind_named(folded: str) -> tuple[str, ...]:
    """The stems of the thing that "which" asks to be told apart."""
    found = patterns.WHICH.search(folded)
    if not found:
        return ()
    return tuple(stem(w) for w in words(found.group(1)) if not is_stop_word(w))
