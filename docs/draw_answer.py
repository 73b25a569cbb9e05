"""Draws the picture of an answer that the README shows, from the real terminal output.

Needs documents that have been read in: run `make eval` first, or name a data folder in
TRUENORTH_DATA. Usage: draw_answer.py FILE.svg [QUESTION]
"""

import io
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.compose import House
from bot.terminal.answers import answer_view
from bot.terminal.screen import THEME

QUESTION = "What is the target for Timely access?"


def main() -> None:
    """Ask one question and draw the answer."""
    target = Path(sys.argv[1])
    question = sys.argv[2] if len(sys.argv) > 2 else QUESTION
    answer = House().conversation().answer(question)
    console = Console(
        record=True, width=92, theme=THEME, file=io.StringIO(), force_terminal=True, highlight=False
    )
    console.print(Text(f"› {question}\n", style="tn.prompt"))
    console.print(answer_view(answer))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        console.export_svg(title="truenorth ask", unique_id="answer"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
