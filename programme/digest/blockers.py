"""Blockers that more than one team reports: what no team can mend alone."""

from collections.abc import Sequence

from programme.digest.likeness import name_key, words_of
from programme.digest.lines import BlockerMention, GoalLine, SharedBlocker

SHARED_WORDS = 2
"""So many telling words in common make two blockers one, where nobody is named who can help."""


def shared_blockers(lines: Sequence[GoalLine]) -> list[SharedBlocker]:
    """Blockers by who can help, or by what they speak of; those of one team alone are left out.

    Sorted by how many teams report them.
    """
    mentions = [(line, line.blocker) for line in lines if line.blocker]
    spelt: dict[str, set[str]] = {}
    by_name: dict[str, list[BlockerMention]] = {}
    unnamed: list[BlockerMention] = []
    for line, blocker in mentions:
        mention = BlockerMention(
            goal=line.goal,
            goal_name=line.name,
            team=line.team,
            team_name=line.team_name,
            what=blocker.what,
            by=blocker.by,
            link=line.link,
            update=line.update or "",
        )
        if blocker.who:
            key = name_key(blocker.who)
            spelt.setdefault(key, set()).add(blocker.who.strip())
            by_name.setdefault(key, []).append(mention)
        else:
            unnamed.append(mention)
    groups = [(min(spelt[key], key=_plainness), found) for key, found in by_name.items()]
    groups += _by_words(unnamed)
    shared = [
        SharedBlocker(about, tuple(found))
        for about, found in groups
        if len({each.team for each in found}) > 1
    ]
    return sorted(shared, key=lambda each: (-len(each.teams), -len(each.mentions), each.about))


def _plainness(name: str) -> tuple[int, str]:
    """The shortest spelling stands for all."""
    return len(name), name


def _by_words(mentions: Sequence[BlockerMention]) -> list[tuple[str, list[BlockerMention]]]:
    """Mentions joined wherever two share enough words."""
    groups: list[tuple[frozenset[str], list[BlockerMention]]] = []
    for mention in mentions:
        words = words_of(mention.what)
        home = next((g for g in groups if len(g[0] & words) >= SHARED_WORDS), None)
        if home is None:
            groups.append((words, [mention]))
        else:
            groups[groups.index(home)] = (home[0] & words, [*home[1], mention])
    return [(found[0].what, found) for _, found in groups]
