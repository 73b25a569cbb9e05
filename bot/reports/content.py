"""What a digest says, section by section: every form of it is drawn from this.

So the terminal, Slack, Word and PDF say the same things in the same order, figure for figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reports.words import (
    CHANGES,
    counts_words,
    decision_words,
    facts_words,
    measure_words,
    plural,
    rating_name,
    red_words,
    sentence_case,
    silent_words,
    standing_name,
)
from programme.dates import as_people_write
from programme.digest import (
    AskedAbout,
    ChangeKind,
    ChangeLine,
    Digest,
    GoalLine,
    Scope,
    ScopeKind,
    SilentTeam,
)
from programme.updates import Rating

SUM_UP = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section.

    Attributes:
        head: what it is about, as `Dementia waits · Sample: Riverside`.
        text: what is said of it; sentences.
        rating: where the line carries one.
        link: where it can be read, or None.
        goal, update: what it speaks of, for buttons and references.
        more: further sentences, for those who read on.
    """

    head: str
    text: str
    rating: Rating | None = None
    link: str | None = None
    goal: str | None = None
    update: str | None = None
    more: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class DigestContent:
    """A digest in words.

    Attributes:
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
    digest: Digest, *, names: bool = False, amended: Sequence[GoalLine] = ()
) -> DigestContent:
    """Put a digest into words.

    Args:
        digest: what is said.
        names: whether leads are named; reports leave them out unless asked.
        amended: goals whose update changed since the digest was sent.
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
        issues=tuple(key_issues(digest)),
        sections=tuple(
            each
            for each in _sections(digest, names=names, amended=amended)
            if each.items or each.nothing
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
        return "No measure has a value yet."
    return f"Data as at {as_people_write(digest.data_as_at)}."


def key_issues(digest: Digest) -> list[str]:
    """At most five sentences, the gravest first."""
    issues = []
    overdue = [line for line in digest.decisions if line.overdue]
    if digest.decisions:
        late = f", {len(overdue)} of them overdue" if overdue else ""
        issues.append(f"{plural(len(digest.decisions), 'decision')} required{late}.")
    if digest.reds:
        longest = digest.reds[0]
        spell = (
            f"; “{longest.name}” for {plural(longest.weeks_at_rating, 'week')}"
            if longest.weeks_at_rating > 1
            else ""
        )
        issues.append(f"{plural(len(digest.reds), 'goal')} rated red{spell}.")
    if digest.blockers:
        about = ", ".join(f"“{each.about}”" for each in digest.blockers[:SUM_UP])
        issues.append(f"More than one directorate is held up by {about}.")
    if digest.counts.missing:
        whole = [each.name for each in digest.silent if each.whole]
        teams = f"; nothing at all from {_listed(whole)}" if whole else ""
        issues.append(f"{plural(digest.counts.missing, 'goal')} with no update{teams}.")
    past = [line for line in digest.lines if line.overdue]
    if past:
        issues.append(f"{plural(len(past), 'goal')} past the due date.")
    return issues[:5]


def _sections(digest: Digest, *, names: bool, amended: Sequence[GoalLine]) -> Iterator[Section]:
    yield Section("decisions", "Decisions required", _decisions(digest), "", "None is waiting.")
    yield Section("reds", "Red: help or a decision is needed", _reds(digest), "", "No goal is red.")
    yield Section(
        "changes",
        "What changed since last week",
        tuple(_change(line) for line in digest.changes),
        "",
        "Nothing changed since last week.",
    )
    yield Section("blockers", "Blockers that more than one directorate reports", _blockers(digest))
    yield Section(
        "silent",
        "No update this week",
        tuple(_silent(team, names=names) for team in digest.silent),
        "",
        "Every goal was reported.",
    )
    yield Section("practice", "Programme practice", _practice(digest), _PRACTICE_NOTE)
    for part in digest.rest:
        yield Section(
            f"true_north:{part.key}",
            part.name,
            tuple(_goal(line, names=names) for line in part.lines),
            f"{counts_words(part.counts, part.before)}.",
        )
    yield Section(
        "wider",
        "Measures outside goals",
        tuple(
            Item(reading.name, f"{sentence_case(facts_words(reading))}.", more=(reading.sentence,))
            for reading in digest.wider
        ),
    )
    yield Section("unanswered", "Asked, and not in the documents", _asked(digest.unanswered))
    yield Section(
        "marked_wrong", "Answers that people marked as wrong", _asked(digest.marked_wrong)
    )
    yield Section(
        "amended",
        "Amended since this digest was sent",
        tuple(
            Item(_head(line), "The update changed after the digest was sent.") for line in amended
        ),
    )


_PRACTICE_NOTE = (
    "Rules of programme practice, approved by the programme office. The strategy sets none of them."
)


def _decisions(digest: Digest) -> tuple[Item, ...]:
    return tuple(
        Item(
            f"{line.goal_name} · {line.team_name}",
            decision_words(line),
            link=line.link,
            goal=line.goal,
            update=line.update,
        )
        for line in digest.decisions
    )


def _reds(digest: Digest) -> tuple[Item, ...]:
    return tuple(
        Item(
            _head(line),
            red_words(line),
            rating=line.rating,
            link=line.link,
            goal=line.goal,
            update=line.update,
            more=_measure(line),
        )
        for line in digest.reds
    )


def _change(line: ChangeLine) -> Item:
    moved = (
        f"{rating_name(line.before)} to {rating_name(line.now).lower()}"
        if line.before and line.now and line.before is not line.now
        else (rating_name(line.now) if line.now else "")
    )
    words = sentence_case(CHANGES[line.kind])
    if line.kind is ChangeKind.NEWLY_LATE:
        moved = f"rated {moved}" if moved else ""
    text = f"{words}: {moved.lower()}." if moved else f"{words}."
    return Item(f"{line.goal_name} · {line.team_name}", text, line.now, line.link, line.goal)


def _blockers(digest: Digest) -> tuple[Item, ...]:
    return tuple(
        Item(
            each.about,
            f"Reported by {_listed(each.teams)}.",
            more=tuple(f"{m.goal_name}: {m.what}" for m in each.mentions),
        )
        for each in digest.blockers
    )


def _silent(team: SilentTeam, *, names: bool) -> Item:
    goals = [
        f"{goal.name} ({silent_words(goal.weeks, goal.last_rating, never=goal.never)}"
        f"{'; ' + _listed(goal.leads) if names and goal.leads else ''})"
        for goal in team.goals
    ]
    whole = "Nothing from the whole team. " if team.whole else ""
    return Item(team.name, f"{whole}{'; '.join(goals)}.")


def _practice(digest: Digest) -> tuple[Item, ...]:
    return tuple(
        Item(
            f"{note.goal_name} · {note.team_name}",
            f"Programme practice: {note.wording} Because: {note.because}."
            + (
                " The measure shows only common cause variation, so this may be chasing noise."
                if note.on_common_cause
                else ""
            ),
            goal=note.goal,
            more=(f"Source: {note.source}",),
        )
        for note in digest.practice
    )


def _goal(line: GoalLine, *, names: bool) -> Item:
    said = [
        f"{label}: {words}"
        for label, words in (
            ("Done", line.done),
            ("Next", line.next),
            ("Recovery", line.recovery),
            ("Blocker", line.blocker.what if line.blocker else None),
            ("Risk", line.risk),
            ("Reason", line.reason),
            ("Leads", _listed(line.leads) if names and line.leads else None),
        )
        if words
    ]
    pieces = [standing_name(line)]
    if line.weeks_silent:
        pieces = [
            sentence_case(
                silent_words(line.weeks_silent, line.last_rating, never=line.never_reported)
            )
        ]
    if line.overdue and line.due:
        pieces.append(f"due date {as_people_write(line.due)} has passed")
    return Item(
        _head(line),
        f"{'; '.join(pieces)}.",
        rating=line.rating,
        link=line.link,
        goal=line.goal,
        update=line.update,
        more=(*_measure(line), *said),
    )


def _measure(line: GoalLine) -> tuple[str, ...]:
    if line.reading is None:
        return ()
    return (f"{measure_words(line.reading)}.", line.reading.sentence)


def _asked(asked: Sequence[AskedAbout]) -> tuple[Item, ...]:
    return tuple(
        Item(
            f"“{each.question}”", "Asked once." if each.times == 1 else f"Asked {each.times} times."
        )
        for each in asked
    )


def _head(line: GoalLine) -> str:
    return f"{line.name} · {line.team_name}"


def _listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
