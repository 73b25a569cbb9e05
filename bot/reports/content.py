"""What a digest says, section by section: every form of it is drawn from this.

So the terminal, Slack, Word and PDF say the same things in the same order, figure for figure.
"""

from dataclasses import dataclass

from bot.reports.issues import key_issues
from bot.reports.items import Section
from bot.reports.sections import sections_of
from bot.reports.words import counts_words
from programme.dates import as_people_write
from programme.digest import NOTHING_SINCE, Digest, Scope, ScopeKind, Since


@dataclass(frozen=True, slots=True)
class DigestContent:
    """A digest in words.

    Attributes:
        scope, as_at: without a full stop: they stand side by side, or in a sentence.
        summary: one sentence with the counts and their movement.
        issues: at most five sentences: what matters most.
    """

    title: str
    scope: str
    as_at: str
    summary: str
    issues: tuple[str, ...]
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        """One section by its key, or None when it is left out."""
        return next((each for each in self.sections if each.key == key), None)


def content_of(
    digest: Digest, *, names: bool = False, since: Since = NOTHING_SINCE
) -> DigestContent:
    """Put a digest into words.

    Args:
        digest: what is said.
        names: whether leads are named; reports leave them out unless asked.
        since: what happened since the digest was sent.
    """
    return DigestContent(
        title=f"Where we stand: {digest.week.label}",
        scope=scope_words(digest.scope),
        as_at=as_at_words(digest),
        summary=(
            f"{counts_words(digest.counts, digest.before)}."
            if digest.lines
            else "No goal is planned in this part of the programme yet."
        ),
        issues=tuple(key_issues(digest, since)),
        sections=tuple(
            each
            for each in sections_of(digest, names=names, since=since)
            if each.items or (each.nothing and digest.lines)
        ),
    )


def scope_words(scope: Scope) -> str:
    """The part of the programme a digest is about."""
    return {
        ScopeKind.PROGRAMME: "The whole programme",
        ScopeKind.TRUE_NORTH: f"True North: {scope.name}",
        ScopeKind.TEAM: f"Directorate or team: {scope.name}",
        ScopeKind.BREAKTHROUGH: f"Breakthrough objective: {scope.name}",
    }[scope.kind]


def as_at_words(digest: Digest) -> str:
    """How fresh the figures are."""
    if digest.data_as_at is None:
        return "No measure has a value yet"
    return f"Data as at {as_people_write(digest.data_as_at)}"
