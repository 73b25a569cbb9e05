"""Which heading every block stands under.

A format that marks its headings is believed. Where only the typography hints, or nothing does
(text drawn out of a PDF), the outline is inferred from how headings behave: one that recurs
("Why this matters") belongs to the heading before it; capitals stand above sentence case; a
number says its depth; a line that ends in a colon announces what follows; headings of like form
("For our people", "For our patients") are siblings.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, BlockKind

_NUMBER = re.compile(
    r"^(?:(\d{1,2}(?=[.)]\s)|\d{1,2}(?:\.\d{1,2})+)[.)]?|[A-Z]\.|\([a-z]\))\s+(?=\S)"
)
_END_OF_SENTENCE = (".", ";", ",", "?", "!")
_LONGEST_HEADING = 14
_LONGEST_NUMBERED_HEADING = 26
_RECURS = 3
_PRONOUNS = frozenset(("we", "i", "they", "you", "it", "he", "she", "there"))
_ASKING = frozenset(("how", "what", "why", "who", "where", "when", "which"))
_FINITE = frozenset(("is", "are", "was", "were", "has", "have", "can", "do", "does", "will"))
_COUNT_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip


@dataclass(slots=True)
class Section:
    """A heading with what stands directly under it.

    Attributes:
        title: the heading as people read it, without its closing colon; empty at the very top.
        announces: the heading as written when it introduces what follows ("we will:").
        body: the blocks between this heading and the next.
    """

    title: str
    page: int | None = None
    source: str = ""
    announces: str | None = None
    parent: "Section | None" = None
    body: list[Block] = field(default_factory=list)
    children: list["Section"] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The titles from the outermost heading to this one."""
        above = self.parent.path if self.parent else ()
        return (*above, self.title) if self.title else above

    def walk(self) -> Iterator["Section"]:
        """This section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class _Heading:
    """A heading as found, before it has a place."""

    block: Block
    text: str
    key: str
    number: tuple[int, ...]
    caps: bool
    announced: bool = False
    body: list[Block] = field(default_factory=list)
    recurs: bool = False
    owner: bool = False

    @property
    def announces_parts(self) -> bool:
        return bool(self.body) and _promises_parts(self.body)


def outline(blocks: Sequence[Block]) -> Section:
    """The sections of a document, as a tree under one untitled root."""
    top, headings = _split(blocks)
    title_page: list[Block] = []
    # Headings before any other words are the title page: they stand above no section.
    while len(headings) > 1 and not top and _is_title_page(headings):
        title = headings.pop(0)
        title_page.append(title.block)
        top = title.body
    root = Section(title="", body=[*title_page, *top])
    if not headings:
        return root
    _mark_recurring(headings)
    levels = _marked_levels(headings)
    if levels is not None:
        _place_by_level(root, headings, levels)
    else:
        _place_by_form(root, headings)
    return root


def _is_title_page(headings: Sequence[_Heading]) -> bool:
    """True while the first heading is a title: nothing under it, or all of the document is."""
    level = headings[0].block.level
    if level is None:
        return not headings[0].body
    others = [h.block.level for h in headings[1:]]
    return all(other is None or other > level for other in others)


# --- which blocks are headings ---------------------------------------------------------------


def _split(blocks: Sequence[Block]) -> tuple[list[Block], list[_Heading]]:
    top: list[Block] = []
    headings: list[_Heading] = []
    announced = False
    lines = Counter(_key(b.text) for b in blocks if b.kind in (BlockKind.LINE, BlockKind.HEADING))
    for index, block in enumerate(blocks):
        if _is_heading(blocks, index, lines):
            number = _NUMBER.match(block.text)
            headings.append(
                _Heading(
                    block=block,
                    text=block.text.strip(),
                    key=_key(block.text),
                    number=_depths(number.group(1)) if number else (),
                    caps=_is_caps(block.text),
                    announced=announced,
                )
            )
            announced = False
        else:
            (headings[-1].body if headings else top).append(block)
            announced = block.kind is BlockKind.PARAGRAPH and block.text.rstrip().endswith(":")
    return top, headings


def _is_heading(blocks: Sequence[Block], index: int, lines: Counter[str]) -> bool:
    block = blocks[index]
    text = block.text.strip()
    if block.kind is BlockKind.HEADING:
        return bool(text)
    if not text or block.kind not in (BlockKind.LINE, BlockKind.PARAGRAPH):
        return False
    numbered = _NUMBER.match(text) is not None
    if block.kind is BlockKind.PARAGRAPH and not numbered:
        return False
    longest = _LONGEST_NUMBERED_HEADING if numbered else _LONGEST_HEADING
    ends = text.endswith(_END_OF_SENTENCE) and not text.endswith(("...", "…"))
    if ends or len(text.split()) > longest or not _starts_like_a_heading(text):
        return False
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None:
        return False
    if lines[_key(text)] > 1 or numbered or text.endswith(":"):
        return True
    if any(_alike(text, other.text) for other in _other_lines(blocks, index)):
        return not _reads_as_a_sentence(text)
    return not _reads_as_a_sentence(text) and not _is_listed_line(blocks, index)


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


def _reads_as_a_sentence(text: str) -> bool:
    """True for a statement that lost its full stop ("9 out of 10 patients are seen within …")."""
    if _is_caps(text):
        return False
    words = re.findall(r"[\w']+", text.casefold())
    if words[0] in _PRONOUNS:
        return len(words) > 3
    return words[0] not in _ASKING and len(words) > 7 and any(w in _FINITE for w in words[2:])


def _starts_like_a_heading(text: str) -> bool:
    first = text.lstrip("“\"'‘(")[:1]
    return first.isupper() or first.isdigit()


def _is_caps(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) / len(letters) > 0.85


def _depths(number: str | None) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".")) if number else (0,)


def _key(text: str) -> str:
    """What makes two headings the same: without number, closing marks, or "- we will"."""
    text = _NUMBER.sub("", text.strip()).casefold()
    text = re.sub(r"\s+[-–—]\s+we\b.*$", "", text)
    return re.sub(r"[\s.:…]+$", "", text)


def _mark_recurring(headings: list[_Heading]) -> None:
    """Mark headings that recur under others, and those others as their owners."""
    counts = Counter(h.key for h in headings)
    followed_by_body = Counter(h.key for h in headings if h.body)
    for heading in headings:
        n = counts[heading.key]
        heading.recurs = n >= _RECURS and followed_by_body[heading.key] * 2 > n
    pairs = list(zip(headings, headings[1:], strict=False))
    firsts = Counter(h.key for before, h in pairs if h.recurs and not before.recurs)
    if not firsts:
        return
    # Recurring headings come in the same order under each owner: what opens the round tells it.
    opening = firsts.most_common(1)[0][0]
    for before, heading in pairs:
        if heading.key == opening and not before.recurs:
            before.owner = True


# --- where the format says the level ---------------------------------------------------------


def _marked_levels(headings: list[_Heading]) -> list[int] | None:
    """A level for each heading, when the format or the type size tells at least two apart."""
    marked = [h.block.level for h in headings]
    if len({level for level in marked if level is not None}) < 2:
        sizes = sorted({round(h.block.size, 1) for h in headings if h.block.size}, reverse=True)
        if len(sizes) < 2:
            return None
        marked = [
            sizes.index(round(h.block.size, 1)) + 1 if h.block.size else None for h in headings
        ]
    levels: list[int] = []
    current = 0
    for level in marked:
        # An unmarked line among marked headings stands below the heading before it.
        if level is not None:
            current = level
        levels.append(level if level is not None else current + 1)
    return levels


def _place_by_level(root: Section, headings: list[_Heading], levels: list[int]) -> None:
    stack: list[tuple[int, Section]] = [(0, root)]
    for heading, level in zip(headings, levels, strict=True):
        while stack[-1][0] >= level:
            stack.pop()
        stack.append((level, _attach(stack[-1][1], heading)))


# --- where only the form of the headings tells -----------------------------------------------


def _place_by_form(root: Section, headings: list[_Heading]) -> None:
    mixed = any(h.caps for h in headings) and any(not h.caps for h in headings)
    region = _Region(root, headings)
    for index, heading in enumerate(headings):
        if mixed and heading.caps:
            # Capitals stand above sentence case: each opens a region of its own.
            region = _Region(_attach(root, heading), headings)
        else:
            region.place(index)


class _Region:
    """The headings under one capitals heading, or of the whole document."""

    def __init__(self, top: Section, headings: list[_Heading]) -> None:
        self._top = top
        self._headings = headings
        self._placed: list[tuple[_Heading, Section]] = []
        # Sections whose words or emptiness promise parts, so that headings after them go under.
        self._containers: set[int] = set()

    def place(self, index: int) -> None:
        """Hang the heading at this index on its parent."""
        heading = self._headings[index]
        section = _attach(self._parent(index), heading)
        self._placed.append((heading, section))
        if not heading.owner and (not heading.body or _promises_parts(heading.body)):
            self._containers.add(id(section))

    def _parent(self, index: int) -> Section:
        heading = self._headings[index]
        if heading.recurs:
            owners = [s for h, s in self._placed if h.owner]
            return owners[-1] if owners else self._top
        if len(heading.number) > 1:
            for other, section in reversed(self._placed):
                if other.number == heading.number[:-1]:
                    return section
        if heading.owner:
            return self._group(index)
        return self._beside_the_last(index)

    def _group(self, index: int) -> Section:
        """What the owners of recurring headings stand under: whatever leads up to the first."""
        for other, section in reversed(self._placed):
            if other.owner and section.parent is not None:
                return section.parent
        if self._placed and index > 0:
            before, section = self._placed[-1]
            if _announces(before, sum(h.owner for h in self._headings)):
                return section
        return self._top

    def _beside_the_last(self, index: int) -> Section:
        heading = self._headings[index]
        if not self._placed:
            return self._top
        before, last = self._placed[-1]
        at: Section | None = last
        while at is not None and at is not self._top and at.parent is not None:
            if any(_alike(sibling.title, heading.text) for sibling in at.parent.children):
                return at.parent
            at = at.parent
        if not before.body or before.announces_parts or heading.announced:
            return last
        parent = last.parent
        if parent is not None and parent is not self._top and id(parent) in self._containers:
            return parent if heading.body else self._top
        return self._top


def _promises_parts(body: Sequence[Block]) -> bool:
    """True when the words under a heading lead up to headings of their own ("the following")."""
    last = body[-1].text.casefold()
    return bool(re.search(r"\b(following|as follows|set out below|described below)\b", last))


def _announces(heading: _Heading, count: int) -> bool:
    """True when a heading's own text leads up to a number of parts ("five ambitions")."""
    if not heading.body:
        return True
    words = re.findall(r"[a-z]+|\d+", " ".join(b.text for b in heading.body).casefold())
    return any(_COUNT_WORDS.get(w) == count or w == str(count) for w in words)


def _alike(one: str, other: str) -> bool:
    a, b = (re.sub(r"[^\w\s]", "", text.casefold()).split() for text in (one, other))
    if min(len(a), len(b)) < 2:
        return False
    return a[:2] == b[:2] or (a[0] == b[0] and a[-2:] == b[-2:])


def _attach(parent: Section, heading: _Heading) -> Section:
    text = heading.text
    announces = text if text.endswith(":") else None
    section = Section(
        title=re.sub(r"[\s:]+$", "", text),
        page=heading.block.page,
        source=heading.block.source,
        announces=announces,
        parent=parent,
        body=heading.body,
    )
    parent.children.append(section)
    if announces:
        _give_back(section)
    return section


def _give_back(section: Section) -> None:
    """What comes after the thing announced stands under the heading above again."""
    body = section.body
    end = next((i for i, b in enumerate(body) if b.kind is not body[0].kind), len(body))
    if body and body[0].kind is BlockKind.PARAGRAPH:
        end = 1
    rest = body[end:]
    del body[end:]
    if rest and section.parent is not None:
        section.parent.children.append(Section(title="", parent=section.parent, body=rest))
