"""Draws the picture of an answer that the README shows, from the real terminal output.

`make picture` reads the samples in and runs it. Usage: draw_answer.py FILE.svg [QUESTION…]
"""

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.compose import House
from bot.terminal.answers import answer_view
from bot.terminal.screen import THEME

FONTS_FROM_AFAR = re.compile(r"\s*@font-face \{[^}]*\}")
"""Rich names fonts on another site; a page about privacy should fetch nothing from there."""
QUESTIONS = ("How is success measured for Safe care?", "What is our target for staff turnover?")


def main() -> None:
    """Ask a few questions and draw the answers."""
    target = Path(sys.argv[1])
    conversation = House().conversation()
    console = Console(
        record=True, width=92, theme=THEME, file=io.StringIO(), force_terminal=True, highlight=False
    )
    for question in sys.argv[2:] or QUESTIONS:
        console.print(Text(f"› {question}\n", style="tn.prompt"))
        console.print(answer_view(conversation.answer(question)))
        console.print()
    target.parent.mkdir(parents=True, exist_ok=True)
    drawn = console.export_svg(title="truenorth ask", unique_id="answer")
    target.write_text(FONTS_FROM_AFAR.sub("", drawn), encoding="utf-8")


if __name__ == "__main__":
    main()
