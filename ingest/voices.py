"""Quotations that nothing marks: somebody's words at the end of a section.

Reports like to close a section with what a patient or a member of staff said. Where the
quotation marks were lost with the layout, such words stand after the section's list as if they
were one more thing the organisation says of itself, and must never be shown as its commitment.

Three things together tell them: they come alone after the list that ends the section; they are a
whole sentence in the first person that promises nothing; and either the speaker says "I" (an
organisation says "we"), or a sibling section under the same heading ends in words that are
marked as a quotation at that very place.
"""

import re
from collections import defaultdict
from dataclasses import replace

from ingest.blocks import Block, BlockKind
from ingest.headings import reads_as_a_sentence
from ingest.sections import Section

_RECURS = 3
_LONGEST_WORDS = 70
_FIRST_PERSON = re.compile(r"\b(?:i|we|us|our|me|my)\b", re.IGNORECASE)
_SINGULAR = re.compile(r"\bI\b(?![.)])|\b[Mm]y\b|\bme\b")
# What an organisation says of itself at the end of a list: a promise, a plan, a pointer.
_OF_ITSELF = re.compile(
    r"\b(?:we|trust|board)(?:['’]ll| will| shall| aim| plan| intend| expect| commit)\b"
    r"|\b(?:will be|report(?:ed)?|measures?|targets?|strategy|plan|programme)\b",
    re.IGNORECASE,
)


def mark_voices(root: Section) -> None:
    """Mark the unmarked quotations under recurring headings as quotations, in place."""
    alike: dict[str, list[Section]] = defaultdict(list)
    for section in root.walk():
        if section.recurs:
            alike[section.title.casefold()].append(section)
    for siblings in alike.values():
        listed = [s for s in siblings if any(b.kind is BlockKind.ITEM for b in s.body)]
        if len(listed) < _RECURS:
            continue
        marked = any(_ends_in_marked_words(section) for section in listed)
        for section in listed:
            closing = _after_the_list(section)
            if len(closing) == 1 and _is_somebodys(closing[0], marked=marked):
                section.body[-1] = replace(closing[0], kind=BlockKind.QUOTATION)


def _after_the_list(section: Section) -> list[Block]:
    last = max(i for i, b in enumerate(section.body) if b.kind is BlockKind.ITEM)
    return section.body[last + 1 :]


def _ends_in_marked_words(section: Section) -> bool:
    return any(block.kind is BlockKind.QUOTATION for block in _after_the_list(section))


def _is_somebodys(block: Block, *, marked: bool) -> bool:
    if block.kind not in (BlockKind.LINE, BlockKind.PARAGRAPH):
        return False
    text = block.text
    whole = block.kind is BlockKind.PARAGRAPH or reads_as_a_sentence(text)
    if not whole or text.endswith(":") or len(text.split()) > _LONGEST_WORDS:
        return False
    if _OF_ITSELF.search(text) or not _FIRST_PERSON.search(text):
        return False
    return marked or bool(_SINGULAR.search(text))
