"""The pictures of the documentation show marks in the colours that people see."""

import re
from pathlib import Path

import pytest
from PIL import Image

REPOSITORY = Path(__file__).parent.parent.parent
STYLE = (REPOSITORY / "playground" / "pages" / "style.css").read_text(encoding="utf-8")


def colour_of(sign: str) -> tuple[int, ...]:
    """The colour a sign is drawn in."""
    found = re.search(rf"\.sign\.{sign}::before {{ background: #([0-9a-f]{{6}})", STYLE)
    assert found
    return tuple(bytes.fromhex(found[1]))


@pytest.mark.parametrize(
    ("picture", "sign"),
    [("slack-digest", "red"), ("slack-digest", "amber"), ("slack-home-office", "green")],
)
def test_a_mark_has_its_own_colour(picture: str, sign: str) -> None:
    drawn = Image.open(REPOSITORY / "docs" / "images" / f"{picture}.png").convert("RGB")
    wanted = colour_of(sign)
    colours = drawn.getcolors(drawn.width * drawn.height) or []
    near = [
        count
        for count, colour in colours
        if isinstance(colour, tuple)
        and max(abs(a - b) for a, b in zip(colour, wanted, strict=True)) <= 12
    ]
    assert sum(near) >= 40
