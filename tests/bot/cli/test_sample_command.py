from tests.bot.cli.conftest import Run
from tests.bot.fake_house import FakeHouse
from tests.bot.use_cases.made_up import database_with_plans


def test_the_sample_is_loaded_into_an_empty_database(truenorth: Run, house: FakeHouse) -> None:
    ran = truenorth("sample", "load", "--json")
    assert ran.code == 0
    kept = house.database.state
    assert ran.json == {
        "teams": len(kept.teams),
        "goals": 24,
        "updates": len(kept.updates),
        "people": len(kept.people),
    }


def test_it_is_refused_beside_real_plans(truenorth: Run, house: FakeHouse) -> None:
    house.database = database_with_plans()
    ran = truenorth("sample", "load")
    assert (ran.code, ran.out) == (1, "")
    assert "never mixed" in ran.err
