"""What the Home tab shows the programme office: counts, decisions, silence, and what to do next."""

from collections.abc import Sequence

from bot.reports.words import plural
from bot.slack.blocks import parts
from bot.slack.blocks.chasing import line_of
from bot.slack.blocks.digest_lines import listed, short_line, title_runs
from bot.slack.blocks.digests import (
    DigestCard,
    file_buttons,
    head_blocks,
    show_all_button,
)
from bot.slack.blocks.parts import Block
from bot.slack.text import fit
from bot.use_cases.chasing import ChaseList

CHASE_OPEN = "home_chase"
"""A button that brings the chase list into the direct message."""

MOST_LINES = 5
LONGEST_LINE = 250


def office_blocks(card: DigestCard, chase: ChaseList) -> list[Block]:
    """The week as it stands, gravest first."""
    content = card.content
    blocks = head_blocks(card)
    for key in ("decisions", "silent"):
        section = content.section(key)
        if section is None:
            continue
        shown = section.items[:MOST_LINES]
        title = parts.paragraph(*title_runs(section, len(shown)))
        lines = [short_line(section, item) for item in shown]
        blocks.append(parts.rich([title, listed(lines)] if lines else [title]))
    blocks.append(parts.actions([show_all_button(card.ref), *file_buttons(card.ref)]))
    return [*blocks, *_chase(chase), parts.divider()]


def _chase(chase: ChaseList) -> Sequence[Block]:
    silent = chase.goals
    if not silent:
        return [parts.section(f"Nobody is silent: {plural(chase.active, 'goal')} reported.")]
    title = (
        parts.run("To chase", bold=True),
        parts.run(f": {len(silent):,} of {plural(chase.active, 'goal')}, {chase.week.label}"),
    )
    lines = [[parts.run(fit(line_of(each, chase), LONGEST_LINE))] for each in silent[:MOST_LINES]]
    row = [parts.button("Open the chase list", CHASE_OPEN, chase.week.key)]
    return [
        parts.rich([parts.paragraph(*title), parts.bullets(lines)]),
        parts.actions(row),
    ]
