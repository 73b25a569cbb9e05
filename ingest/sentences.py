"""Where sentences begin and end."""

import re

# After these a full stop ends no sentence.
_ABBREVIATION_WORDS = (
    "mr mrs ms miss mx dr prof st no nos fig figs approx inc ltd vs etc e.g i.e eg ie cf al dept "
    "jan feb mar apr jun jul aug sep sept oct nov dec p pp vol para ch sec"
)
_ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())
_END = re.compile(r"[.!?…]+[\"'”’)\]*]*(?=\s+[\"'“‘(\[*]*[A-Z0-9])")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_SHORTEST = 2


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence in folded text, closing marks included."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        before = _WORD_BEFORE.search(text, start, end.start())
        word = before.group(1).casefold() if before else ""
        one_stop = end.group().startswith(".") and not end.group().startswith("..")
        if one_stop and (word in _ABBREVIATIONS or (len(word) == 1 and word != "i")):
            continue
        if len(text[start : end.end()].split()) < _SHORTEST:
            continue
        spans.append((start, end.end()))
        start = end.end() + 1
        while start < len(text) and text[start].isspace():
            start += 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans
