"""The chase list of the office, and what a nudge led to; only who asked sees them."""

from bot.slack.blocks import parts
from bot.slack.blocks.notices import notice
from bot.slack.blocks.parts import Block, Message
from bot.slack.blocks.update_words import rating_name
from bot.slack.text import fit
from bot.use_cases.chasing import ChaseList, Nudged
from programme.chasing import ChasedTeam, SilentGoal

NUDGE_ONE = "chase_nudge"
"""A button that nudges the leads of one goal; its value is the goal's key."""
NUDGE_ALL = "chase_nudge_all"

MOST_BLOCKS = 44
LONGEST_NAME = 100


def chase_message(chase: ChaseList, done: Nudged | None = None) -> Message:
    """The silent goals by team, the longest silent first, each with its nudge."""
    silent = len(chase.goals)
    if not silent:
        return notice(f"Nobody is silent: {chase.active} goals reported, {chase.week.label}.")
    lead = f"{silent} of {chase.active} goals silent, {chase.week.label}."
    blocks = [parts.header("Silent goals"), parts.section(lead)]
    if done:
        blocks.append(parts.section(nudged_words(done)))
    if chase.to_nudge:
        count = len(chase.to_nudge)
        label = "Nudge all" if count > 1 else "Nudge"
        spoken = f"Nudge the leads of {count} silent goals"
        row = [parts.button(label, NUDGE_ALL, "all", spoken=spoken)]
        blocks.append(parts.actions(row))
    shown = 0
    for team in chase.teams:
        if len(blocks) + 1 + len(team.goals) > MOST_BLOCKS and shown:
            break
        blocks += _team(team, chase, MOST_BLOCKS - len(blocks))
        shown += len(team.goals)
    if shown < silent:
        rest = f"And {silent - shown} more goals: see them all with truenorth chase."
        blocks.append(parts.small(rest))
    spoken_lines = [line_of(each, chase) for each in chase.goals]
    first = [nudged_words(done)] if done else []
    return parts.message("\n".join([*first, lead, *spoken_lines]), blocks)


def nudged_words(done: Nudged) -> str:
    """What a nudge led to, in a sentence."""
    if not done.goals:
        return "No nudge was sent: they were nudged today already, or nobody can be reached."
    names = ", ".join(person.name for person in done.people)
    goals = "1 goal" if len(done.goals) == 1 else f"{len(done.goals)} goals"
    return f"A message about {goals} is on its way to {names}."


def line_of(silent: SilentGoal, chase: ChaseList) -> str:
    """A silent goal in a line: how long, the last rating, who leads it."""
    if silent.never_reported:
        since = "never reported"
    elif silent.weeks_silent == 1:
        since = "silent this week"
    else:
        since = f"silent for {silent.weeks_silent} weeks"
    last = f"last {rating_name(silent.last_rating)}" if silent.last_rating else "no rating yet"
    return f"{fit(silent.goal.name, LONGEST_NAME)}: {since}, {last}. {_leads(silent, chase)}"


def _leads(silent: SilentGoal, chase: ChaseList) -> str:
    if not silent.leads:
        return "Nobody leads it."
    names = ", ".join(
        person.name if person in silent.nudged else f"{person.name} ({_why_not(person.active)})"
        for person in silent.leads
    )
    went = " Nudged today." if silent.goal.key in chase.nudged else ""
    return f"{names}.{went}"


def _why_not(active: bool) -> str:
    return "not linked to Slack" if active else "has left"


def _team(team: ChasedTeam, chase: ChaseList, room: int) -> list[Block]:
    blocks = [parts.rich([parts.paragraph(parts.run(fit(team.team.name, 150), bold=True))])]
    for silent in team.goals[: room - 1]:
        can = silent in chase.to_nudge
        name = fit(silent.goal.name, 60)
        button = parts.button("Nudge", NUDGE_ONE, silent.goal.key, spoken=f"Nudge {name}")
        blocks.append(parts.section(line_of(silent, chase), button if can else None))
    return blocks
