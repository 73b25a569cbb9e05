"""Which blocks of a document are headings.

A format that marks its headings is believed: there, an unmarked line is a heading only when its
type sets it apart. Where nothing is marked, a heading is known by its form: a short line of its
own that is no sentence, is not one of a list, and has something under it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.blocks import Block, BlockKind

_NUMBER = re.compile(
    r"^(?:(\d{1,2}(?=[.)]\s)|\d{1,2}(?:\.\d{1,2})+)[.)]?|[A-Z]\.|\([a-z]\))\s+(?=\S)"
)
_END_OF_SENTENCE = (".", ";", ",", "?", "!")
_LONGEST = 14
_LONGEST_NUMBERED = 26
_RECURS = 3
_PRONOUNS = frozenset(("we", "i", "they", "you", "it", "he", "she", "there"))
_ASKING = frozenset(("how", "what", "why", "who", "where", "when", "which"))
_FINITE = frozenset(("is", "are", "was", "were", "has", "have", "can", "do", "does", "will"))


@dataclass(slots=True)
class Heading:
    """A heading as found, before it has a place.

    Attributes:
        key: what makes two headings the same.
        number: (1, 2) for "1.2", (0,) for a letter, empty without.
        announced: the paragraph before it leads up to it and its like ("achievements include:").
        body: the blocks up to the next heading.
        recurs: it stands under several others ("Why this matters").
        owner: it has recurring headings under it.
    """

    block: Block
    text: str
    key: str
    number: tuple[int, ...]
    caps: bool
    announced: bool = False
    body: list[Block] = field(default_factory=list)
    recurs: bool = False
    owner: bool = False


def find_headings(blocks: Sequence[Block]) -> tuple[list[Block], list[Heading]]:
    """The blocks above the first heading, and the headings with what stands under each."""
    top: list[Block] = []
    headings: list[Heading] = []
    after_colon = False
    marked = sum(block.kind is BlockKind.HEADING for block in blocks) >= _RECURS
    lines = Counter(_key(b.text) for b in blocks if b.kind in (BlockKind.LINE, BlockKind.HEADING))
    for index, block in enumerate(blocks):
        if _is_heading(blocks, index, lines, marked=marked):
            headings.append(_heading(block, announced=after_colon))
            after_colon = False
        else:
            (headings[-1].body if headings else top).append(block)
            after_colon = block.kind is BlockKind.PARAGRAPH and block.text.rstrip().endswith(":")
    _mark_recurring(headings)
    _withdraw_announcements(headings)
    return top, headings


def _heading(block: Block, *, announced: bool) -> Heading:
    number = _NUMBER.match(block.text)
    return Heading(
        block=block,
        text=block.text.strip(),
        key=_key(block.text),
        number=_depths(number.group(1)) if number else (),
        caps=_is_caps(block.text),
        announced=announced,
    )


def _is_heading(blocks: Sequence[Block], index: int, lines: Counter[str], *, marked: bool) -> bool:
    block = blocks[index]
    text = block.text.strip()
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    # The name of whoever speaks in the quotation below it is no heading.
    if not text or (following is not None and following.speaker is not None):
        return False
    if block.kind is BlockKind.HEADING:
        return True
    # Among marked headings, a line that ends in a colon leads in to its list.
    if following is None or (marked and (text.endswith(":") or not (block.bold or block.caps))):
        return False
    numbered = _NUMBER.match(text) is not None
    if not _has_the_form(block, text, numbered=numbered):
        return False
    if lines[_key(text)] > 1 or numbered or text.endswith(":"):
        return True
    has_like = any(alike(text, other.text) for other in _other_lines(blocks, index))
    return not reads_as_a_sentence(text) and (has_like or not _is_listed_line(blocks, index))


def _has_the_form(block: Block, text: str, *, numbered: bool) -> bool:
    """True for a short text of its own that could be a title: capital first, no stop last."""
    if block.kind is not BlockKind.LINE and not (numbered and block.kind is BlockKind.PARAGRAPH):
        return False
    ends = text.endswith(_END_OF_SENTENCE) and not text.endswith(("...", "…"))
    longest = _LONGEST_NUMBERED if numbered else _LONGEST
    first = text.lstrip("“\"'‘(")[:1]
    return not ends and len(text.split()) <= longest and (first.isupper() or first.isdigit())


def _other_lines(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """The bare lines that do not stand right beside this one."""
    near = {index}
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(blocks) and blocks[at].kind is BlockKind.LINE:
            near.add(at)
            at += step
    return (b for i, b in enumerate(blocks) if b.kind is BlockKind.LINE and i not in near)


def _is_listed_line(blocks: Sequence[Block], index: int) -> bool:
    """True for a bare line that is an item: one of a run of like lines after a colon."""
    start = index
    while start > 0 and blocks[start - 1].kind is BlockKind.LINE:
        start -= 1
        if blocks[start].text.rstrip().endswith(":"):
            break
    before = blocks[start] if blocks[start].text.rstrip().endswith(":") else None
    if before is None and start > 0 and blocks[start - 1].kind is BlockKind.PARAGRAPH:
        before = blocks[start - 1] if blocks[start - 1].text.rstrip().endswith(":") else None
        start -= 1
    if before is None:
        return False
    end = index
    while end + 1 < len(blocks) and blocks[end + 1].kind is BlockKind.LINE:
        end += 1
    # The last line of a run stands above whatever comes after it, unless nothing does.
    is_last = index == end and end + 1 < len(blocks)
    return not is_last and end - start >= 2


def reads_as_a_sentence(text: str) -> bool:
    """True for a statement that lost its full stop ("9 out of 10 patients are seen within …")."""
    words = re.findall(r"[\w']+", text.casefold())
    if not words or _is_caps(text):
        return False
    if words[0] in _PRONOUNS:
        return len(words) > 3
    return words[0] not in _ASKING and len(words) > 7 and any(w in _FINITE for w in words[2:])


def alike(one: str, other: str) -> bool:
    """True for headings of like form: the same beginning, or the same beginning and end."""
    a, b = (re.sub(r"[^\w\s]", "", text.casefold()).split() for text in (one, other))
    if min(len(a), len(b)) < 2:
        return False
    return a[:2] == b[:2] or (a[0] == b[0] and a[-2:] == b[-2:])


def _is_caps(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) / len(letters) > 0.85


def _depths(number: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".")) if number else (0,)


def number_of(text: str) -> tuple[int, ...]:
    """The number a text begins with: (1, 2) for "1.2 Answer sooner"; empty without one."""
    number = _NUMBER.match(text.strip())
    return _depths(number.group(1)) if number and number.group(1) else ()


def _key(text: str) -> str:
    """What makes two headings the same: without number, closing marks, or "- we will"."""
    text = _NUMBER.sub("", text.strip()).casefold()
    text = re.sub(r"\s+[-–—]\s+we\b.*$", "", text)
    return re.sub(r"[\s.:…]+$", "", text)


def _mark_recurring(headings: list[Heading]) -> None:
    """Mark headings that recur under others, and those others as their owners."""
    counts = Counter(h.key for h in headings)
    followed_by_body = Counter(h.key for h in headings if h.body)
    for heading in headings:
        n = counts[heading.key]
        heading.recurs = n >= _RECURS and followed_by_body[heading.key] * 2 > n
    pairs = list(pairwise(headings))
    firsts = Counter(h.key for before, h in pairs if h.recurs and not before.recurs)
    if not firsts:
        return
    # Recurring headings come in the same order under each owner: what opens the round tells it.
    opening = firsts.most_common(1)[0][0]
    for before, heading in pairs:
        if heading.key == opening and not before.recurs:
            before.owner = True


def _withdraw_announcements(headings: list[Heading]) -> None:
    """A colon leads up to several headings of like form, never to one alone.

    Where the list after "the projects include:" was a picture, the next heading is no part of it.
    """
    for place, heading in enumerate(headings):
        if heading.announced:
            after = headings[place + 1 : place + 4]
            heading.announced = any(alike(heading.text, other.text) for other in after)
