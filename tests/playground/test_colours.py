"""What is written can be read, by day and by night: WCAG 2.2 AA, 1.4.3 and 1.4.11."""

import re
from importlib.resources import files

import pytest

STYLE = (files("playground") / "pages" / "style.css").read_text(encoding="utf-8")
_ROOT = re.compile(r":root \{(?P<body>[^}]*)\}")
_COLOUR = re.compile(r"--(?P<name>[\w-]+): (?P<value>#[0-9a-f]{3,6});")
LIGHT, DARK = (
    {c["name"]: c["value"] for c in _COLOUR.finditer(root["body"])}
    for root in _ROOT.finditer(STYLE)
)
WORDS = [
    *((ink, ground) for ink in ("ink", "quiet") for ground in ("paper", "wash", "alone", "hover")),
    ("link", "paper"),
    ("link", "mention"),
    ("ink", "loud"),
    ("code", "wash"),
    ("fault", "paper"),
    ("on-badge", "badge"),
]


def brightness(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * d for d in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(palette: dict[str, str]) -> None:
    for ink, ground in WORDS:
        assert contrast(palette[ink], palette[ground]) >= 4.5, (ink, ground)
    for ground in ("primary", "danger", "side"):
        assert contrast("#fff", palette[ground]) >= 4.5, ground


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_stand_out_from_the_page(palette: dict[str, str]) -> None:
    for mark in ("edge", "focus"):
        assert contrast(palette[mark], palette["paper"]) >= 3, mark


def test_both_palettes_name_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK)
