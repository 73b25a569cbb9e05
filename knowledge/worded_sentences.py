"""Sentences that a language model wrote, each held to the one quote it names.

A sentence is dropped unless what it says can be read off that quote: its figures, the words that
turn a meaning round (not, until, more, all …), its names, and nearly all of its other words; all
of them where it has a figure. What is dropped is not mended: the documents' own words stand in
its place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.wording import content_stems, is_stop_word, stem, words
from programme.answers import Citation
from programme.guard import find_patient_data

_SUPPORTED = 0.8
_LONGEST = 400
_NEIGHBOURS = 4

_THINKING = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_MARK = r"\[\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*\]"
_MARKS = re.compile(rf"(?:\s*{_MARK})+")
_END_BEFORE_MARK = re.compile(rf"([.!?]+)((?:\s*{_MARK})+)")
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bNo\.)\s+|\n+"
)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+", re.MULTILINE)
_SPACE_BEFORE = re.compile(r"\s+(?=[.,;:!?])")
_MARK_UP = re.compile(r"[*`#_~|]+")
_LINKED = re.compile(r"://|www\.|@|[<>{}\\]|\]\(")
_PER_CENT = re.compile(r"(?<=\d)\s*(?:per\s?cent\b|%)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w&+'’-]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _stems(listed: str) -> frozenset[str]:
    return frozenset(stem(word) for word in listed.split())


_TURNING = _stems(
    """
    increase raise grow rise more higher improve better reduce cut lower fewer less decrease fall
    drop worsen worse double doubled halve half triple third quarter twice dozen hundred thousand
    million billion thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty
    forty fifty sixty seventy eighty ninety
    stop start begin open close end continue cancel replace remove introduce
    all every each only least most minimum maximum before after until within over above below
    under between about around nearly almost exactly roughly always often sometimes first last
    daily weekly fortnightly monthly quarterly annually yearly
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    current currently new old previous former superseded already today now
    achieve met reach deliver complete fail target baseline promise guarantee ensure
    will shall must might could should because therefore unless if except instead
    """
)
_NEGATIONS = frozenset(
    ("no", "not", "never", "none", "neither", "nor", "without", "cannot", "nobody", "nothing")
)
_PAST = frozenset(("has", "have", "had", "was", "were", "been", "did"))


class Unfit(StrEnum):
    """Why a sentence is dropped; what is logged of it, and all that is logged."""

    NO_NUMBER = "no number of a quote"
    SEVERAL_NUMBERS = "more than one quote"
    UNKNOWN_NUMBER = "a number that no quote has"
    UNLIKE_WORDS = "marks, links or length unlike a sentence"
    FIGURE = "a figure that the quote does not have, or not so"
    TURNED = "a word that turns the quote's meaning"
    NAME = "a name that the quote does not have"
    FOREIGN = "too many words that the quote does not have"
    PATIENT_DATA = "looks like details of a patient"


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence as it was written, without its number; `quote` counts from 1."""

    text: str
    quotes: tuple[int, ...]


def sentences_of(reply: str) -> list[Worded]:
    """The sentences of a model's reply, each with the numbers it carries."""
    plain = _END_BEFORE_MARK.sub(r"\2\1", _BULLET.sub("", _THINKING.sub("", reply)))
    found = []
    for piece in _SENTENCE_END.split(plain):
        numbers = [int(n) for mark in _MARKS.findall(piece) for n in re.findall(r"\d+", mark)]
        text = _MARK_UP.sub("", _MARKS.sub("", piece))
        text = _SPACE_BEFORE.sub("", " ".join(text.split()))
        if any(c.isalnum() for c in text):
            ended = text if text[-1] in ".!?" else f"{text}."
            found.append(Worded(text=ended, quotes=tuple(dict.fromkeys(numbers))))
    return found


def unfit(worded: Worded, quotes: Sequence[Citation]) -> Unfit | None:
    """Why a sentence cannot stand on the quote it names; None when it can.

    Args:
        worded: a sentence of the model's.
        quotes: what the model was given, in the order of its numbers.
    """
    if not worded.quotes:
        return Unfit.NO_NUMBER
    if len(worded.quotes) > 1:
        return Unfit.SEVERAL_NUMBERS
    number = worded.quotes[0]
    if not 1 <= number <= len(quotes):
        return Unfit.UNKNOWN_NUMBER
    text = worded.text
    if len(text) > _LONGEST or _LINKED.search(text) or not text.isprintable():
        return Unfit.UNLIKE_WORDS
    if find_patient_data(text):
        return Unfit.PATIENT_DATA
    return _strays(text, quotes[number - 1])


def _strays(text: str, quote: Citation) -> Unfit | None:
    """How a sentence strays from the one sentence of its quote that is nearest to it, if it does.

    A few words of its own are let pass, and those of the heading; but none beside a figure: all
    that is said of a figure must stand with it in the quote.
    """
    nearest = _nearest_sentence(text, quote.quote)
    said, source = _tokens(text), _tokens(nearest)
    has_figures = any(map(_is_figure, said))
    heading = frozenset() if has_figures else frozenset(map(stem, words(quote.section_label)))
    known = frozenset(source) | heading
    if not _figures_stand(said, source):
        return Unfit.FIGURE
    if not _meaning_stands(text, nearest, heading):
        return Unfit.TURNED
    named = {stem(w) for name in _NAME.findall(text) for w in words(name)}
    if not named <= known | {stem(w) for w in words(quote.title)} | {"nhs", "i"}:
        return Unfit.NAME
    content = [s for s in content_stems(_PER_CENT.sub("%", text)) if not _is_figure(s)]
    needed = len(content) if has_figures else _SUPPORTED * len(content)
    if not content or sum(s in known for s in content) < needed:
        return Unfit.FOREIGN
    return None


def _tokens(text: str) -> list[str]:
    return [stem(word) for word in words(_PER_CENT.sub("%", text))]


def _is_figure(token: str) -> bool:
    return token[0].isdigit() or token[0] == "£"


def _figures_stand(said: list[str], source: list[str]) -> bool:
    """Each figure is the quote's, in the quote's order and company, and counts what it counts.

    A lone year may move within its sentence ("by 2030, …"), for that is how people write.
    """
    figures = [t for t in said if _is_figure(t)]
    quoted = [t for t in source if _is_figure(t)]
    if not set(figures) <= set(quoted):
        return False
    years = {t for t in quoted if _YEAR.fullmatch(t)}
    moved = years if len(years) == 1 else set()
    rest = [t for t in figures if t not in moved]
    run = [t for t in quoted if t not in moved]
    starts = range(len(run) - len(rest) + 1)
    if not any(run[i : i + len(rest)] == rest for i in starts):
        return False
    return all(_in_like_company(f, said, source) and _counts_alike(f, said, source) for f in rest)


def _counts_alike(figure: str, said: list[str], source: list[str]) -> bool:
    """What a figure is put right before ("5 days") follows it closely in the quote too."""
    for place, token in enumerate(said[:-1]):
        counted = said[place + 1]
        if token != figure or is_stop_word(counted) or _is_figure(counted):
            continue
        after = (source[i + 1 : i + 1 + _NEIGHBOURS] for i, t in enumerate(source) if t == figure)
        if not any(counted in following for following in after):
            return False
    return True


def _in_like_company(token: str, said: list[str], source: list[str]) -> bool:
    """A figure or a word has in the sentence a neighbour that it has in the quote."""
    company = _around(said, token)
    return not company or bool(company & _around(source, token))


def _around(tokens: list[str], sought: str) -> set[str]:
    """The telling words nearest to a figure or a word on either side, up to the next figure.

    That next figure is company for a word ("within 5"), and none for another figure.
    """
    near: set[str] = set()
    for place, token in enumerate(tokens):
        if token != sought:
            continue
        for side in (reversed(tokens[:place]), iter(tokens[place + 1 :])):
            seen = 0
            for other in side:
                if seen == _NEIGHBOURS:
                    break
                if _is_figure(other):
                    if not _is_figure(sought):
                        near.add(other)
                    break
                if not is_stop_word(other):
                    near.add(other)
                    seen += 1
    return near


def _meaning_stands(text: str, source: str, heading: frozenset[str]) -> bool:
    """No word that turns the meaning is new or elsewhere, and what was denied still is."""
    tokens, said, quoted = words(text), _tokens(text), _tokens(source)
    for turning in _TURNING & set(said) - (heading - set(quoted)):
        if turning not in quoted or not _in_like_company(turning, said, quoted):
            return False
    if _PAST & set(tokens) and not _PAST & set(words(source)):
        return False
    # A "not" that went missing turns a meaning as surely as one that came in.
    return _denials(tokens) == _denials(words(source))


def _denials(tokens: Sequence[str]) -> int:
    return sum(t in _NEGATIONS or t.endswith("n't") for t in tokens)


def _nearest_sentence(text: str, quote: str) -> str:
    """The sentence of a quote that shares most words with a text."""
    said = set(_tokens(text))
    pieces = [p for p in _SENTENCE_END.split(quote) if p.strip()] or [quote]
    return max(pieces, key=lambda piece: len(said & set(_tokens(piece))))
