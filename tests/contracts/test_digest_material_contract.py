"""What a digest is made from reads the same from every database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from programme.answers import AnswerStatus
from programme.plans import AnnualPlan, Goal, Team
from programme.ports import Feedback, FeedbackVerdict, UnitOfWorkFactory
from programme.updates import (
    DecisionRequired,
    Rating,
    Report,
    UpdateKind,
    Via,
    WeeklyUpdate,
)
from programme.weeks import ReportingWeek, Timing
from tests.contracts.made_up import NOON, question

WEEK = ReportingWeek(2026, 46)
ASK = DecisionRequired("Agree a made-up post", "Board", date(2026, 12, 1))


def update(goal: str, week: ReportingWeek, **changes: object) -> WeeklyUpdate:
    whole = WeeklyUpdate(
        id=f"{goal}-{week}-1",
        goal=goal,
        week=week,
        version=1,
        kind=UpdateKind.REPORT,
        author="someone",
        submitted_at=datetime(2026, 11, 13, tzinfo=UTC),
        timing=Timing.ON_TIME,
        via=Via.FORM,
        submission=f"{goal}-{week}-1",
        report=Report(rating=Rating.AMBER, done="Made up", decision=ASK),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # tests name what they change


def with_updates(works: UnitOfWorkFactory, *updates: WeeklyUpdate) -> None:
    with works() as work:
        work.plans.put_team(Team("river", "Sample: Riverside"))
        work.plans.put_plan(AnnualPlan("p", "river", "P", date(2026, 4, 1), date(2027, 3, 31)))
        for key in ("a", "b", "c"):
            work.plans.put_goal(Goal(key, "p", "river", key, "safe-care"))
        for each in updates:
            assert work.updates.add(each)
        work.commit()


def test_traces_are_what_stood_in_a_stretch_of_weeks_newest_first(
    works: UnitOfWorkFactory,
) -> None:
    with_updates(
        works,
        *(update("a", WEEK.plus(-back)) for back in range(5)),
        update("b", WEEK, report=Report(rating=Rating.RED)),
        update("c", WEEK),
    )
    with works() as work:
        found = work.updates.traces(["a", "b"], WEEK.plus(-3), WEEK.plus(-1))
        all_of_them = work.updates.traces(["a", "b", "c"], WEEK.plus(-9), WEEK)
    assert {goal: [t.week for t in traces] for goal, traces in found.items()} == {
        "a": [WEEK.plus(-1), WEEK.plus(-2), WEEK.plus(-3)]
    }
    assert found["a"][0].decision == ASK
    assert found["a"][0].rating is Rating.AMBER
    assert {goal: len(traces) for goal, traces in all_of_them.items()} == {"a": 5, "b": 1, "c": 1}
    assert all_of_them["b"][0].decision is None


def test_a_trace_is_of_the_version_that_stands_and_none_of_what_was_withdrawn(
    works: UnitOfWorkFactory,
) -> None:
    again = {"version": 2, "id": "second", "submission": "second"}
    with_updates(
        works,
        update("a", WEEK),
        update("a", WEEK, **again, report=Report(rating=Rating.GREEN)),
        update("b", WEEK),
        update(
            "b",
            WEEK,
            version=2,
            id="gone",
            submission="gone",
            kind=UpdateKind.WITHDRAWAL,
            report=None,
        ),
        update("c", WEEK, kind=UpdateKind.NOTHING_TO_REPORT, report=None),
    )
    with works() as work:
        found = work.updates.traces(["a", "b", "c"], WEEK, WEEK)
    assert sorted(found) == ["a", "c"]
    assert (found["a"][0].update, found["a"][0].rating) == ("second", Rating.GREEN)
    assert (found["c"][0].kind, found["c"][0].rating) == (UpdateKind.NOTHING_TO_REPORT, None)


def test_unanswered_questions_and_wrong_answers_of_a_week(works: UnitOfWorkFactory) -> None:
    with works() as work:
        for number, status in enumerate(
            (AnswerStatus.NOT_FOUND, AnswerStatus.ANSWERED, AnswerStatus.NOT_FOUND)
        ):
            asked = replace(
                question(f"q{number}"),
                status=status,
                text=f"words {number}",
                asked_at=NOON + timedelta(days=number),
            )
            work.questions.add(asked)
        work.questions.add_feedback(Feedback("q1", "U1", FeedbackVerdict.UNHELPFUL, NOON))
        work.questions.add_feedback(Feedback("q0", "U1", FeedbackVerdict.HELPFUL, NOON))
        work.commit()
    with works() as work:
        two_days = (NOON, NOON + timedelta(days=2))
        assert work.questions.unanswered(*two_days) == ["words 0"]
        assert work.questions.unanswered(NOON, NOON + timedelta(days=9)) == ["words 0", "words 2"]
        assert work.questions.marked_wrong(*two_days) == ["words 1"]
        assert work.questions.marked_wrong(NOON - timedelta(days=9), NOON) == []
