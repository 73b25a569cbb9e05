"""The sections of a digest, each with its lines: what is said of what, and where it can be read."""

from collections.abc import Iterator, Sequence

from bot.reports.items import Item, Section, Source
from bot.reports.words import (
    CHANGES,
    counts_words,
    decision_words,
    ended,
    facts_words,
    listed,
    measure_words,
    rating_name,
    red_words,
    sentence_case,
    silent_words,
    standing_name,
    waiting_words,
)
from programme.dates import as_people_write
from programme.digest import (
    AskedAbout,
    ChangeKind,
    ChangeLine,
    DecisionLine,
    Digest,
    GoalLine,
    SilentTeam,
    Since,
)


def sections_of(digest: Digest, *, names: bool, since: Since) -> Iterator[Section]:
    """Every section in the order in which a digest is read, those without items too."""
    yield Section(
        "decisions", "Decisions required", _decisions(digest, since), "", "None is waiting."
    )
    yield Section("decided", "Decided since this digest was sent", _decided(since))
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
    yield Section("amended", "Amended since this digest was sent", _amended(since))


_PRACTICE_NOTE = (
    "Rules of programme practice, approved by the programme office. The strategy sets none of them."
)


def _decisions(digest: Digest, since: Since) -> tuple[Item, ...]:
    """What the digest asks for; what was decided since is said first, for the record stays."""
    made = {each.asked.id: each.decided for each in since.decided}
    return tuple(_decision(line, made.get(line.id, "")) for line in digest.decisions)


def _decision(line: DecisionLine, decided: str) -> Item:
    waits = (ended(line.what), f"{waiting_words(line)}.")
    return Item(
        f"{line.goal_name} · {line.team_name}",
        f"Decided since: {ended(decided)} {waits[0]}" if decided else decision_words(line),
        link=line.link,
        goal=line.goal,
        update=line.update,
        brief=("", "") if decided else waits,
        settled=bool(decided),
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
            f"Reported by {listed(each.teams)}.",
            more=tuple(f"{m.goal_name}: {m.what}" for m in each.mentions),
            sources=tuple(Source(m.goal, m.goal_name, m.link) for m in each.mentions),
        )
        for each in digest.blockers
    )


def _silent(team: SilentTeam, *, names: bool) -> Item:
    goals = [
        f"{goal.name} ({silent_words(goal.weeks, goal.last_rating, never=goal.never)}"
        f"{'; ' + listed(goal.leads) if names and goal.leads else ''})"
        for goal in team.goals
    ]
    whole = "Nothing from the whole team. " if team.whole else ""
    return Item(team.name, f"{whole}{'; '.join(goals)}.")


def _practice(digest: Digest) -> tuple[Item, ...]:
    return tuple(
        Item(
            f"{note.goal_name} · {note.team_name}",
            f"Programme practice: {ended(note.wording)} Because: {note.because}."
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


def _decided(since: Since) -> tuple[Item, ...]:
    return tuple(
        Item(
            f"{each.asked.goal_name} · {each.asked.team_name}",
            f"Asked for: {ended(each.asked.what)} Decided: {ended(each.decided)}",
            link=each.asked.link,
            goal=each.asked.goal,
        )
        for each in since.decided
    )


def _amended(since: Since) -> tuple[Item, ...]:
    return tuple(
        Item(
            _head(line),
            "The update changed after the digest was sent."
            if line.update
            else "An update came in after the digest was sent.",
            link=line.link,
            goal=line.goal,
        )
        for line in since.amended
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
            ("Leads", listed(line.leads) if names and line.leads else None),
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
