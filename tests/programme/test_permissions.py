"""The rules agree with the table of the reference, row by row and person by person."""

import inspect

import pytest

from programme import permissions
from programme.errors import RuleBroken
from programme.people import Actor
from tests.spec.permissions import PEOPLE, TABLE, Deed

CELLS = [
    pytest.param(deed, PEOPLE[person], allowed == "yes", id=f"{person}: {deed.words}")
    for deed in TABLE
    for person, allowed in zip(PEOPLE, deed.allowed.split(), strict=True)
]


@pytest.mark.parametrize(("deed", "actor", "allowed"), CELLS)
def test_the_rule_says_what_the_table_says(deed: Deed, actor: Actor, allowed: bool) -> None:
    assert deed.can(actor) is allowed


@pytest.mark.parametrize(
    ("deed", "actor"), [(deed, actor) for deed in TABLE for actor in PEOPLE.values()]
)
def test_both_forms_of_a_rule_agree(deed: Deed, actor: Actor) -> None:
    if deed.can(actor):
        deed.check(actor)
        return
    with pytest.raises(RuleBroken) as refused:
        deed.check(actor)
    assert refused.value.sentence.endswith("Ask the programme office if that should be different.")
    assert actor.name not in refused.value.sentence


def test_every_rule_has_both_forms() -> None:
    rules = {name for name, _ in inspect.getmembers(permissions, callable)}
    checks = {name.removeprefix("check_") for name in rules if name.startswith("check_can_")}
    assert checks == {name for name in rules if name.startswith("can_")}
    assert len(checks) == len(TABLE) - 1
