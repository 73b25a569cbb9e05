"""Lines that a page was too narrow for, put back into statements."""

from collections.abc import Iterable, Iterator, Sequence

from ingest.readers.marks import fold, is_caps, wholly_bold
from ingest.readers.statements import UNFINISHED, ends_sentence

NARROW = 40
"""Lines no wider than this are a heading, an address or a list of names, not running text."""
_RAGGED = 16
"""How many characters short of the full width a line may end that somebody broke by hand."""
WIDE = 200
"""Lines wider than this are whole paragraphs: nobody's page is that wide."""


def page_width(lines: Iterable[str]) -> int:
    """How many characters wide a text was set; 0 where paragraphs stand on a line each."""
    widest = max((len(line.strip()) for line in lines if "\t" not in line), default=0)
    return widest if widest <= WIDE else 0


def unwrap(lines: Sequence[str], page: int = 0) -> Iterator[tuple[int, str]]:
    """Statements out of lines that stand together, each with the place of its first line.

    `page` is the width of the whole text, where that is known.
    """
    width = max((len(line) for line in lines), default=0)
    width = max(width, page) if width > NARROW else width
    start, words, before = 0, "", ""
    for place, raw in enumerate(lines):
        line = fold(raw)
        if not line:
            continue
        if words and _belongs(words, before, line, width):
            words = f"{words} {line}"
        else:
            if words:
                yield start, words
            start, words = place, line
        before = line
    if words:
        yield start, words


def with_bold_closed(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines, those joined that one pair of bold marks holds together."""
    place = 0
    while place < len(lines):
        end = place + 1
        if lines[place].count("**") % 2 and "\t" not in lines[place]:
            closing = _closing(lines, place)
            if closing is not None:
                end = closing + 1
        first, *rest = lines[place:end]
        yield place, " ".join([first.rstrip(), *(line.strip() for line in rest)])
        place = end


def _closing(lines: Sequence[str], opening: int) -> int | None:
    for place in range(opening + 1, len(lines)):
        if lines[place].count("**") % 2:
            return place
    return None


def _belongs(words: str, before: str, line: str, width: int) -> bool:
    """Whether a line goes on with the statement so far."""
    if wholly_bold(words) or (wholly_bold(line) and ends_sentence(before)):
        return False
    if is_caps(before) or is_caps(line):
        return is_caps(before) and is_caps(line) and width <= NARROW
    if line[0].islower() and not before.endswith((".", "!", "?", ":")):
        return True
    last = before.rsplit(maxsplit=1)[-1].lower().strip("*")
    unfinished = last in UNFINISHED or before.endswith((",", "-", "–", "&"))
    if width <= NARROW or width > WIDE:
        return unfinished
    room = width - len(before) - 1 - len(line.split(maxsplit=1)[0])
    if ends_sentence(before):
        return room <= _RAGGED / 2
    return room <= (2 * _RAGGED if unfinished else _RAGGED)
