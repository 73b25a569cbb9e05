"""What a question is taken apart into: its terms, the kind of answer, and which edition."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.row_fields import Field
from knowledge.section_roles import Role


class Wanted(StrEnum):
    """The kind of thing that would answer."""

    NUMBER = "number"
    DATE = "date"
    PERSON = "person"
    INDIVIDUAL = "individual"
    NAME = "name"
    WHICH = "which"
    CONTACT = "contact"
    PLACE = "place"
    MONEY = "money"
    REASON = "reason"
    LIST = "list"
    SECTION = "section"
    STATEMENT = "statement"


class Modality(StrEnum):
    """Whether a question asks what is aimed at or what is so."""

    TARGET = "target"
    ACTUAL = "actual"
    OPEN = "open"


class EditionWish(StrEnum):
    """Which edition a question is about."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    BOTH = "both"
    EITHER = "either"
    RATHER_SUPERSEDED = "rather_superseded"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing the question speaks of.

    Attributes:
        stem: of the word as asked.
        word: the word as asked, folded.
        others: stems of what else it is called; each tuple counts when all of it is there.
        weight: how much it tells, 0 to 1.
        place: where the word stands in the question's core, start and end.
        asks_role: it says which section is asked for, and names no subject.
    """

    stem: str
    word: str
    others: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0
    place: tuple[int, int] = (0, 0)
    asks_role: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart.

    Attributes:
        text: as asked.
        core: without who is asking and what for.
        counted: for "how many X", the stems of X.
        about_editions: document ids of the editions the question names by their period.
        stems: of all its words, small ones included.
        pairs: of neighbouring words that carry the subject.
        asks_voices: what people said is asked for, so that quotations may answer.
        asks_level: a standing figure is asked for, not by how much something changes.
        asks_how_soon: a span of time would answer ("within 4 weeks").
        asks_ahead: what is still to come is asked for ("when will …").
        asks_pounds: only a sum of money would answer.
        asks_meaning: a definition is asked for ("what is …", "what do we mean by …").
        asks_name: a person's own name is asked for, the post being known.
        kind_named: for "which X", the stems of X.
        enumerates: how many things are to be named ("the six values"), 0 when not said.
        role: what the section asked for is for, or None.
        fields: what of a thing is asked for by a name that columns of tables have.
    """

    text: str
    core: str
    terms: tuple[Term, ...]
    wanted: Wanted
    wish: EditionWish
    counted: tuple[str, ...] = ()
    about_editions: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    asks_voices: bool = False
    modality: Modality = Modality.OPEN
    asks_level: bool = False
    asks_how_soon: bool = False
    asks_ahead: bool = False
    asks_pounds: bool = False
    asks_meaning: bool = False
    asks_name: bool = False
    kind_named: tuple[str, ...] = ()
    enumerates: int = 0
    role: Role | None = None
    fields: frozenset[Field] = frozenset()

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where the terms stand in the question's core, in the order of the terms."""
        return tuple(t.place for t in self.terms)

    @property
    def search_stems(self) -> list[str]:
        """The stems to look for in exact-word search, aliases included."""
        found = [t.stem for t in self.terms]
        found += [s for t in self.terms for other in t.others for s in other]
        return list(dict.fromkeys(found))
