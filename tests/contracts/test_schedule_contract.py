"""What every schedule and every store of drafts keeps to."""

from dataclasses import replace

from programme.ports import UnitOfWorkFactory
from tests.contracts.made_up import NOON, minutes
from tests.contracts.made_up_programme import draft


def test_a_job_is_claimed_once_for_a_period(works: UnitOfWorkFactory) -> None:
    with works() as work:
        assert work.schedule.claim("reminder", "2026-W46", NOON)
        assert not work.schedule.claim("reminder", "2026-W46", NOON + minutes(1))
        assert work.schedule.claim("digest", "2026-W46", NOON)
        work.commit()
    with works() as work:
        assert not work.schedule.claim("reminder", "2026-W46", NOON)
        assert work.schedule.claim("reminder", "2026-W47", NOON)


def test_a_job_that_was_cut_short_was_not_claimed(works: UnitOfWorkFactory) -> None:
    with works() as work:
        assert work.schedule.claim("reminder", "2026-W46", NOON)
    with works() as work:
        assert work.schedule.claim("reminder", "2026-W46", NOON)


def test_the_last_period_of_a_job_is_the_latest_by_its_own_order(works: UnitOfWorkFactory) -> None:
    with works() as work:
        for period in ("2026-W09", "2026-W46", "2026-W10"):
            work.schedule.claim("reminder", period, NOON)
        work.schedule.claim("digest", "2026-W50", NOON)
        assert work.schedule.last("reminder") == "2026-W46"
        assert work.schedule.last("unknown") is None


def test_a_draft_is_kept_replaced_and_removed(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.drafts.put(draft("d1"))
        work.commit()
    with works() as work:
        assert work.drafts.get("d1") == draft("d1")
        assert work.drafts.get("d2") is None
        work.drafts.put(replace(draft("d1", at=NOON + minutes(1)), body="{}"))
        assert work.drafts.get("d1") == replace(draft("d1", at=NOON + minutes(1)), body="{}")
        work.drafts.remove("d1")
        work.drafts.remove("d1")
        assert work.drafts.get("d1") is None


def test_drafts_go_with_their_author_and_with_age(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.drafts.put(draft("d1", person="p1"))
        work.drafts.put(draft("d2", person="p2"))
        work.drafts.put(draft("d3", person="p2", at=NOON + minutes(5)))
        assert work.drafts.erase_person("p1") == 1
        assert work.drafts.forget_before(NOON + minutes(5)) == 1
        assert [id_ for id_ in ("d1", "d2", "d3") if work.drafts.get(id_)] == ["d3"]
