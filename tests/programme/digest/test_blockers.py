"""Only a blocker that more than one team reports is told as shared."""

from programme.updates import Blocker
from tests.programme.digest.made_up import digest_of, goal, update

ROOMS = "Clinic rooms at the old site are not free"


def test_two_teams_waiting_for_the_same_people_share_a_blocker() -> None:
    digest = digest_of(
        [goal("a", "river"), goal("b", "hill"), goal("c", "hill")],
        [
            update("a", blocker=Blocker(ROOMS, "Estates")),
            update("b", blocker=Blocker("No lift until May", "the estates ")),
            update("c", blocker=Blocker("Two posts frozen", "Finance")),
        ],
    )
    assert [(each.about, each.teams) for each in digest.blockers] == [
        ("Estates", ("Sample: Hill House", "Sample: Riverside"))
    ]


def test_one_team_s_blocker_in_two_goals_is_not_shared() -> None:
    digest = digest_of(
        [goal("a"), goal("b")],
        [
            update("a", blocker=Blocker(ROOMS, "Estates")),
            update("b", blocker=Blocker(ROOMS, "Estates")),
        ],
    )
    assert digest.blockers == ()


def test_without_a_name_the_words_make_two_blockers_one() -> None:
    digest = digest_of(
        [goal("a", "river"), goal("b", "hill"), goal("c", "hill")],
        [
            update("a", blocker=Blocker(ROOMS)),
            update("b", blocker=Blocker("We still wait for rooms at the clinic")),
            update("c", blocker=Blocker("Laptops have not arrived")),
        ],
    )
    assert [len(each.mentions) for each in digest.blockers] == [2]
    assert {mention.goal for mention in digest.blockers[0].mentions} == {"a", "b"}
