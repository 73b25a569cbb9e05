"""What an answer is: statements, each bound to the words it came from."""

from dataclasses import dataclass, field
from enum import StrEnum

from programme.documents import EditionStatus, Period


class AnswerStatus(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    DECLINED = "declined"


class DeclineReason(StrEnum):
    """Why a question was not looked up at all."""

    PATIENT_DATA = "patient_data"
    DISTRESS = "distress"
    CLINICAL = "clinical"
    INSTRUCTION = "instruction"
    OFF_TOPIC = "off_topic"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Citation:
    """The words an answer stands on, and where they are.

    Attributes:
        quote: verbatim from the document, white space folded.
        section: the headings above the words, outermost first.
        page: 1-based, where the format has pages.
    """

    passage_id: str
    document_key: str
    title: str
    status: EditionStatus
    period: Period | None
    section: tuple[str, ...]
    page: int | None
    quote: str

    @property
    def section_label(self) -> str:
        """The section path on one line."""
        return " › ".join(self.section)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing an answer says, bound to the citations (by index) that carry it.

    `item` is set for a line of a list.
    """

    text: str
    citations: tuple[int, ...] = ()
    item: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: what is said, and the words it is bound to."""

    question: str
    status: AnswerStatus
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...] = ()
    reason: DeclineReason | None = None
    alternatives: tuple[str, ...] = field(default=())
    """Ids of further passages, for "Not what I meant: show other passages"."""

    @property
    def text(self) -> str:
        """The answer as plain text, a list's items on lines of their own."""
        parts: list[str] = []
        for statement in self.statements:
            if statement.item:
                parts.append(f"\n• {statement.text}")
            else:
                parts.append(f"\n{statement.text}" if parts else statement.text)
        return "".join(parts).strip()

    @property
    def shows_superseded(self) -> bool:
        """True when any of the words shown come from an edition no longer in force."""
        return any(c.status is EditionStatus.SUPERSEDED for c in self.citations)
