"""The part of the programme somebody names: a True North, a team or a breakthrough objective."""

from collections.abc import Sequence
from difflib import get_close_matches

from programme.digest import Scope, ScopeKind
from programme.errors import RuleBroken
from programme.plans import BreakthroughObjective, Goal, Team, TrueNorth

Named = TrueNorth | Team | BreakthroughObjective


def find_scope(
    teams: Sequence[Team],
    true_norths: Sequence[TrueNorth],
    breakthroughs: Sequence[BreakthroughObjective],
    *,
    true_north: str | None = None,
    team: str | None = None,
    breakthrough: str | None = None,
) -> Scope:
    """The scope that is named; the whole programme when nothing is.

    Raises:
        RuleBroken: more than one is named, or there is none of that name; the nearest are offered.
    """
    asked: list[tuple[ScopeKind, str, Sequence[Named], str | None]] = [
        (ScopeKind.TRUE_NORTH, "True North", true_norths, true_north),
        (ScopeKind.TEAM, "directorate or team", teams, team),
        (ScopeKind.BREAKTHROUGH, "breakthrough objective", breakthroughs, breakthrough),
    ]
    named = [(kind, word, known, name) for kind, word, known, name in asked if name]
    if len(named) > 1:
        raise RuleBroken("Ask for one True North, one directorate or one breakthrough objective.")
    if not named:
        return Scope()
    kind, word, known, name = named[0]
    found = _find(known, name, word)
    return Scope(kind, found.key, found.name)


def find_by_name(
    name: str,
    teams: Sequence[Team],
    true_norths: Sequence[TrueNorth],
    breakthroughs: Sequence[BreakthroughObjective],
) -> Scope:
    """The True North, team or breakthrough objective of this name; the first kind goes before.

    Raises:
        RuleBroken: there is none of that name; the nearest of any kind are offered.
    """
    kinds: list[tuple[ScopeKind, Sequence[Named]]] = [
        (ScopeKind.TRUE_NORTH, true_norths),
        (ScopeKind.TEAM, teams),
        (ScopeKind.BREAKTHROUGH, breakthroughs),
    ]
    word = "True North, directorate or breakthrough objective"
    everything = [each for _, known in kinds for each in reversed(known)]
    found = _find(list(reversed(everything)), name, word)
    kind = next(kind for kind, known in kinds if found in known)
    return Scope(kind, found.key, found.name)


def in_scope(goal: Goal, scope: Scope) -> bool:
    """Whether a goal belongs to a part of the programme."""
    return {
        ScopeKind.PROGRAMME: True,
        ScopeKind.TRUE_NORTH: goal.true_north == scope.key,
        ScopeKind.TEAM: goal.team == scope.key,
        ScopeKind.BREAKTHROUGH: goal.breakthrough == scope.key,
    }[scope.kind]


def _find(known: Sequence[Named], name: str, word: str) -> Named:
    by_name = {_folded(each.name): each for each in known} | {each.key: each for each in known}
    asked = _folded(name)
    if found := by_name.get(asked) or by_name.get(name.strip()):
        return found
    starting = {each.key: each for text, each in by_name.items() if text.startswith(asked)}
    if len(starting) == 1:
        return next(iter(starting.values()))
    holding = {each.key: each for text, each in by_name.items() if f" {asked} " in f" {text} "}
    if len(holding) == 1:
        return next(iter(holding.values()))
    if not known:
        raise RuleBroken(f"No {word} is set up yet. The programme office can add it.")
    near = get_close_matches(asked, list(by_name), n=3, cutoff=0.4)
    offered = list(dict.fromkeys(by_name[each].name for each in near)) or [
        each.name for each in known[:5]
    ]
    raise RuleBroken(f"There is no {word} of that name. The nearest are: {', '.join(offered)}.")


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
