"""A file on its way to Slack."""

from dataclasses import dataclass

from bot.reports.charts import Picture
from bot.slack.text import fit

LONGEST_ALT = 1000
"""Slack takes no more words for those who do not see a picture."""


@dataclass(frozen=True, slots=True)
class SlackFile:
    """A file with its name.

    Attributes:
        alt: what a picture says, for those who do not see it; empty for a document.
    """

    name: str
    title: str
    data: bytes
    alt: str = ""

    @classmethod
    def of_picture(cls, picture: Picture, name: str) -> "SlackFile":
        """A chart as a file."""
        title = f"{picture.title}. {picture.note}" if picture.note else picture.title
        return cls(f"{name}.png", title, picture.png, fit(picture.alt, LONGEST_ALT))
