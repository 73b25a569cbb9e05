"""Draws the pictures of the Slack app, from its real messages and views about the samples.

`make picture` reads the samples in and runs it. Usage: draw_slack.py FOLDER [NAME…] [--width N];
without names, the pictures that the documentation shows.
"""

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageChops

from bot.compose import House
from bot.conversation import Reply
from bot.slack.blocks.answer import answer_message, card_of_reply
from bot.slack.blocks.guide import help_message, home_view
from bot.slack.blocks.parts import Message
from bot.slack.blocks.passages import MOST, passages_message
from bot.slack.blocks.places import sources_of
from bot.slack.blocks.sources import source_view
from playground.pages.document import page_html
from playground.pages.html import Html, joined
from playground.pages.messages import Author, message_html
from playground.pages.showing import Showing
from playground.pages.views import home_html, modal_html
from programme.errors import RuleBroken

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TALLEST = 2400
SMALLEST_WINDOW = 500
"""A browser without a screen makes no window narrower than this; a frame in it can be."""
ASKED = datetime(2026, 8, 3, 16, 30, tzinfo=UTC).timestamp()
QUESTIONS = {
    "slack-answered": "How is success measured for Timely access?",
    "slack-list": "What are the five True Norths?",
    "slack-superseded": "What is our target for sickness?",
    "slack-not-found": "Who chairs the Board?",
    "slack-declined": "What dose of lithium should my patient take?",
}


SHOWN = (
    "slack-answered",
    "slack-superseded",
    "slack-not-found",
    "slack-declined",
    "slack-source",
    "slack-home",
)


def said(message: Message, *, only_you: bool = False) -> Html:
    """A message of the app's."""
    payload = {"ts": f"{ASKED + 2:.6f}", "text": message.text, "blocks": list(message.blocks)}
    author = Author("True North", is_app=True)
    return message_html(payload, author, Showing("said"), only_you=only_you)


def answered(house: House, question: str) -> Html:
    """A question in a direct message, and what comes back."""
    asked = {"ts": f"{ASKED:.6f}", "text": question}
    card = card_of_reply(Reply("0" * 32, house.conversation().answer(question), 0.1))
    written = message_html(asked, Author("Ann Example"), Showing("asked"))
    return joined([written, said(answer_message(card))])


def to_asker(house: House, question: str) -> Html:
    """What the slash command answers, to the asker alone."""
    reply = Reply("0" * 32, house.conversation().answer(question), 0.1)
    message = answer_message(card_of_reply(reply, asked=question), shareable=True)
    return said(message, only_you=True)


def others(house: House, question: str) -> Html:
    """Other passages than those an answer was taken from."""
    answer = house.conversation().answer(question)
    found = house.library.passages(answer.alternatives[:MOST])
    return said(passages_message(found, "the programme office"))


def source(house: House, question: str) -> Html:
    """The first source of an answer, opened."""
    first = sources_of(house.conversation().answer(question).citations)[0]
    wanted = tuple(dict.fromkeys(citation.passage_id for citation in first.citations))
    modal = modal_html(source_view(first, house.library.passages(wanted)), Showing("source"))
    return Html(modal.text.replace("<dialog", "<dialog open", 1))


def screens(house: House) -> dict[str, Callable[[], Html]]:
    """Every screen there is a picture of, by name."""
    answers = {
        name: (lambda asked=question: answered(house, asked))
        for name, question in QUESTIONS.items()
    }
    return answers | {
        "slack-command": lambda: to_asker(house, QUESTIONS["slack-answered"]),
        "slack-passages": lambda: others(house, QUESTIONS["slack-answered"]),
        "slack-source": lambda: source(house, QUESTIONS["slack-list"]),
        "slack-help": lambda: said(help_message("the programme office")),
        "slack-home": lambda: home_html(home_view(house.documents()), Showing("home")),
    }


def draw(page: str, target: Path, width: int) -> None:
    """Take a picture of a page, cut below its last line, in few colours.

    Raises:
        RuleBroken: there is no Chromium here.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise RuleBroken("Chromium is needed to draw the pictures, and was not found.")
    with tempfile.TemporaryDirectory() as folder:
        inner, outer, shot = (Path(folder, name) for name in ("in.html", "out.html", "shot.png"))
        inner.write_text(page, encoding="utf-8")
        frame = f'<iframe src="in.html" style="border:0;width:{width}px;height:{TALLEST}px">'
        outer.write_text(f'<body style="margin:0">{frame}</iframe>', encoding="utf-8")
        subprocess.run(  # noqa: S603 - our own page, in a browser found above
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--hide-scrollbars",
                "--disable-gpu",
                f"--screenshot={shot}",
                f"--window-size={max(width, SMALLEST_WINDOW)},{TALLEST}",
                outer.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        picture = Image.open(shot).convert("RGB").crop((0, 0, width, TALLEST))
    empty = Image.new("RGB", picture.size, picture.getpixel((0, TALLEST - 1)))
    box = ImageChops.difference(picture, empty).getbbox() or (0, 0, width, 1)
    cut = picture.crop((0, 0, width, min(box[3] + 12, TALLEST)))
    target.parent.mkdir(parents=True, exist_ok=True)
    in_few_colours(cut).save(target, optimize=True)


def in_few_colours(picture: Image.Image) -> Image.Image:
    """The same in 64 colours, of which a small mark keeps its own: amber is not drawn as red."""
    return picture.quantize(64, Image.Quantize.MAXCOVERAGE)


def main() -> None:
    """Draw all pictures, or those that are named."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the Slack app.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--width", type=int, default=700)
    given = parser.parse_args()
    known = screens(House())
    for name in given.names or SHOWN:
        page = page_html(name, known[name](), class_="picture-of")
        draw(page, given.folder / f"{name}.png", given.width)


if __name__ == "__main__":
    main()
