"""Screening takes time in step with the length of a text, whatever is in it."""

import time

import pytest

from programme.guard import HelpTexts, screen

HOSTILE = {
    "digits": "1",
    "digits with spaces": "9 ",
    "groups of digits": "999 000 0018 ",
    "letters": "a",
    "capitals": "A. ",
    "first person": "i ",
    "want": "i want to ",
    "cannot": "i just really cant ",
    "patient": "patient ",
    "my patient": "my patient the ",
    "titles": "Mr ",
    "title and name": "Mrs Sampleton ",
    "ignore": "ignore all ",
    "of the above": "ignore the of the your all ",
    "orders": "post and ",
    "please": "please ",
    "tell": "tell everyone, ",
    "quotes": "'\"",
    "open brackets": "([{<",
    "full stops": ".",
    "spaces and stops": " .",
    "new lines": "\n",
    "commas": "a, ",
    "colons": "system:",
    "base64": "QUJD",
    "hex": "de ad ",
    "marks": "e\u0301\u0316",
    "zero width": "\u200b",
    "tags": "\U000e0041",
    "medicine": "olanzapine ",
    "doses": "what dose ",
    "conditions": "is she psychotic ",
    "write": "write me a ",
    "weather": "what is the ",
    "dates": "dob 1/2/",
    "word characters": "a-a'a.a_",
}
TEXTS = HelpTexts(distress="Talk to somebody now.", distress_reviewed="")


def seconds(text: str, goes_at_it: int = 1) -> float:
    """The quickest go, in processor time, so that other work on the machine is left out."""
    goes = []
    for _ in range(goes_at_it):
        started = time.process_time()
        screen(text, TEXTS)
        goes.append(time.process_time() - started)
    return min(goes)


@pytest.mark.parametrize("repeated", HOSTILE.values(), ids=HOSTILE.keys())
def test_ten_times_the_text_takes_about_ten_times_as_long(repeated: str) -> None:
    short = (repeated * 10_000)[:10_000]
    long = (repeated * 100_000)[:100_000]
    # Quadratic time would make it a hundred times as long; the floor takes out the clock's grain.
    assert seconds(long) <= 35 * max(seconds(short), 0.002)


@pytest.mark.parametrize("repeated", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_longest_question_allowed_is_screened_at_once(repeated: str) -> None:
    assert seconds((repeated * 2_000)[:2_000], goes_at_it=3) < 0.25
