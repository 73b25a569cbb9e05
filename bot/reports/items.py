"""What the sections of a digest are made of."""

from dataclasses import dataclass

from programme.updates import Rating


@dataclass(frozen=True, slots=True)
class Source:
    """One of several updates that a line speaks of: of which goal, and where it can be read."""

    goal: str
    goal_name: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section.

    Attributes:
        head: what it is about, as `Dementia waits · Sample: Riverside`.
        text: what is said of it; sentences.
        brief: the same where there is little room, in two parts: the first may be cut, the second
            stays whole; empty where `text` itself is cut.
        settled: whether nothing is left to decide about it.
        rating: where the line carries one.
        link: where it can be read, or None.
        goal, update: what it speaks of, for buttons and references.
        more: further sentences, for those who read on.
        sources: the updates behind a line that speaks of several goals.
    """

    head: str
    text: str
    rating: Rating | None = None
    link: str | None = None
    goal: str | None = None
    update: str | None = None
    more: tuple[str, ...] = ()
    brief: tuple[str, str] = ("", "")
    settled: bool = False
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a digest.

    Attributes:
        key: `decisions`, `reds`, `changes`, `blockers`, `silent`, `practice`, `true_north:<key>`,
            `wider`, `unanswered`, `marked_wrong`, `amended`.
        note: a sentence under the title, or empty.
        nothing: what is said when there are no items; empty when the section is then left out.
    """

    key: str
    title: str
    items: tuple[Item, ...]
    note: str = ""
    nothing: str = ""
