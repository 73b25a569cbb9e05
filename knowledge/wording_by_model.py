"""An answer worded by a language model, where one is set, and held to the quotes it stands on.

The answer in the documents' own words comes first and stays the truth: a model only sees what was
picked from the documents, may only shorten and join it, and where it strays or is silent, the
documents' own words stand. Lists, table rows, quotations of people, and all that the assistant
says itself ("now superseded", "sets no figure for this") are never worded anew.
"""

import json
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from knowledge.answer_kinds import figures
from knowledge.binding import unbound
from knowledge.worded_sentences import Unfit, Worded, sentences_of, unfit
from knowledge.wording import words
from programme.answers import Answer, AnswerStatus, Citation, Statement
from programme.documents import Passage, PassageKind
from programme.errors import Unavailable
from programme.guard import find_patient_data
from programme.guard.folding import fold
from programme.guard.instructions import is_instruction
from prompts.loading import Prompt, load_prompt

log = logging.getLogger(__name__)

NOTE = "A language model worded this; the sources show the documents' own words."
_SENTENCES = 3
_WORDABLE = (PassageKind.PROSE, PassageKind.LIST)


class Replies(Protocol):
    """A language model, as far as wording needs one."""

    def reply(self, instructions: str, material: str) -> str:
        """What the model says to the material.

        Raises:
            Unavailable: it did not answer within the time, or not as its service should.
        """
        ...

    def warm(self) -> None:
        """Make ready; nothing is sent."""
        ...


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Statements in a row that may be worded anew, and the citations they stand on, by index."""

    start: int
    end: int
    citations: tuple[int, ...]


class WordingByModel:
    """Words answers by a language model. Never raises on the model's account.

    Args:
        model: what words them.
        longest: an answer's length, in characters.
    """

    def __init__(self, model: Replies, longest: int) -> None:
        self._model = model
        self._longest = longest
        self._prompt: Prompt = load_prompt("word_answer", 1)

    def warm(self) -> None:
        """Make the model ready; nothing is sent."""
        self._model.warm()

    def word(self, answer: Answer, passages: Mapping[str, Passage]) -> Answer:
        """The answer in a model's words where they can stand on its quotes; else as it is.

        Args:
            answer: in the documents' own words.
            passages: those it was taken from, by id.
        """
        if answer.status is not AnswerStatus.ANSWERED or not _may_be_sent(answer.question):
            return answer
        stretches = _stretches(answer, passages)
        if not stretches:
            return answer
        order = [number for stretch in stretches for number in stretch.citations]
        quotes = [answer.citations[number] for number in order]
        try:
            reply = self._model.reply(
                self._prompt.filled(sentences=_SENTENCES), _material(answer.question, quotes)
            )
        except Unavailable:
            return answer
        kept = _fitting(reply, quotes)
        worded = _put_together(answer, stretches, [(order[w.quotes[0] - 1], w) for w in kept])
        return worded if len(worded.text) <= self._longest else answer


def _may_be_sent(text: str) -> bool:
    """False for words that no service may see, and for such as would give a model orders."""
    return not find_patient_data(text) and not is_instruction(fold(text))


def _stretches(answer: Answer, passages: Mapping[str, Passage]) -> list[_Stretch]:
    """What may be worded anew, in order; a quote belongs to one stretch only."""
    made: list[_Stretch] = []
    taken: set[int] = set()
    for place, statement in enumerate(answer.statements):
        if not _may_be_worded(place, answer, passages) or taken & set(statement.citations):
            continue
        taken |= set(statement.citations)
        last = made[-1] if made else None
        if last and last.end == place and _one_edition(answer, last.citations[0], statement):
            made[-1] = _Stretch(last.start, place + 1, (*last.citations, *statement.citations))
        else:
            made.append(_Stretch(place, place + 1, statement.citations))
    return made


def _may_be_worded(place: int, answer: Answer, passages: Mapping[str, Passage]) -> bool:
    """True for the document's own running words."""
    statement = answer.statements[place]
    # What ends in a colon introduces something: a list, or words of a superseded edition.
    if statement.item or len(statement.citations) != 1 or statement.text.rstrip().endswith(":"):
        return False
    citation = answer.citations[statement.citations[0]]
    passage = passages.get(citation.passage_id)
    if passage is None or passage.kind not in _WORDABLE or not _may_be_sent(citation.quote):
        return False
    return _stands_in(statement.text, passage.text)


def _stands_in(text: str, whole: str) -> bool:
    """True when the words of a text follow one another in the whole just so."""
    sought, found = words(text), words(whole)
    starts = range(len(found) - len(sought) + 1)
    return bool(sought) and any(found[i : i + len(sought)] == sought for i in starts)


def _one_edition(answer: Answer, number: int, statement: Statement) -> bool:
    one, other = answer.citations[number], answer.citations[statement.citations[0]]
    return one.document_key == other.document_key and one.status is other.status


def _material(question: str, quotes: list[Citation]) -> str:
    """The question and the quotes as JSON: no words in it can end the string they stand in."""
    numbered = [
        {"number": number, "heading": quote.section_label, "text": quote.quote}
        for number, quote in enumerate(quotes, start=1)
    ]
    return json.dumps({"question": question, "quotes": numbered}, ensure_ascii=False)


def _fitting(reply: str, quotes: list[Citation]) -> list[Worded]:
    """The sentences that can stand, each once; of the others only the kind of fault is kept."""
    written = list(dict.fromkeys(sentences_of(reply)))
    faults: Counter[Unfit] = Counter()
    kept = []
    for worded in written:
        fault = unfit(worded, quotes)
        if fault is None:
            kept.append(worded)
        else:
            faults[fault] += 1
    for fault, times in faults.items():
        log.info("worded sentences left out: %d, %s", times, fault)
    log.info("worded sentences: %d of %d can stand", len(kept), len(written))
    return kept[:_SENTENCES]


def _put_together(
    answer: Answer, stretches: list[_Stretch], kept: list[tuple[int, Worded]]
) -> Answer:
    """The answer with each stretch in new words, if these say what it was picked for."""
    statements = list(answer.statements)
    changed = False
    for stretch in reversed(stretches):
        old = answer.statements[stretch.start : stretch.end]
        new = [Statement(w.text, (n,)) for n, w in kept if n in stretch.citations]
        if _says_enough(stretch, old, new):
            statements[stretch.start : stretch.end] = new
            changed = True
    if not changed or unbound(statements, answer.citations):
        return answer
    statements.append(Statement(NOTE))
    return replace(answer, statements=tuple(statements))


def _says_enough(stretch: _Stretch, old: tuple[Statement, ...], new: list[Statement]) -> bool:
    """True when the quote picked first is spoken of, and its figures are not lost altogether."""
    first = " ".join(s.text for s in new if s.citations[0] == stretch.citations[0])
    return bool(first) and (bool(figures(first)) or not figures(old[0].text))
