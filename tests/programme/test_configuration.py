"""The shipped programme, and every way in which the office's file can be wrong."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.configuration import ConfigurationWrong, load_programme
from programme.configuration_tables import parse_week_time
from programme.digest.practice import PracticeTest
from programme.weeks import ReportingWeek, WeekTime

FIRST_MONDAY_OF_2026 = ReportingWeek(2026, 1)
WEEKS = st.integers(0, 520).map(FIRST_MONDAY_OF_2026.plus)


def written(folder: Path, text: str) -> Path:
    path = folder / "trust.toml"
    path.write_text(text, encoding="utf-8")
    return path


def easter_sunday(year: int) -> date:
    """The Gregorian computus (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, centuries = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    quarter, years = divmod(rest, 4)
    sunday = (32 + 2 * centuries + 2 * quarter - epact - years) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def bank_holidays_by_rule(year: int) -> set[date]:
    """Moved by rule: a holiday at a weekend goes to the next weekday that is none."""
    first = date(year, 5, 1)
    may = first + timedelta(days=-first.weekday() % 7)
    last_mondays = [
        end - timedelta(days=end.weekday()) for end in (date(year, 5, 31), date(year, 8, 31))
    ]
    days = {easter_sunday(year) - timedelta(days=2), easter_sunday(year) + timedelta(days=1)}
    days |= {may, *last_mondays}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        later = (day + timedelta(days=after) for after in range(7))
        days.add(next(one for one in later if one.isoweekday() <= 5 and one not in days))
    return days


@pytest.mark.parametrize(("year", "easter"), [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20))])
def test_the_computus_knows_easters_that_have_been(year: int, easter: date) -> None:
    assert easter_sunday(year) == easter


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_shipped_bank_holidays_are_those_the_rules_give(year: int) -> None:
    shipped = {day for day in load_programme().bank_holidays if day.year == year}
    assert shipped == bank_holidays_by_rule(year)
    assert len(shipped) == 8


def test_the_five_true_norths_are_shipped_and_nothing_is_invented() -> None:
    programme = load_programme()
    assert [one.key for one in programme.true_norths] == [
        "timely-access",
        "safe-care",
        "positive-experiences",
        "smarter-working",
        "staying-well",
    ]
    assert programme.breakthrough_objectives == ()
    assert {rule.key for rule in programme.practice_rules} >= {"off-target-twice"}
    assert not any(rule.approved for rule in programme.practice_rules)
    assert programme.reminders == (WeekTime(4, time(14)), WeekTime(5, time(9)))


@given(WEEKS)
def test_a_digest_comes_after_its_deadline_and_before_the_next(week: ReportingWeek) -> None:
    programme = load_programme()
    at = programme.digest_at(week)
    assert programme.rhythm.due_at(week) < at < programme.rhythm.due_at(week.plus(1))


def test_a_digest_may_come_on_the_evening_of_the_deadline(tmp_path: Path) -> None:
    programme = load_programme(written(tmp_path, '[digest]\nat = "Friday 18:00"\n'))
    week = ReportingWeek(2026, 46)
    assert ReportingWeek.of(programme.digest_at(week).date()) == week


def test_what_the_office_leaves_out_is_as_shipped(tmp_path: Path) -> None:
    shipped = load_programme()
    programme = load_programme(
        written(
            tmp_path,
            """
            [[breakthrough_objectives]]
            key = "made-up"
            name = "A made-up objective"
            true_north = "safe-care"
            """,
        )
    )
    made_up = programme.breakthrough("made-up")
    assert made_up is not None
    assert made_up.true_north == "safe-care"
    assert programme.true_norths == shipped.true_norths
    assert programme.rhythm == shipped.rhythm
    assert programme.breakthrough("other") is None
    north = programme.true_north("safe-care")
    assert north is not None
    assert north.name == "Safe care"
    assert programme.true_north("SAFE") is None


def test_a_rule_of_practice_is_read_as_the_office_approved_it(tmp_path: Path) -> None:
    (rule,) = load_programme(written(tmp_path, RULE)).practice_rules
    assert (rule.test, rule.periods, rule.approved) == (PracticeTest.SILENT, 3, True)


def test_an_empty_file_is_the_shipped_programme(tmp_path: Path) -> None:
    assert load_programme(written(tmp_path, "")) == load_programme()


RULE = """
[[practice_rules]]
key = "made-up"
test = "silent"
periods = 3
wording = "Ask the lead whether the goal still stands."
source = "Made up."
approved = true
"""
REPORTING = '[reporting]\nopens = "{}"\ndeadline = "{}"\nearly_weeks = {}\nlate_weeks = {}\n'


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("[digest]\nat = SECRET", ["trust.toml cannot be read at line 2"]),
        ("[digest]\nat = ", ["trust.toml cannot be read at the end"]),
        ('[digest]\nat = "SECRET"', ['digest.at must be a day and a time, like "Friday 17:00"']),
        ("[digest]\nat = 9", ["digest.at must be a day and a time"]),
        ("[digest]\n", ["digest.at must be a day and a time"]),
        ("digest = 3", ["digest must be a table, written [digest]", "digest.at must be"]),
        (
            REPORTING.format("Friday 9:00", "Friday 9:00", 1, 4),
            ["reporting.deadline must be later in the week than reporting.opens"],
        ),
        (
            REPORTING.format("Monday 9:00", "Wednesday 9:00", 1, 4),
            ["reminders.at must be times between reporting.opens and reporting.deadline"],
        ),
        (
            REPORTING.format("Monday 9:00", "SECRET", -1, '"4"'),
            [
                "reporting.deadline must be a day and a time",
                "reporting.early_weeks must be a whole number from 0 to 8",
                "reporting.late_weeks must be a whole number from 0 to 52",
            ],
        ),
        (
            REPORTING.format("Monday 9:00", "Friday 17:00", "true", 4),
            ["reporting.early_weeks must be a whole number"],
        ),
        ('[reminders]\nat = "Friday 9:00"', ["reminders.at must be a list of days and times"]),
        (
            '[reminders]\nat = ["Friday 9:00", "SECRET", 3]',
            ["reminders.at[2] must be a day", "reminders.at[3] must be a day"],
        ),
        (
            f"[reminders]\nat = {[f'Thursday {hour}:00' for hour in range(10, 20)]}",
            ["reminders.at must be a list of at most 9 times"],
        ),
        (
            "[bank_holidays]\ndays = [2026-12-25, 'SECRET', 2026-12-26T09:00:00]",
            ["bank_holidays.days[2] must be a date", "bank_holidays.days[3] must be a date"],
        ),
        ("[bank_holidays]\ndays = 2026-12-25", ["bank_holidays.days must be a list of dates"]),
        (
            '[[practice_rules]]\nkey = "a"\ntest = "SECRET"\nperiods = 0\napproved = 1',
            [
                "practice_rules[1].test must be one of off_target, red, silent",
                "practice_rules[1].periods must be a whole number from 1 to 52",
                "practice_rules[1].wording must be what is asked for",
                "practice_rules[1].source must be where the practice comes from",
                "practice_rules[1].approved must be true or false",
            ],
        ),
        (f"{RULE}{RULE}", ["practice_rules[2].key must be different from every other rule's"]),
        ("true_norths = []", ["true_norths must be a list of tables, each written [[true_"]),
        ("true_norths = [1]", ["true_norths must be a list of tables, each written [[true_"]),
        (
            '[[true_norths]]\nkey = "SECRET"\nname = " "\nabout = 3',
            [
                "true_norths[1].key must be small letters, digits and hyphens",
                "true_norths[1].name must be the name of the True North, in quotation marks",
                "true_norths[1].about must be words in quotation marks",
            ],
        ),
        (
            '[[true_norths]]\nkey = "a"\nname = "A"\n[[true_norths]]\nkey = "a"\nname = "B"',
            ["true_norths[2].key must be different from every other True North's"],
        ),
        (
            '[[breakthrough_objectives]]\nkey = "a"\nname = "A"\ntrue_north = "SECRET"',
            ["breakthrough_objectives[1].true_north must be one of timely-access, safe-care"],
        ),
        (
            '[[breakthrough_objectives]]\nkey = "a"\nname = "A"\ntrue_north = "safe-care"\n' * 2,
            ["breakthrough_objectives[2].key must be different"],
        ),
        ("[remindres]\n", ["there is no setting “remindres”: did you mean “reminders”?"]),
        ("[digest]\nat = 'Monday 9:00'\nzzz = 1", ["“zzz” in [digest]: remove it."]),
    ],
)
def test_every_bad_value_is_named_in_a_sentence(
    tmp_path: Path, text: str, faults: list[str]
) -> None:
    with pytest.raises(ConfigurationWrong) as refused:
        load_programme(written(tmp_path, text))
    assert len(refused.value.faults) == len(faults)
    for fault, said in zip(faults, refused.value.faults, strict=True):
        assert fault in said
        assert "trust.toml" in said
        assert "SECRET" not in said
        assert said[-1] in ".?"


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationWrong, match=r"There is no file trust\.toml"):
        load_programme(tmp_path / "trust.toml")


def test_a_folder_and_a_file_in_another_encoding_are_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationWrong, match="cannot be opened"):
        load_programme(tmp_path)
    path = tmp_path / "trust.toml"
    path.write_bytes("[digest]\nat = 'é'".encode("utf-16"))
    with pytest.raises(ConfigurationWrong, match="not plain text"):
        load_programme(path)


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "trust.toml"
    path.write_bytes(b'\xef\xbb\xbf[digest]\r\nat = "Tuesday 8:30am"\r\n')
    assert load_programme(path).digest == WeekTime(2, time(8, 30))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Friday 17:00", WeekTime(5, time(17))),
        ("fri 5:00pm", WeekTime(5, time(17))),
        (" Sunday 12.30am ", WeekTime(7, time(0, 30))),
        ("tues 12:00 pm", WeekTime(2, time(12))),
        ("Friday 24:00", None),
        ("Friday 13:00pm", None),
        ("Friday 9:60", None),
        ("Friday", None),
        ("fruday 9:00", None),
        ("Friday 9", None),
    ],
)
def test_a_day_and_time_is_read_as_people_write_it(text: str, read: WeekTime | None) -> None:
    assert parse_week_time(text) == read
