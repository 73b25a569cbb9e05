"""What the programme office sets for itself: True Norths, objectives, rhythm, reminders, holidays.

Shipped in `shipped.toml`; the office's own file replaces the parts it writes.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from pathlib import Path

from programme.configuration_tables import Table
from programme.digest.practice import PracticeRule, PracticeTest
from programme.errors import RuleBroken
from programme.plans import BreakthroughObjective, TrueNorth
from programme.weeks import ReportingRhythm, ReportingWeek, WeekTime
from programme.working_days import is_working_day

SHIPPED = "shipped.toml"

MOST_REMINDERS = 9
"""In a week: a period is numbered with one figure, so that periods sort as time does."""

_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class ConfigurationWrong(RuleBroken):
    """The programme's file has faults: `faults` says each in a sentence."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Programme:
    """The programme as it is set up.

    Attributes:
        breakthrough_objectives: empty until the office fills them in.
        reminders: in order of time, each between the opening and the deadline.
        digest: a week's digest is sent at the first such time after its deadline.
        bank_holidays: days on which nobody is reminded.
        practice_rules: rules of programme practice; those not approved never fire.
    """

    true_norths: tuple[TrueNorth, ...]
    breakthrough_objectives: tuple[BreakthroughObjective, ...]
    rhythm: ReportingRhythm
    reminders: tuple[WeekTime, ...]
    digest: WeekTime
    bank_holidays: frozenset[date]
    practice_rules: tuple[PracticeRule, ...] = ()

    def true_north(self, key: str) -> TrueNorth | None:
        """One True North by its key, or None."""
        return next((one for one in self.true_norths if one.key == key), None)

    def breakthrough(self, key: str) -> BreakthroughObjective | None:
        """One breakthrough objective by its key, or None."""
        return next((one for one in self.breakthrough_objectives if one.key == key), None)

    def digest_at(self, week: ReportingWeek) -> datetime:
        """When the digest of a week is due to be sent, in UTC: always after its deadline."""
        same = self.digest.in_week(week, self.rhythm.zone)
        if same > self.rhythm.due_at(week):
            return same
        return self.digest.in_week(week.plus(1), self.rhythm.zone)

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, and no bank holiday."""
        return is_working_day(day, self.bank_holidays)


def load_programme(path: Path | None = None) -> Programme:
    """The programme of the office's file, or as it is shipped; a part left out is as shipped.

    Raises:
        ConfigurationWrong: the file cannot be read, or values in it are wrong; every one is
            named with its key and what would be right.
    """
    values = _parse(SHIPPED, resources.files("programme").joinpath(SHIPPED).read_text("utf-8"))
    name = SHIPPED
    if path is not None:
        name = path.name
        values = {**values, **_parse(name, _read(path))}
    faults: list[str] = []
    table = Table(name, "", values, faults)
    programme = _programme(table)
    table.close()
    if faults or programme is None:
        raise ConfigurationWrong(tuple(faults))
    return programme


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        fault = f"There is no file {path.name} where TRUENORTH_PROGRAMME says the programme is."
    except UnicodeDecodeError:
        fault = f"{path.name} is not plain text: save it as UTF-8."
    except OSError:
        fault = f"{path.name} cannot be opened: check that it is a file this program may read."
    raise ConfigurationWrong((fault,))


def _parse(name: str, text: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        place = f"line {line[1]}" if line else "the end"
        fault = f"{name} cannot be read at {place}: write words and times in quotation marks."
        raise ConfigurationWrong((fault,)) from None


def _programme(table: Table) -> Programme | None:
    """The programme; None when a time is missing, after its fault was noted."""
    norths = _true_norths(table)
    objectives = _objectives(table, norths) if table.has("breakthrough_objectives") else ()
    rhythm = _rhythm(table.below("reporting"))
    reminders = _reminders(table.below("reminders"), rhythm)
    digest_table = table.below("digest")
    digest = digest_table.week_time("at")
    holidays = table.below("bank_holidays")
    days = holidays.days("days")
    rules = _practice_rules(table) if table.has("practice_rules") else ()
    for part in (digest_table, holidays):
        part.close()
    if rhythm is None or digest is None:
        return None
    return Programme(
        true_norths=norths,
        breakthrough_objectives=objectives,
        rhythm=rhythm,
        reminders=reminders,
        digest=digest,
        bank_holidays=days,
        practice_rules=rules,
    )


def _true_norths(table: Table) -> tuple[TrueNorth, ...]:
    norths: list[TrueNorth] = []
    for one in table.listed("true_norths", fewest=1):
        north = TrueNorth(
            key=one.key(),
            name=one.words("name", "the name of the True North"),
            about=one.optional_words("about"),
        )
        if any(north.key == other.key for other in norths):
            one.fault("key", "different from every other True North's")
        one.close()
        norths.append(north)
    return tuple(norths)


def _objectives(table: Table, norths: tuple[TrueNorth, ...]) -> tuple[BreakthroughObjective, ...]:
    known = [north.key for north in norths]
    objectives: list[BreakthroughObjective] = []
    for one in table.listed("breakthrough_objectives"):
        objective = BreakthroughObjective(
            key=one.key(),
            name=one.words("name", "the name of the objective"),
            true_north=one.words("true_north", "the key of a True North"),
            year=one.optional_words("year"),
        )
        if objective.true_north and objective.true_north not in known:
            one.fault("true_north", f"one of {', '.join(known)}")
        if any(objective.key == other.key for other in objectives):
            one.fault("key", "different from every other objective's")
        one.close()
        objectives.append(objective)
    return tuple(objectives)


def _practice_rules(table: Table) -> tuple[PracticeRule, ...]:
    rules: list[PracticeRule] = []
    for one in table.listed("practice_rules"):
        test = one.choice("test", [each.value for each in PracticeTest])
        rule = PracticeRule(
            key=one.key(),
            test=PracticeTest(test),
            periods=one.whole("periods", 1, 52),
            wording=one.words("wording", "what is asked for, in a sentence"),
            source=one.words("source", "where the practice comes from"),
            approved=one.flag("approved"),
        )
        if any(rule.key == other.key for other in rules):
            one.fault("key", "different from every other rule's")
        one.close()
        rules.append(rule)
    return tuple(rules)


def _rhythm(table: Table) -> ReportingRhythm | None:
    opens, deadline = table.week_time("opens"), table.week_time("deadline")
    early, late = table.whole("early_weeks", 0, 8), table.whole("late_weeks", 0, 52)
    table.close()
    if opens is None or deadline is None:
        return None
    if deadline <= opens:
        table.fault("deadline", "later in the week than reporting.opens")
        return None
    return ReportingRhythm(opens=opens, deadline=deadline, early_weeks=early, late_weeks=late)


def _reminders(table: Table, rhythm: ReportingRhythm | None) -> tuple[WeekTime, ...]:
    times = table.week_times("at")
    table.close()
    if len(times) > MOST_REMINDERS:
        table.fault("at", f"a list of at most {MOST_REMINDERS} times")
    if rhythm and not all(rhythm.opens <= at < rhythm.deadline for at in times):
        table.fault("at", "times between reporting.opens and reporting.deadline")
    return times
