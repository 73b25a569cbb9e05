"""Other passages, for "Not what I meant"."""

from collections.abc import Sequence

from bot.slack.blocks import parts
from bot.slack.blocks.editions import document_words, placed
from bot.slack.blocks.parts import Block, Message
from bot.slack.text import fit
from programme.ports import FoundPassage

PASSAGE_OPEN = "passage_open"
MOST = 5
SHOWN = 500


def passages_message(found: Sequence[FoundPassage], contact: str) -> Message:
    """Up to five further passages, each with a button for the whole of it."""
    if not found:
        sentence = f"There are no other passages to show. Please ask {contact}."
        return parts.message(sentence, [parts.section(sentence)])
    lead = "Other passages that may be what you meant:"
    blocks: list[Block] = [parts.section(lead)]
    spoken = [lead]
    for n, each in enumerate(found[:MOST], 1):
        where = placed(document_words(each.document), each.passage.section, each.passage.page)
        words = fit(each.passage.text, SHOWN)
        opener = parts.button(
            f"Open passage {n}",
            PASSAGE_OPEN,
            each.passage.id,
            spoken=f"Open passage {n}: {each.document.edition.title}",
        )
        blocks.append(parts.section(f"{n}. {fit(where, 400)}", opener))
        blocks.append(parts.rich([parts.quotation(words)]))
        spoken.append(f"{n}. {where}: {words}")
    tail = f"Still not it? Try other words, or ask {contact}."
    blocks.append(parts.small(tail))
    return parts.message("\n".join([*spoken, tail]), blocks)
