"""Words made harmless and made to fit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.text import as_asked, escape, fit, inert
from playground.kit.texts import LINKS, PINGS

WORDS = st.text(max_size=400)
NASTY = st.lists(
    st.sampled_from(
        [
            "<!channel>",
            "<@U0BEN>",
            "<https://a.example|b>",
            "@here",
            "*b*",
            "_i_",
            "`c`",
            "~",
            "&",
            " x ",
        ]
    )
).map("".join)


@given(WORDS | NASTY)
def test_nothing_inert_pings_or_links(words: str) -> None:
    out = inert(words)

    assert not PINGS.search(out)
    assert not LINKS.search(out)
    assert "<" not in out
    assert ">" not in out


@given(NASTY)
def test_no_emphasis_is_left(words: str) -> None:
    assert not re.search("[*_~`](?!\u200b)", inert(words))


@given(WORDS)
def test_to_the_eye_inert_words_are_the_same(words: str) -> None:
    shown = inert(words).replace("\u200b", "")
    shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    assert [c for c in shown if c.isalnum()] == [c for c in words if c.isalnum()]


@given(WORDS, st.integers(1, 300))
def test_what_is_made_to_fit_fits(words: str, limit: int) -> None:
    out = fit(words, limit)

    assert len(out) <= limit
    assert out == words if len(words) <= limit else out.endswith("…")


def test_a_cut_is_made_at_a_words_end() -> None:
    assert fit("one two three four", 12) == "one two…"


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ("<@U0TRUENORTH> what is our vision?", "what is our vision?"),
        ("<@U0TRUENORTH|truenorth>   what?", "what?"),
        ("see <https://a.example|our page> &amp; say", "see our page & say"),
        ("see <https://a.example>", "see"),
        ("<!here> hello <#C0GENERAL|general>", "hello general"),
        ("a &lt;b&gt; c\n\nd", "a <b> c d"),
        ("", ""),
    ],
)
def test_what_was_typed_is_read_out_of_what_slack_sends(raw: str, asked: str) -> None:
    assert as_asked(raw) == asked


def test_the_three_characters_are_escaped_once() -> None:
    assert escape("<a> & b") == "&lt;a&gt; &amp; b"
