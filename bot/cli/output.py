"""How results leave the command line: one JSON document, or something to read."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import typer
from rich.text import Text

from bot.terminal.screen import standard_error
from programme.answers import Answer, Citation, DeclineReason
from programme.documents import Edition

if TYPE_CHECKING:
    from programme.ports import DocumentSummary, FoundPassage

Json = dict[str, Any]


def print_json(value: object, *, one_line: bool = False) -> None:
    """Print one JSON document on standard output, and nothing else."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not utf8, indent=None if one_line else 2)
    # Halves of characters, as a broken argument holds, cannot be written.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    sys.stdout.write(f"{whole}\n")
    sys.stdout.flush()


def say(sentence: str, *, style: str = "") -> None:
    """One sentence to standard error, where it is in nobody's way."""
    console = standard_error()
    console.print(Text(sentence, style=style), soft_wrap=not console.is_terminal)


def refuse(sentence: str) -> typer.Exit:
    """Say why not; raise what comes back to end with exit code 1."""
    say(sentence)
    return typer.Exit(1)


def answer_json(identifier: object, question: str, answer: Answer, seconds: float) -> Json:
    """One answered question, in the form of the command contract.

    What may be a patient's is not said again, not even as the question that was asked: this
    output ends in files.
    """
    withheld = answer.reason is DeclineReason.PATIENT_DATA
    return {
        "id": identifier,
        "question": "" if withheld else question,
        "status": answer.status.value,
        "answer": answer.text,
        "citations": [citation_json(citation) for citation in answer.citations],
        "seconds": round(seconds, 4),
    }


def citation_json(citation: Citation) -> Json:
    """One citation: which document and where in it, and the words."""
    return {
        "document": citation.title,
        "edition": citation.status.value,
        "section": citation.section_label,
        "page": citation.page,
        "quote": citation.quote,
    }


def edition_json(edition: Edition) -> Json:
    """The period and the status of an edition."""
    return {
        "period": edition.period.label if edition.period else None,
        "status": edition.status.value,
    }


def document_json(summary: DocumentSummary) -> Json:
    """One document that is held."""
    edition = summary.document.edition
    return {
        "document": edition.title,
        "edition": edition_json(edition),
        "passages": summary.passages,
    }


def passage_json(found: FoundPassage) -> Json:
    """One passage that was found."""
    edition = found.document.edition
    return {
        "document": edition.title,
        "edition": edition.status.value,
        "section": " › ".join(found.passage.section),
        "page": found.passage.page,
        "text": found.passage.text,
        "score": round(found.score, 4),
    }
