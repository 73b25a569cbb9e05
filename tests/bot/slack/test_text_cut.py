"""Words that are too long are cut to fit, whatever they are made of."""

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.text import fit


@given(st.text(st.sampled_from(" ab\n"), max_size=90), st.integers(2, 60))
def test_whatever_is_cut_fits(words: str, limit: int) -> None:
    cut = fit(words, limit)
    assert len(cut) <= limit
    assert cut == words or cut.endswith("…")


def test_nothing_but_spaces_can_be_cut() -> None:
    assert fit(" " * 90, 10) == "…"
