"""Two digests side by side, a record and what changed since, and words that were taken out."""

from dataclasses import replace

import pytest

from programme.digest import (
    Digest,
    Scope,
    ScopeKind,
    amended_since,
    compare_digests,
    without_words,
)
from programme.errors import RuleBroken
from programme.updates import Blocker, DecisionRequired, Rating
from tests.programme.digest.made_up import WEEK, digest_of, goal, trace, update

SECRET = "marmalade"


def earlier(digest: Digest, weeks: int = 4) -> Digest:
    return replace(digest, week=WEEK.plus(-weeks))


def test_what_moved_is_told_goal_by_goal() -> None:
    old = earlier(
        digest_of(
            [goal("a"), goal("b"), goal("c"), goal("gone")],
            [update("a", Rating.RED), update("b"), update("gone")],
        )
    )
    new = digest_of(
        [goal("a"), goal("b"), goal("c"), goal("new")],
        [update("a"), update("b", Rating.AMBER), update("c")],
    )
    moved = compare_digests(old, new)
    assert [each.goal for each in moved.better] == ["a"]
    assert [each.goal for each in moved.worse] == ["b"]
    assert [(each.goal, each.before, each.now) for each in moved.other] == [
        ("c", None, Rating.GREEN)
    ]
    assert (moved.added, moved.gone) == (("Goal new",), ("Goal gone",))


def test_decisions_are_told_as_made_new_or_still_waiting() -> None:
    ask = DecisionRequired("Agree a made-up post", "Board")
    other = DecisionRequired("Choose rooms", "Estates")
    old = earlier(
        digest_of([goal("a"), goal("b")], [update("a", decision=ask), update("b", decision=other)]),
        1,
    )
    new = digest_of(
        [goal("a"), goal("c")],
        [update("a", decision=ask), update("c", decision=other)],
        [trace("a", 1, decision=ask)],
    )
    old = replace(
        old, decisions=tuple(replace(d, id=d.id.replace("W46", "W45")) for d in old.decisions)
    )
    moved = compare_digests(old, new)
    assert [line.goal for line in moved.decided] == ["b"]
    assert [line.goal for line in moved.asked] == ["c"]
    assert [line.goal for line in moved.still] == ["a"]


def test_only_a_later_digest_of_the_same_part_can_be_compared() -> None:
    digest = digest_of([goal("a")])
    team = Scope(ScopeKind.TEAM, "river", "Sample: Riverside")
    with pytest.raises(RuleBroken, match="earlier"):
        compare_digests(digest, digest)
    with pytest.raises(RuleBroken, match="same part"):
        compare_digests(earlier(replace(digest, scope=team)), digest)


def test_a_record_knows_which_updates_changed_since() -> None:
    digest = digest_of([goal("a"), goal("b"), goal("c")], [update("a"), update("b")])
    changed = amended_since(digest, {"a": f"a@{WEEK}", "b": "b-amended", "c": "c-late"})
    assert [line.goal for line in changed] == ["b", "c"]


def test_words_that_are_taken_out_are_nowhere_and_figures_stay() -> None:
    said = update(
        "a",
        Rating.RED,
        done=f"{SECRET} done",
        recovery=f"{SECRET} recovery",
        blocker=Blocker(f"{SECRET} blocker", f"{SECRET} people"),
        decision=DecisionRequired(f"{SECRET} decision", f"{SECRET} board"),
    )
    other = update("b", blocker=Blocker("Rooms", f"{SECRET} people"))
    digest = digest_of([goal("a"), goal("b", "hill")], [said, other])
    bare = without_words(digest, {said.id, other.id})
    assert SECRET in repr(digest)
    assert SECRET not in repr(bare)
    assert bare.counts == digest.counts
    assert without_words(digest, {"other"}) == digest
