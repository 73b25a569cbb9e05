"""The modal that a source opens: the quote, and the words around it."""

from bot.slack.blocks import parts
from bot.slack.blocks.editions import citation_words, document_words, placed
from bot.slack.blocks.parts import Block, View
from bot.slack.text import fit
from programme.answers import Citation
from programme.documents import EditionStatus
from programme.ports import FoundPassage

QUOTE = 2800
AROUND = 2800


def opening(title: str) -> View:
    """What is shown at once, while the words are fetched."""
    return parts.modal(title, [parts.section("Opening the source…")])


def source_view(number: int, citation: Citation, around: FoundPassage | None) -> View:
    """One source: where it stands, whether it is in force, the quote and the passage around it."""
    blocks: list[Block] = [parts.section(citation_words(citation))]
    blocks.append(_in_force(citation.status))
    blocks.append(parts.header("The words quoted"))
    blocks.append(parts.rich([parts.quotation(fit(citation.quote, QUOTE))]))
    if around is None:
        blocks.append(
            parts.small(
                "The document has changed since this answer was given; the quote is as it stood."
            )
        )
    elif around.passage.text.strip() != citation.quote.strip():
        blocks.append(parts.header("The passage around them"))
        blocks.append(parts.rich([parts.paragraph(parts.run(fit(around.passage.text, AROUND)))]))
    return parts.modal(f"Source {number}", blocks)


def passage_view(found: FoundPassage) -> View:
    """One passage on its own, whole as far as it fits."""
    edition = found.document.edition
    where = placed(document_words(found.document), found.passage.section, found.passage.page)
    return parts.modal(
        "Passage",
        [
            parts.section(where),
            _in_force(edition.status),
            parts.rich([parts.quotation(fit(found.passage.text, QUOTE))]),
        ],
    )


def not_there(title: str, sentence: str) -> View:
    """A modal that says why there is nothing to show."""
    return parts.modal(title, [parts.section(sentence)])


def _in_force(status: EditionStatus) -> Block:
    if status is EditionStatus.SUPERSEDED:
        return parts.section("⚠ Superseded: this edition is no longer in force.")
    return parts.small("This edition is in force.")
