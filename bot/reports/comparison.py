"""What moved between two digests, section by section, in the words of a digest."""

from collections.abc import Iterator, Sequence

from bot.reports.content import DigestContent, scope_words
from bot.reports.items import Item, Section
from bot.reports.words import counts_words, plural, rating_name
from programme.dates import as_people_write
from programme.digest import Comparison, DecisionLine, Movement, Scope
from programme.digest.figures import with_unit


def comparison_content(comparison: Comparison, scope: Scope) -> DigestContent:
    """Put a comparison into words."""
    worse, better = len(comparison.worse), len(comparison.better)
    decided = plural(len(comparison.decided), "decision")
    return DigestContent(
        title=f"Since the {comparison.earlier.label}",
        scope=scope_words(scope),
        as_at=f"Up to the {comparison.later.label}",
        summary=f"{counts_words(comparison.now, comparison.before)}.",
        issues=(
            f"{plural(worse, 'goal')} worse, {better} better, {comparison.unchanged} unchanged.",
            f"{decided} no longer outstanding, {len(comparison.asked)} newly required.",
        ),
        sections=tuple(_sections(comparison)),
    )


def _sections(comparison: Comparison) -> Iterator[Section]:
    yield Section("worse", "Worse", _moved(comparison.worse), "", "No goal is worse.")
    yield Section("better", "Better", _moved(comparison.better), "", "No goal is better.")
    for key, title, decisions in (
        ("asked", "Decisions newly required", comparison.asked),
        ("still", "Decisions still required", comparison.still),
        ("decided", "Decisions no longer outstanding", comparison.decided),
    ):
        if decisions:
            yield Section(key, title, tuple(map(_decision, decisions)))
    for key, title, moved in (
        ("missed", "Targets no longer met", comparison.targets_missed),
        ("met", "Targets met now", comparison.targets_met),
    ):
        if moved:
            yield Section(key, title, tuple(map(_target, moved)))
    if comparison.other:
        yield Section("other", "Reported in one of the two weeks only", _moved(comparison.other))
    for key, title, names in (
        ("added", "New goals", comparison.added),
        ("gone", "Goals no longer here", comparison.gone),
    ):
        if names:
            yield Section(key, title, tuple(Item(name, "") for name in names))


def _moved(moved: Sequence[Movement]) -> tuple[Item, ...]:
    return tuple(
        Item(
            f"{each.goal_name} · {each.team_name}",
            f"{_rating(each, now=False)} to {_rating(each, now=True).lower()}.",
            each.now,
            goal=each.goal,
        )
        for each in moved
    )


def _rating(moved: Movement, *, now: bool) -> str:
    rating = moved.now if now else moved.before
    return rating_name(rating) if rating else "No rating"


def _target(moved: Movement) -> Item:
    values = [
        with_unit(value, moved.unit)
        for value in (moved.value_before, moved.value_now)
        if value is not None
    ]
    return Item(
        f"{moved.goal_name} · {moved.team_name}", f"{' to '.join(values)}.", goal=moved.goal
    )


def _decision(line: DecisionLine) -> Item:
    whom = f" From {line.from_whom}." if line.from_whom else ""
    by = f" By {as_people_write(line.by)}." if line.by else ""
    return Item(
        f"{line.goal_name} · {line.team_name}",
        f"{line.what.strip().rstrip('.')}.{whom}{by}",
        link=line.link,
        goal=line.goal,
    )
