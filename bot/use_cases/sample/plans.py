"""The made-up teams, people, goals and measures. No organisation and no person here exists."""

from dataclasses import dataclass

from bot.use_cases.sample import stories as s
from bot.use_cases.sample.stories import Story
from programme.people import Role
from programme.plans import MeasureSet, TeamKind

OFFICE_PERSON = ("Olu Office", "U0OLU", Role.OFFICE)
"""The people with a Slack id are those of the playground."""
PEOPLE: tuple[tuple[str, str | None], ...] = (
    ("Ann Example", "U0ANN"),
    ("Ben Sample", "U0BEN"),
    ("Sample Ash", None),
    ("Sample Birch", None),
    ("Sample Cedar", None),
    ("Sample Elm", None),
    ("Sample Hazel", None),
    ("Sample Rowan", None),
)
SPARED = "Ann Example"
"""Has nothing reported for the current week, so that a first update can be tried."""


@dataclass(frozen=True, slots=True)
class SampleTeam:
    """A made-up directorate or corporate team."""

    key: str
    name: str
    kind: TeamKind
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class SampleGoal:
    """A made-up goal.

    Attributes:
        north: key of the True North it is linked to, where the configuration has it.
        better: -1 when lower is better, 1 when higher is.
        work: what is being done, as words that follow "We started".
        lead: a name of `PEOPLE`.
    """

    key: str
    team: str
    name: str
    north: str
    measure: str
    unit: str
    baseline: float
    target: float
    story: Story
    lead: str
    work: tuple[str, str, str]
    decimals: int = 1

    @property
    def better(self) -> int:
        """Which way is better, from where it starts and where it is to be."""
        return 1 if self.target > self.baseline else -1


TEAMS = (
    SampleTeam("sample-riverside", "Sample: Riverside", TeamKind.DIRECTORATE, "C0IMPROVE"),
    SampleTeam("sample-hillside", "Sample: Hillside", TeamKind.DIRECTORATE),
    SampleTeam("sample-harbour", "Sample: Harbour", TeamKind.DIRECTORATE),
    SampleTeam("sample-meadow", "Sample: Meadow", TeamKind.DIRECTORATE),
    SampleTeam("sample-people", "Sample: People team", TeamKind.CORPORATE_TEAM),
    SampleTeam("sample-digital", "Sample: Digital team", TeamKind.CORPORATE_TEAM),
)
ROOMS = "There are not enough rooms for groups"
CHECKS = "New starters wait eight weeks for their checks"
BLOCKERS = {
    "sample-riverside": (ROOMS, "Sample estates"),
    "sample-hillside": (CHECKS, "Sample: People team"),
    "sample-harbour": (CHECKS, "Sample: People team"),
    "sample-meadow": (CHECKS, "Sample: People team"),
    "sample-people": ("Two systems hold different figures", "Sample: Digital team"),
    "sample-digital": (ROOMS, "Sample estates"),
}
"""What stands in the way of a team; more than one directorate says the same."""

GOALS = (
    SampleGoal(
        "sample-first-appointment", "sample-riverside", "Shorter waits for a first appointment",
        "timely-access", "Median wait for a first appointment", "weeks", 16.5, 11.0, s.IMPROVING,
        "Ann Example", ("evening clinics", "one waiting list for all sites",
        "calls to those who waited longest"),
    ),
    SampleGoal(
        "sample-dementia-waits", "sample-riverside", "Dementia waits", "timely-access",
        "Median wait for a dementia diagnosis", "weeks", 14.0, 9.0, s.TRUE_SHIFT, "Ann Example",
        ("a second memory clinic", "scans shared with the general hospital", "quick results"),
    ),
    SampleGoal(
        "sample-less-restraint", "sample-riverside", "Less restraint on the wards", "safe-care",
        "Restraints per 1,000 bed days", "incidents", 14.2, 9.0, s.RECOVERS, "Ben Sample",
        ("a safety huddle each morning", "a debrief after each restraint", "quiet rooms"),
    ),
    SampleGoal(
        "sample-carers-heard", "sample-riverside", "Carers are asked at every review",
        "positive-experiences", "Reviews with a carer's view", "%", 52.0, 80.0, s.STEADY,
        "Sample Ash", ("a prompt in the review form", "a carers' morning", "training by carers"),
        0,
    ),
    SampleGoal(
        "sample-crisis-calls", "sample-hillside", "Crisis calls answered quickly", "timely-access",
        "Calls answered within 30 seconds", "%", 71.0, 90.0, s.STAYS_RED, "Sample Birch",
        ("a second line at weekends", "call-backs within the hour", "a new rota"), 0,
    ),
    SampleGoal(
        "sample-falls", "sample-hillside", "Fewer falls on older adult wards", "safe-care",
        "Falls per 1,000 bed days", "falls", 6.8, 4.5, s.ONLY_NOISE, "Sample Birch",
        ("slippers that grip", "a walk-round each evening", "lower beds"),
    ),
    SampleGoal(
        "sample-complaints", "sample-hillside", "Complaints answered in time",
        "positive-experiences", "Complaints answered in 40 working days", "%", 58.0, 85.0,
        s.PATCHY, "Sample Cedar", ("a weekly look at open complaints", "a phone call first",
        "plainer letters"), 0,
    ),
    SampleGoal(
        "sample-physical-checks", "sample-hillside", "Yearly physical health checks",
        "staying-well", "People with a check in the last year", "%", 48.0, 75.0, s.BLOCKED,
        "Sample Cedar", ("checks at the depot", "a list shared with practices",
        "a nurse who visits homes"), 0,
    ),
    SampleGoal(
        "sample-talking-therapies", "sample-harbour", "More people finish talking therapies",
        "timely-access", "People who finish their course", "%", 54.0, 70.0, s.STEADY,
        "Sample Elm", ("courses online", "texts before each session", "groups after work"), 0,
    ),
    SampleGoal(
        "sample-medication-errors", "sample-harbour", "Fewer medication errors", "safe-care",
        "Errors each month", "errors", 22.0, 12.0, s.SAYS_GREEN, "Sample Elm",
        ("two people at each round", "clearer charts", "a pharmacist on the ward"), 0,
    ),
    SampleGoal(
        "sample-peer-workers", "sample-harbour", "Peer workers in every team",
        "positive-experiences", "Teams with a peer worker", "%", 30.0, 80.0,
        s.WAITS_FOR_A_DECISION, "Sample Hazel", ("a role for peer workers",
        "training at the college", "pay from the first day"), 0,
    ),
    SampleGoal(
        "sample-employment", "sample-harbour", "Help to find and keep work", "staying-well",
        "People helped into work each month", "people", 9.0, 16.0, s.FALLS_SILENT,
        "Sample Hazel", ("a work adviser in each team", "visits to employers", "a job club"), 0,
    ),
    SampleGoal(
        "sample-bed-days", "sample-meadow", "Fewer days in hospital than are needed",
        "smarter-working", "Bed days of people ready to leave", "days", 310.0, 200.0, s.BLOCKED,
        "Sample Rowan", ("a daily call with housing", "a discharge date on day three",
        "flats to step down to"), 0,
    ),
    SampleGoal(
        "sample-safety-plans", "sample-meadow", "Everybody has a safety plan", "safe-care",
        "People with a plan made with them", "%", 63.0, 95.0, s.IMPROVING, "Sample Rowan",
        ("plans written together", "plans seen at handover", "a form that fits one page"),
    ),
    SampleGoal(
        "sample-young-adults", "sample-meadow", "A good move from children's services",
        "positive-experiences", "Moves planned six months ahead", "%", 35.0, 75.0, s.RECOVERS,
        "Sample Ash", ("a named worker on each side", "a joint meeting",
        "a visit before the move"), 0,
    ),
    SampleGoal(
        "sample-smoking", "sample-meadow", "Help to stop smoking", "staying-well",
        "People who accept help", "%", 28.0, 45.0, s.ON_LEAVE, "Sample Rowan",
        ("an offer on the first day", "vapes on the ward", "a follow-up call"), 0,
    ),
    SampleGoal(
        "sample-sickness", "sample-people", "Less sickness absence", "smarter-working",
        "Sickness absence", "%", 5.6, 4.5, s.ONLY_NOISE, "Sample Cedar",
        ("a call on the first day", "quick physiotherapy", "wellbeing breaks"),
    ),
    SampleGoal(
        "sample-recruitment", "sample-people", "Posts filled sooner", "smarter-working",
        "Days from advert to start", "days", 92.0, 60.0, s.STAYS_RED, "Ben Sample",
        ("one interview day a month", "checks begun at the offer", "a starter pack"), 0,
    ),
    SampleGoal(
        "sample-supervision", "sample-people", "Supervision every month",
        "positive-experiences", "Staff with supervision this month", "%", 61.0, 90.0, s.TRUE_SHIFT,
        "Sample Birch", ("time kept free for it", "a list of who is due", "group supervision"), 0,
    ),
    SampleGoal(
        "sample-appraisals", "sample-people", "Appraisals that help", "smarter-working",
        "Staff who say it helped", "%", 44.0, 70.0, s.PATCHY, "Sample Elm",
        ("three questions instead of thirty", "a talk before the form", "goals shared in teams"),
        0,
    ),
    SampleGoal(
        "sample-logins", "sample-digital", "Quick sign-in on the wards", "smarter-working",
        "Time to sign in", "seconds", 95.0, 30.0, s.IMPROVING, "Sample Hazel",
        ("cards that are tapped", "new machines on four wards", "fewer passwords"), 0,
    ),
    SampleGoal(
        "sample-letters", "sample-digital", "Letters sent the same week", "timely-access",
        "Letters sent within five days", "%", 66.0, 92.0, s.STEADY, "Sample Ash",
        ("templates that fill themselves", "letters by text", "one inbox for typing"), 0,
    ),
    SampleGoal(
        "sample-records", "sample-digital", "One record for body and mind", "staying-well",
        "Teams that can see the shared record", "%", 20.0, 90.0, s.WAITS_FOR_A_DECISION,
        "Sample Rowan", ("access for two teams", "training at the desk", "a help line"), 0,
    ),
    SampleGoal(
        "sample-energy", "sample-digital", "Less energy in our buildings", "smarter-working",
        "Energy used a week", "MWh", 118.0, 95.0, s.SAYS_GREEN, "Ben Sample",
        ("heating that knows the rota", "lamps that last", "a look at every boiler"), 0,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleMeasure:
    """A made-up measure beside the goals, with a value each month."""

    key: str
    name: str
    unit: str
    baseline: float
    target: float
    set: MeasureSet


MEASURES = (
    SampleMeasure("sample-friends-and-family", "Would recommend the service", "%", 82, 90,
                  MeasureSet.QUALITY),
    SampleMeasure("sample-18-weeks", "Treated within 18 weeks", "%", 74, 85,
                  MeasureSet.PERFORMANCE),
    SampleMeasure("sample-vacancies", "Vacant posts", "%", 11.5, 8, MeasureSet.WORKFORCE),
    SampleMeasure("sample-agency", "Agency spend a month", "£ thousand", 640, 400,
                  MeasureSet.FINANCE),
)  # fmt: skip
