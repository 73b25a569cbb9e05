"""Other passages, for "Not what I meant"."""

from collections.abc import Sequence

from bot.slack.blocks import parts
from bot.slack.blocks.editions import document_words, place_words
from bot.slack.blocks.parts import Block, Message
from bot.slack.text import fit
from programme.documents import Passage, PassageKind
from programme.ports import FoundPassage

PASSAGE_OPEN = "passage_open"
MOST = 5
SHOWN = 300


def passages_message(found: Sequence[FoundPassage], contact: str) -> Message:
    """Up to five further passages, each with a button for the whole of it."""
    if not found:
        sentence = f"There are no other passages to show. Please ask {contact}."
        return parts.message(sentence, [parts.section(sentence)])
    lead = "Other passages that may be what you meant:"
    blocks: list[Block] = [parts.rich([parts.paragraph(parts.run(lead, bold=True))])]
    spoken = [lead]
    for n, each in enumerate(found[:MOST], 1):
        named = document_words(each.document)
        place = place_words(each.passage.section, each.passage.page)
        words = fit(passage_words(each.passage), SHOWN)
        opener = parts.button(
            f"Open passage {n}",
            PASSAGE_OPEN,
            each.passage.id,
            spoken=f"Open passage {n}: {each.document.edition.title}",
        )
        where = f"{fit(named, 300)}\n{fit(place, 300)}".strip()
        blocks.append(parts.section(f"{n}. {where}", opener))
        blocks.append(parts.rich([parts.quotation(words)]))
        spoken.append(f"{n}. {where}: {words}")
    tail = f"Still not it? Try other words, or ask {contact}."
    blocks.append(parts.small(tail))
    return parts.message("\n".join([*spoken, tail]), blocks)


def passage_words(passage: Passage) -> str:
    """A passage as it is read, the items of a list told apart."""
    if passage.kind not in {PassageKind.LIST, PassageKind.OUTLINE}:
        return passage.text
    lead = [passage.lead_in] if passage.lead_in else []
    return "\n".join([*lead, *(f"• {unit.text}" for unit in passage.units)])
