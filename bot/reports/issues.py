"""What matters most in a digest: at most five sentences, the gravest first."""

from collections.abc import Iterator, Sequence

from bot.reports.words import listed, plural, weeks_at_least
from programme.digest import (
    LOOK_BACK,
    NOTHING_SINCE,
    DecisionLine,
    Digest,
    GoalLine,
    SilentTeam,
    Since,
)

MOST = 5
SUM_UP = 3
"""Names told in one sentence."""


def key_issues(digest: Digest, since: Since = NOTHING_SINCE) -> list[str]:
    """At most five sentences, the gravest first; of decisions also how many were made since."""
    return list(_issues(digest, since))[:MOST]


def _issues(digest: Digest, since: Since) -> Iterator[str]:
    if digest.decisions:
        yield f"{_decisions(digest.decisions)}{_made(len(since.decided))}"
    if digest.reds:
        yield _reds(digest.reds)
    if digest.blockers:
        about = listed([f"“{each.about}”" for each in digest.blockers[:SUM_UP]])
        yield f"More than one directorate is held up by {about}."
    if digest.silent:
        yield _silent(digest.counts.missing, digest.silent)
    past = [line for line in digest.lines if line.overdue]
    if past:
        yield f"{plural(len(past), 'goal')} past the due date."


def _decisions(lines: Sequence[DecisionLine]) -> str:
    overdue = sum(line.overdue for line in lines)
    late = ""
    if overdue:
        late = ", overdue" if len(lines) == 1 else f", {overdue} of them overdue"
    longest = max(lines, key=lambda line: line.weeks)
    if not longest.weeks:
        return f"{plural(len(lines), 'decision')} required{late}."
    whom = f", from {longest.from_whom}" if longest.from_whom else ""
    spell = weeks_at_least(longest.weeks, LOOK_BACK)
    which = "" if len(lines) == 1 else "the longest "
    said = f"{which}outstanding for {spell}{whom}"
    return f"{plural(len(lines), 'decision')} required{late}; {said}."


def _made(count: int) -> str:
    return f" {plural(count, 'decision')} made since." if count else ""


def _reds(lines: Sequence[GoalLine]) -> str:
    longest = lines[0]
    spell = ""
    if longest.weeks_at_rating > 1:
        weeks = weeks_at_least(longest.weeks_at_rating, LOOK_BACK + 1)
        spell = f"; “{longest.name}” for {weeks}"
    return f"{plural(len(lines), 'goal')} rated red{spell}."


def _silent(missing: int, teams: Sequence[SilentTeam]) -> str:
    whole = [team.name for team in teams if team.whole]
    said = f"; nothing at all from {listed(whole)}" if whole else ""
    if not whole:
        names = [team.name for team in teams]
        more = len(names) - SUM_UP
        shown = names if more <= 0 else [*names[:SUM_UP], f"{more} more"]
        said = f", from {listed(shown)}"
    return f"{plural(missing, 'goal')} with no update{said}."
