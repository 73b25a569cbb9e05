"""Help texts in made-up words without figures, so that a figure echoed would stand out."""

import pytest

from programme.guard import HelpTexts


@pytest.fixture
def texts() -> HelpTexts:
    return HelpTexts(
        distress="Please talk to somebody now: the made-up line is open day and night.",
        distress_reviewed="May Day",
        office="the made-up office",
    )
