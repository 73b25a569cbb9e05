"""Looking back: a lead's goals with what was said of them week by week."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.reports.words import MARKS
from bot.slack.blocks import parts
from bot.slack.blocks.parts import Block, View
from bot.slack.blocks.sparkline import run_words, sparkline
from bot.slack.blocks.update_words import (
    TIMINGS,
    as_at_words,
    rating_name,
    version_words,
)
from bot.slack.blocks.updates import (
    MY_UPDATES,
    UPDATE_AMEND,
    UPDATE_WITHDRAW,
    report_lines,
    week_ref,
)
from bot.slack.text import fit
from bot.use_cases.reporting import GoalHistory
from programme.updates import Rating, UpdateKind, WeeklyUpdate
from programme.weeks import ReportingWeek, Timing

TITLE = "My updates"
MOST_GOALS = 45
MOST_WEEKS = 26
WHOLE_WEEKS = 4
"""The newest weeks are shown with every word; those before in a line."""

IN_STRIP = 8
SHOWN_WORDS = 160


def goals_history_view(histories: Sequence[GoalHistory]) -> View:
    """Each goal with its last ratings and the run of its measure."""
    blocks: list[Block] = []
    for history in histories[:MOST_GOALS]:
        name = fit(history.goal.name, 150)
        lines = [name, rating_strip(history.updates)]
        if history.values:
            lines.append(_run(history))
        opener = parts.button("Open", MY_UPDATES, history.goal.key, spoken=f"Open {fit(name, 60)}")
        blocks += [parts.section("\n".join(lines), opener), parts.divider()]
    if len(histories) > MOST_GOALS:
        blocks.append(parts.small(f"And {len(histories) - MOST_GOALS} more goals."))
    return parts.modal(TITLE, blocks, close="Done")


def goal_history_view(history: GoalHistory, open_weeks: Collection[ReportingWeek]) -> View:
    """One goal week by week, newest first; what may still be changed has its buttons."""
    blocks: list[Block] = [parts.header(history.goal.name)]
    if history.measure:
        blocks.append(parts.section(f"{fit(history.measure.name, 150)}\n{_run(history)}"))
    if not history.updates:
        blocks.append(parts.section("No updates yet."))
    for number, update in enumerate(history.updates[:MOST_WEEKS]):
        blocks += _whole(update, history) if number < WHOLE_WEEKS else [_brief(update, history)]
        if update.week in open_weeks:
            blocks.append(_buttons(update))
    if len(history.updates) > MOST_WEEKS:
        blocks.append(parts.small("Earlier weeks are kept too; the programme office has them."))
    return parts.modal(TITLE, blocks, close="Done")


def rating_strip(updates: Sequence[WeeklyUpdate]) -> str:
    """The ratings of the last weeks that were reported, oldest first, each with its letter."""
    shown = [_letter(update) for update in updates[:IN_STRIP]]
    return "Last ratings: " + " ".join(reversed(shown)) if shown else "No updates yet"


def _letter(update: WeeklyUpdate) -> str:
    rating: Rating | None = update.rating
    return f"{MARKS[rating]} {rating[0].upper()}" if rating else "–"


def _run(history: GoalHistory) -> str:
    bars = sparkline([value.value for value in history.values])
    return f"{bars}\n{run_words(history.values, history.measure)}".strip()


def _whole(update: WeeklyUpdate, history: GoalHistory) -> list[Block]:
    """All that was said of a week, in as many pieces as it needs."""
    report = replace(update.report, value=None, as_at=None) if update.report else None
    pieces = [_facts(update, history)]
    for label, words in report_lines(report, None, update.reason):
        line = f"{label}: {words}"
        if len(pieces[-1]) + len(line) < parts.SECTION:
            pieces[-1] += f"\n{line}"
        else:
            pieces.append(line)
    return [parts.section(piece) for piece in pieces]


def _brief(update: WeeklyUpdate, history: GoalHistory) -> Block:
    report = update.report
    words = (report.done or report.next if report else update.reason) or ""
    return parts.section(f"{_facts(update, history)}\n{fit(words, SHOWN_WORDS)}".strip())


def _facts(update: WeeklyUpdate, history: GoalHistory) -> str:
    """The week, and in a line below it what it came to."""
    report = update.report
    timing = "" if update.timing is Timing.ON_TIME else TIMINGS[update.timing]
    said = {
        UpdateKind.REPORT: rating_name(update.rating),
        UpdateKind.NOTHING_TO_REPORT: "Nothing to report",
        UpdateKind.WITHDRAWAL: "",
    }[update.kind]
    facts = [said, version_words(update), timing]
    if report and report.value is not None:
        facts.append(as_at_words(report.value, report.as_at, history.measure))
    label = update.week.label[0].upper() + update.week.label[1:]
    lines = [label, " · ".join(fact for fact in facts if fact)]
    return "\n".join(line for line in lines if line)


def _buttons(update: WeeklyUpdate) -> Block:
    ref, week = week_ref(update.goal, update.week), update.week.label
    if not update.says_something:
        return parts.actions([parts.button("Post again", UPDATE_AMEND, ref, spoken=f"Post {week}")])
    return parts.actions(
        [
            parts.button("Amend", UPDATE_AMEND, ref, spoken=f"Amend {week}"),
            parts.button("Withdraw", UPDATE_WITHDRAW, ref, spoken=f"Withdraw {week}"),
        ]
    )
