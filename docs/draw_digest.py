"""Draws the pictures of digests in Slack, from the app's own messages about a made-up week.

Usage: draw_digest.py FOLDER [NAME…] [--width N]; without names, all of them.
"""

import argparse
import base64
import runpy
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.reports.charts import draw_summary
from bot.reports.comparison import comparison_content
from bot.reports.content import content_of
from bot.reports.digest_pictures import heat_map_of
from bot.slack.blocks.digest_pages import OpenPage, page_view
from bot.slack.blocks.digests import (
    DigestCard,
    asked_message,
    comparison_message,
    digest_message,
    thread_messages,
)
from bot.slack.blocks.following import (
    OpenDecision,
    Settled,
    acknowledged_message,
    decided_message,
    decision_view,
)
from bot.slack.blocks.guide import home_view
from bot.slack.blocks.office_home import office_blocks
from bot.slack.blocks.parts import Message, View
from bot.slack.files import SlackFile
from bot.use_cases.chasing import ChaseList
from bot.use_cases.digest_weeks import weeks_up_to
from playground.pages.document import page_html
from playground.pages.html import Html, joined
from playground.pages.messages import Author, message_html
from playground.pages.showing import Showing
from playground.pages.views import home_html, modal_html
from programme.chasing import ChasedTeam, SilentGoal
from programme.digest import (
    AskedAbout,
    Digest,
    DigestMaterial,
    Scope,
    Trace,
    build_digest,
    compare_digests,
)
from programme.people import Person
from programme.plans import Goal, Measure, MeasureValue, Team, TrueNorth
from programme.spc import ImprovementDirection
from programme.updates import (
    Blocker,
    DecisionRequired,
    Rating,
    Report,
    UpdateKind,
    Via,
    WeeklyUpdate,
    WeekState,
)
from programme.weeks import ReportingWeek, Timing

WEEK = ReportingWeek(2026, 45)
NOW = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
REF = f"{WEEK}|programme|||"
NORTHS = (
    TrueNorth("timely", "Timely access"),
    TrueNorth("safe", "Safe, effective care"),
    TrueNorth("people", "A great place to work"),
)
TEAMS = {
    key: Team(key, f"Sample: {name}")
    for key, name in (("river", "Riverside"), ("hill", "Hill House"), ("digital", "Digital"))
}
WAIT = Measure("wait", "Longest wait", "weeks", ImprovementDirection.DECREASE, 24, 12)
FREE = Blocker("No room is free on Tuesdays", "Estates", date(2026, 11, 20))
LOCUM = DecisionRequired("Agree a locum for the clinic until March", "Finance", date(2026, 11, 2))

# name, team, True North, rating this week (None for no word), weeks at it, what is said
GOALS: tuple[tuple[str, str, str, Rating | None, int, dict[str, Any]], ...] = (
    ("Memory clinic waits", "river", "timely", Rating.RED, 4,
     {"recovery": "Run a second clinic on Thursdays", "decision": LOCUM, "blocker": FREE}),
    ("First visit in four weeks", "hill", "timely", Rating.AMBER, 1,
     {"recovery": "Move two nurses from the day service", "blocker": FREE}),
    ("Answer calls in two minutes", "digital", "timely", Rating.GREEN, 6, {}),
    ("Fewer falls on wards", "river", "safe", Rating.RED, 1,
     {"recovery": "Review every fall within a day", "decision":
      DecisionRequired("Buy sensor mats for six bays", "Executive team", date(2026, 11, 27))}),
    ("Safety plans for all", "hill", "safe", Rating.GREEN, 2, {}),
    ("Record once, use often", "digital", "safe", None, 3, {}),
    ("Supervision every month", "river", "people", Rating.GREEN, 9, {}),
    ("Fill vacancies sooner", "hill", "people", None, 2, {}),
)  # fmt: skip


def made_up_digest() -> Digest:
    """A week of a programme that is made up."""
    goals, said, traces = [], {}, {}
    for number, (name, team, north, rating, weeks, words) in enumerate(GOALS):
        key = f"g{number}"
        measure = "wait" if number == 0 else None
        goals.append(
            Goal(key, f"{team}-2026", team, name, north, None, measure, due=date(2027, 3, 31))
        )
        if rating:
            said[key] = _update(key, rating, words)
        traces[key] = _traces(key, rating, weeks, words)
    return build_digest(
        DigestMaterial(
            week=WEEK,
            scope=Scope(),
            now=NOW,
            true_norths=NORTHS,
            teams=TEAMS,
            goals=goals,
            measures={"wait": WAIT},
            this_week=said,
            traces=traces,
            last_reports={},
            values={"wait": _values()},
            links={f"u-{key}": f"https://example.slack.com/archives/C1/p{key}" for key in said},
            unanswered=[AskedAbout("Who leads the digital plan?", 3)],
        )
    )


def pictures_of(digest: Digest) -> list[SlackFile]:
    """The charts that hang in the thread."""
    weeks = weeks_up_to(WEEK)
    cells: dict[str, list[Rating | WeekState]] = {}
    for line, (_, _, _, rating, at_it, _) in zip(
        sorted(digest.lines, key=lambda each: each.goal), GOALS, strict=True
    ):
        now: Rating | WeekState = rating or WeekState.MISSING
        cells[line.goal] = [*[Rating.GREEN] * (len(weeks) - at_it), *[now] * at_it]
    return [
        SlackFile.of_picture(draw_summary(digest), "true-norths"),
        SlackFile.of_picture(heat_map_of(digest, weeks, cells), "goals-by-week"),
    ]


def said(message: Message, *, only_you: bool = False) -> Html:
    """A message of the app's."""
    payload = {"ts": f"{NOW.timestamp():.6f}", "text": message.text, "blocks": list(message.blocks)}
    return message_html(
        payload, Author("True North", is_app=True), Showing("said"), only_you=only_you
    )


def shared(files: Sequence[SlackFile]) -> Html:
    """Charts as messages in a thread."""
    payload = {
        "ts": f"{NOW.timestamp():.6f}",
        "text": "",
        "files": [_shown(each) for each in files],
    }
    return message_html(payload, Author("True North", is_app=True), Showing("files"))


def opened(view: View) -> Html:
    """A window that is open."""
    modal = modal_html(view, Showing("window"))
    return Html(modal.text.replace("<dialog", "<dialog open", 1))


def screens() -> dict[str, Callable[[], Html]]:
    """Every screen there is a picture of, by name."""
    digest = made_up_digest()
    sent = DigestCard(content_of(digest), REF, "Sent on 9 November 2026")
    fresh = DigestCard(content_of(digest), REF, "As things stand now: not sent yet")
    earlier = replace(digest, week=WEEK.plus(-4), decisions=digest.decisions[:1])
    earlier = replace(earlier, rest=tuple(_all_green(part) for part in digest.rest))
    moved = comparison_content(compare_digests(earlier, digest), Scope())
    compared = DigestCard(moved, REF, leading=("worse", "better", "asked", "decided"))
    settled = Settled("Memory clinic waits", "Sample: Riverside", WEEK, "Sample Ben", LOCUM.what)
    asking = OpenDecision("u", "Memory clinic waits", LOCUM.what)
    return {
        "slack-digest": lambda: said(digest_message(sent)),
        "slack-digest-asked": lambda: said(asked_message(fresh), only_you=True),
        "slack-digest-thread": lambda: joined([said(each) for each in thread_messages(sent)]),
        "slack-digest-charts": lambda: shared(pictures_of(digest)),
        "slack-digest-all": lambda: opened(page_view(fresh, OpenPage(REF), office=True)),
        "slack-digest-compared": lambda: said(comparison_message(compared), only_you=True),
        "slack-digest-decision": lambda: opened(decision_view(asking)),
        "slack-digest-told": lambda: joined(
            [
                said(acknowledged_message(settled)),
                said(decided_message(replace(settled, decided="A locum until March is agreed."))),
            ]
        ),
        "slack-home-office": lambda: home_html(_office(fresh), Showing("home")),
    }


def _office(card: DigestCard) -> View:
    silent = SilentGoal(
        goal=Goal("g5", "digital-2026", "digital", "Record once, use often", "safe"),
        weeks_silent=3,
        never_reported=False,
        last_rating=Rating.GREEN,
        leads=(Person("p", "Sample Pat", "U1"),),
        nudged=(Person("p", "Sample Pat", "U1"),),
    )
    chase = ChaseList(WEEK, (ChasedTeam(TEAMS["digital"], (silent,)),), frozenset(), len(GOALS))
    home = home_view(
        [],
        true_norths=[each.name for each in NORTHS],
        prompts=("What is our vision?", "What are the True Norths?"),
    )
    return {**home, "blocks": [*office_blocks(card, chase), *home["blocks"]]}


def _all_green(part: Any) -> Any:
    lines = tuple(replace(line, rating=Rating.GREEN) for line in part.lines)
    return replace(part, lines=lines)


def _shown(file: SlackFile) -> dict[str, str]:
    address = f"data:image/png;base64,{base64.b64encode(file.data).decode()}"
    return {"name": file.name, "title": file.title, "alt_txt": file.alt, "url_private": address}


def _update(goal: str, rating: Rating, words: dict[str, Any]) -> WeeklyUpdate:
    done = "Agreed the plan with the team and began on two sites"
    return WeeklyUpdate(
        id=f"u-{goal}",
        goal=goal,
        week=WEEK,
        version=1,
        kind=UpdateKind.REPORT,
        author="p",
        submitted_at=NOW - timedelta(days=3),
        timing=Timing.ON_TIME,
        via=Via.FORM,
        submission=goal,
        report=Report(rating, done=done, next="Train the second team", **words),
    )


def _traces(goal: str, rating: Rating | None, weeks: int, words: dict[str, Any]) -> list[Trace]:
    first = weeks if rating is None else 1
    found = []
    for back in range(first, first + 10):
        same = rating if rating and back < weeks else Rating.GREEN
        asked = words.get("decision") if back < weeks else None
        found.append(
            Trace(f"u-{goal}-{back}", goal, WEEK.plus(-back), UpdateKind.REPORT, same, asked)
        )
    return found


def _values() -> list[MeasureValue]:
    values = [18, 19, 17.5, 18.4, 19.1, 18.2, 17.9, 19.4, 20.1, 20.6, 21, 21.4, 22]
    monday = WEEK.monday
    return [
        MeasureValue("wait", monday - timedelta(weeks=len(values) - 1 - n), value)
        for n, value in enumerate(values)
    ]


def main() -> None:
    """Draw all pictures, or those that are named."""
    parser = argparse.ArgumentParser(description="Draw the pictures of digests in Slack.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--width", type=int, default=700)
    given = parser.parse_args()
    draw = runpy.run_path(str(Path(__file__).with_name("draw_slack.py")))["draw"]
    known = screens()
    for name in given.names or known:
        page = page_html(name, known[name](), class_="picture-of")
        draw(page, given.folder / f"{name}.png", given.width)


if __name__ == "__main__":
    main()
