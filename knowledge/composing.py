"""The answer, put together: the documents' own words, said whose and from when they are."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from knowledge.answer_kinds import figures
from knowledge.binding import citation, cite, quoted_runs, unbound
from knowledge.evidence import is_short_row
from knowledge.picking import Picked, pick
from knowledge.picks import Pick
from knowledge.questions import EditionWish, Question, Wanted
from knowledge.retrieval import Retrieved
from programme.answers import Answer, AnswerStatus, Citation, Statement
from programme.documents import Document, Passage, PassageKind

log = logging.getLogger(__name__)

_MORE = "There is more in the sources."
_NEAR_ENOUGH = 0.12
_FIGURES = (Wanted.NUMBER, Wanted.MONEY, Wanted.DATE)
_ALTERNATIVES = 8

TitleOf = Callable[[Document], Passage | None]
PartsOf = Callable[[Passage], Sequence[Passage]]


@dataclass
class _Draft:
    """An answer being written, within a number of characters."""

    longest: int
    statements: list[Statement] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    is_full: bool = False

    def say(self, text: str, citations: tuple[int, ...] = (), *, item: bool = False) -> bool:
        """Add a statement if there is room for it."""
        used = sum(len(s.text) + 3 for s in self.statements)
        if self.is_full or used + len(text) > self.longest - len(_MORE) - 3:
            self.is_full = True
            return False
        self.statements.append(Statement(text, citations, item=item))
        return True

    def cite(self, made: Citation) -> int:
        """The number of a citation, the same for the same words."""
        if made in self.citations:
            return self.citations.index(made)
        self.citations.append(made)
        return len(self.citations) - 1


def compose(
    retrieved: Retrieved,
    *,
    considered: int,
    contact: str,
    longest: int,
    title_of: TitleOf,
    parts_of: PartsOf,
) -> Answer:
    """The answer to a question out of the passages found for it.

    Args:
        retrieved: the question, and the passages that speak for it.
        considered: how many passages the answer is looked for in.
        contact: whom to ask when the documents do not say.
        longest: in characters.
        title_of: the title page of a document, to bind the years of its edition to.
        parts_of: all parts of a list that was too long for one passage, in order.
    """
    question = retrieved.question
    picked = pick(retrieved, considered)
    shown = {p.evidence.passage.id for p in picked.shown}
    ids = (e.passage.id for e in retrieved.evidence)
    alternatives = tuple(i for i in ids if i not in shown)[:_ALTERNATIVES]
    draft = _Draft(longest)
    if picked.answers:
        _answer(draft, question, picked, title_of, parts_of)
        if draft.is_full:
            draft.statements.append(Statement(_MORE))
    else:
        _not_found(draft, picked, contact)
    for place in reversed(unbound(draft.statements, draft.citations)):
        log.error("a statement with an unquoted figure was left out")
        del draft.statements[place]
    return Answer(
        question=question.text,
        status=AnswerStatus.ANSWERED if picked.answers else AnswerStatus.NOT_FOUND,
        statements=tuple(draft.statements),
        citations=tuple(draft.citations),
        alternatives=alternatives,
    )


def _answer(
    draft: _Draft, question: Question, picked: Picked, title_of: TitleOf, parts_of: PartsOf
) -> None:
    for chosen in picked.current:
        _show(draft, question, chosen, parts_of)
    if not picked.superseded:
        if question.wish is EditionWish.BOTH:
            draft.say("The previous edition does not say.")
        return
    document = picked.superseded[0].evidence.document
    name, title = _edition_name(document, title_of)
    if question.wish is EditionWish.BOTH and not picked.current:
        draft.say(f"The current {document.edition.kind} does not say.")
    place = len(draft.statements)
    for chosen in picked.superseded:
        _show(draft, question, chosen, parts_of)
    # The years are bound like any other figure: to the title page, cited last.
    numbers = (draft.cite(title),) if title else ()
    draft.statements.insert(place, Statement(f"The {name}, now superseded, says:", numbers))
    if picked.rival is not None:
        nearest = Statement(f"The nearest the current {document.edition.kind} comes:")
        place = len(draft.statements)
        _show(draft, question, picked.rival, parts_of)
        if len(draft.statements) > place:
            draft.statements.insert(place, nearest)
    elif question.wish is EditionWish.EITHER:
        what = "sets no figure for this" if question.wanted in _FIGURES else "does not say this"
        draft.say(f"The current {document.edition.kind} {what}.")


def _edition_name(document: Document, title_of: TitleOf) -> tuple[str, Citation | None]:
    """What to call an edition, with its years where its title page bears them out."""
    edition = document.edition
    plain = f"previous {edition.kind}"
    page = title_of(document)
    if edition.period is None or page is None:
        return plain, None
    years = {str(edition.period.start), str(edition.period.end)}
    for unit in page.units:
        if all(year in unit.text for year in years):
            quote = page.source[unit.start : unit.end]
            return f"{edition.period.label} {edition.kind}", citation(page, document, quote)
    return plain, None


def _show(draft: _Draft, question: Question, chosen: Pick, parts_of: PartsOf) -> None:
    evidence = chosen.evidence
    passage = evidence.passage
    if passage.kind is PassageKind.QUOTATION:
        who = f" ({passage.lead_in.rstrip(':').lower()})" if passage.lead_in else ""
        draft.say(f"Quoted in the document, not said by it{who}:")
    if passage.kind is PassageKind.LIST:
        parts = parts_of(passage) if chosen.whole else [passage]
        for part in parts:
            units = chosen.units if part is passage else tuple(range(len(part.units)))
            _show_list(draft, evidence.document, part, units)
    elif chosen.by_cell:
        _show_cells(draft, chosen)
    elif is_short_row(passage):
        _show_row(draft, chosen)
    else:
        _show_units(draft, chosen)
    if question.wanted is Wanted.SECTION and passage.section:
        _name_section(draft, chosen)


def _show_list(draft: _Draft, document: Document, passage: Passage, units: tuple[int, ...]) -> None:
    """Items, and before the first of a list the line that leads in to it."""
    for run in quoted_runs(passage, units):
        leads_in = run[0] == 0 and _begins_with_lead_in(passage)
        start = 0 if leads_in else passage.units[run[0]].start
        quote = passage.source[start : passage.units[run[-1]].end]
        number = draft.cite(citation(passage, document, quote))
        if leads_in and len(units) > 1:
            draft.say(str(passage.lead_in), (number,))
        for unit in run:
            draft.say(passage.units[unit].text, (number,), item=len(passage.units) > 1)


def _begins_with_lead_in(passage: Passage) -> bool:
    """False for a later part of a long list, which does not stand next to its lead-in."""
    if not passage.lead_in:
        return False
    before = passage.source[: passage.units[0].start].replace("**", "").split()
    return len(before) >= len(passage.lead_in.split())


def _show_row(draft: _Draft, chosen: Pick) -> None:
    """A short row whole, each cell with its column heading, headings with figures bound too."""
    evidence = chosen.evidence
    passage = evidence.passage
    quote = passage.source[passage.units[0].start : passage.units[-1].end]
    labels = dict.fromkeys(u.label for u in passage.units if u.label and figures(u.label))
    numbers = (cite(evidence, quote), *(cite(evidence, label) for label in labels))
    draft.say(evidence.prepared.texts[0], tuple(draft.cite(made) for made in numbers))


def _show_cells(draft: _Draft, chosen: Pick) -> None:
    """Some cells of a record, each with its heading: neighbours are quoted in one piece."""
    evidence = chosen.evidence
    passage = evidence.passage
    cells = [passage.units[i] for i in chosen.units]
    runs: list[tuple[int, int]] = []
    for place in chosen.units:
        start, end = passage.units[place].start, passage.units[place].end
        if runs and place and runs[-1][1] == passage.units[place - 1].end:
            start = runs.pop()[0]
        runs.append((start, end))
    labels = dict.fromkeys(u.label for u in cells if u.label and figures(u.label))
    # The words that answer are cited before the row's name.
    quotes = (*(passage.source[start:end] for start, end in (*runs[1:], runs[0])), *labels)
    said = "; ".join(f"{u.label}: {u.text}" if u.label else u.text for u in cells)
    draft.say(said, tuple(draft.cite(cite(evidence, quote)) for quote in quotes))


def _show_units(draft: _Draft, chosen: Pick) -> None:
    """Sentences as running text; a row's items under what the row is about; names of parts."""
    evidence = chosen.evidence
    passage = evidence.passage
    if chosen.whole and passage.kind is PassageKind.ROW:
        heading = passage.units[0]
        words = passage.source[heading.start : heading.end]
        draft.say(f"{heading.text.rstrip(':')}:", (draft.cite(cite(evidence, words)),))
    listed = len(chosen.units) > 1 and passage.kind in (PassageKind.ROW, PassageKind.OUTLINE)
    for run in quoted_runs(passage, chosen.units):
        quote = passage.source[passage.units[run[0]].start : passage.units[run[-1]].end]
        number = draft.cite(cite(evidence, quote))
        if listed:
            for unit in run:
                draft.say(passage.units[unit].text, (number,), item=True)
        else:
            draft.say(" ".join(passage.units[unit].text for unit in run), (number,))


def _name_section(draft: _Draft, chosen: Pick) -> None:
    """Which heading the words stand under, each heading bound to itself."""
    evidence = chosen.evidence
    numbers = tuple(draft.cite(cite(evidence, title)) for title in evidence.passage.section)
    path = " › ".join(evidence.passage.section)
    draft.say(f"This stands under: {path}.", numbers)


def _not_found(draft: _Draft, picked: Picked, contact: str) -> None:
    draft.say("The documents do not say.")
    near = picked.nearest
    if near is not None and near.sureness >= _NEAR_ENOUGH:
        passage = near.evidence.passage
        unit = passage.units[near.units[0]]
        number = draft.cite(cite(near.evidence, passage.source[unit.start : unit.end]))
        old = "" if near.evidence.document.edition.is_current else ", from a superseded edition"
        draft.say(f"The nearest they come, which may not answer you{old}: {unit.text}", (number,))
    draft.say(f"You could ask {contact}.")
