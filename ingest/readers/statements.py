"""Statements: what a piece of running text is, and halves of a sentence joined again.

Every reader hands its running text through here, so that the same words become the same blocks
whatever format they came in.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.blocks import Block, BlockKind
from ingest.readers.marks import (
    fold,
    is_caps,
    split_number,
    unquoted,
    wholly_bold,
    without_emphasis,
)

LONGEST_LINE = 120
MOST_WORDS = 20
LONGEST_NUMBERED = 160
_SENTENCE_END = re.compile(r"[.!?;,]['\"”’)\]]*$")
_ELLIPSIS = re.compile(r"(?:\.{3,}|…)['\"”’)\]]*$")
_INNER_END = re.compile(r"(?<![.\d][A-Za-z])(?<!\b[A-Za-z])[.!?]['\"”’)]*\s+[\"'“‘(]?[A-Z]")
_SPEAKERS = (
    "patient|service user|family|families|carer|parent|mother|father|relative|staff|staff member|"
    "member of staff|colleague|nurse|doctor|clinician|therapist|manager|volunteer|partner|gp|"
    "student|community member|peer support worker"
)
_SPEAKER = re.compile(
    rf"^(?:(?:an?|one|the|our)\s+)?(?:former\s+|inpatient\s+|family\s+)?(?:{_SPEAKERS})s?\s*:$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\bI\b(?![.)])|\b[Mm]y\b")
# A sentence cannot end in one of these, so what follows belongs to it.
_UNFINISHED_WORDS = (
    "a an the and or but nor of to in on at for with by from as into through across between within "
    "under over than about against during per via our your their its his her my this that these "
    "those is are be been was were will would can could should may must has have had which who "
    "whose where when while if because we they i he she not no every each some any"
)
UNFINISHED = frozenset(_UNFINISHED_WORDS.split())


def statement(
    source: str,
    *,
    page: int | None = None,
    gap_before: int = 0,
    size: float | None = None,
    bold: bool = False,
    set_apart: bool = False,
    style: str | None = None,
) -> Block:
    """The block for a piece of running text: a line, a paragraph or a quotation.

    `set_apart` says that it is all in italics or stands further in than the text around it.
    """
    source = fold(source)
    text = without_emphasis(source)
    bold = bold or wholly_bold(source)
    quoted = unquoted(source)
    if quoted:
        kind, text = BlockKind.QUOTATION, quoted
    elif reads_as_line(text):
        kind = BlockKind.LINE
    elif (bold or set_apart) and _FIRST_PERSON.search(text):
        # An organisation says "we": a person who says "I", set apart from the text, is quoted.
        kind = BlockKind.QUOTATION
    else:
        kind = BlockKind.PARAGRAPH
    return Block(
        kind=kind,
        source=source,
        text=text,
        page=page,
        gap_before=gap_before,
        size=size,
        bold=bold,
        caps=is_caps(text),
        style=style,
    )


def reads_as_line(text: str) -> bool:
    """True when a text is short and no sentence, so that it may be a heading."""
    number, words = split_number(text)
    longest = LONGEST_NUMBERED if number else LONGEST_LINE
    if not words or len(text) > longest or len(words.split()) > MOST_WORDS:
        return False
    if _INNER_END.search(words):
        return False
    if words.endswith("?"):
        return len(words.split()) <= 12
    return bool(_ELLIPSIS.search(words)) or not _SENTENCE_END.search(words)


def ends_sentence(text: str) -> bool:
    """True when a text ends as a sentence, a lead-in or a clause does."""
    return bool(re.search(r"[.!?:;…]['\"”’)\]*]*$", text))


def continues(before: str, after: str) -> bool:
    """True when `after` is the second half of a sentence that `before` breaks off in."""
    if not before or not after or ends_sentence(before) or is_caps(before):
        return False
    words = before.split()
    if len(words) < 8 and not re.search(r"[.,;]\s", before):
        return False
    if after[0].islower():
        return True
    last = words[-1].lower().strip("*")
    return last in UNFINISHED and len(words) >= 8 and not is_caps(after)


def settle(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with broken sentences joined and the words after a speaker's name marked.

    A join keeps both halves in `source`, one space between, and the first half's page.
    """
    settled: list[Block] = []
    for block in blocks:
        if not (block.source or block.cells):
            continue
        before = settled[-1] if settled else None
        if before and _can_join(before, block) and continues(before.text, block.text):
            settled[-1] = _joined(before, block)
        elif before and _can_be_spoken(before, block):
            speaker = before.text.rstrip(": ")
            settled[-1:] = [before, replace(block, kind=BlockKind.QUOTATION, speaker=speaker)]
        else:
            settled.append(block)
    return tuple(settled)


def _can_join(before: Block, block: Block) -> bool:
    plain = (BlockKind.LINE, BlockKind.PARAGRAPH)
    same_print = before.bold == block.bold and before.style == block.style
    return before.kind in plain and block.kind in plain and same_print


def _joined(before: Block, block: Block) -> Block:
    return statement(
        f"{before.source} {block.source}",
        page=before.page,
        gap_before=before.gap_before,
        size=before.size,
        bold=before.bold,
        style=before.style,
    )


def _can_be_spoken(before: Block, block: Block) -> bool:
    if before.kind not in (BlockKind.LINE, BlockKind.HEADING) or not _SPEAKER.match(before.text):
        return False
    plain = block.kind in (BlockKind.LINE, BlockKind.PARAGRAPH, BlockKind.QUOTATION)
    return plain and len(block.text.split()) >= 4
