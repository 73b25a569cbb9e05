"""Words on their way to Slack: the one place where they are made harmless and made to fit.

Slack reads `<!channel>`, `<@U…>` and `<https://a|b>` in a message's text and acts on them. Words
that come from a document or a person must only ever be read, so whatever goes into a field that
Slack parses passes through `inert`. Fields of type `plain_text` and `rich_text` are not parsed.

Source: https://docs.slack.dev/messaging/formatting-message-text (escaping text).
"""

import re
import unicodedata

ZERO_WIDTH = "\u200b"
MARK_UP = re.compile(r"[*_~`]")
BROADCAST = re.compile(r"@(?=channel|here|everyone|group)", re.IGNORECASE)
MENTION = re.compile(r"<@[UWB][A-Z0-9]+(?:\|[^>]*)?>")
ENTITY = re.compile(r"<(?:[@#!][^>|]*|(?:https?|mailto)[^>|]*)(?:\|([^>]*))?>")
SPACE = re.compile(r"\s+")
ELLIPSIS = "…"


def escape(words: str) -> str:
    """The three characters Slack asks every app to escape."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inert(words: str) -> str:
    """Words for a parsed field: no mention, no link, no emphasis can come of them.

    A zero-width space after each mark keeps the words as they are to eye and ear.
    """
    calm = BROADCAST.sub("@" + ZERO_WIDTH, printable(words))
    return escape(MARK_UP.sub(lambda mark: mark[0] + ZERO_WIDTH, calm))


def printable(words: str) -> str:
    """Words without control and direction characters, which could disguise what is read."""
    if words.isprintable():  # nearly all are, and a digest has a great many
        return words
    return "".join(
        letter
        for letter in words.replace("\t", " ")
        if letter == "\n" or unicodedata.category(letter) not in HIDDEN
    )


HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs"})


def fit(words: str, limit: int) -> str:
    """Words cut to at most `limit` characters, at a word's end, with an ellipsis when cut."""
    if len(words) <= limit:
        return words
    cut = words[: limit - 1]
    # of nothing but spaces there is no word to end at
    at_word = next(iter(cut.rsplit(None, 1)), "") if " " in cut[-60:] else cut
    return at_word.rstrip() + ELLIPSIS


def as_asked(raw: str) -> str:
    """What a person typed, out of what Slack sends.

    Mentions of people and apps go; a link becomes the words it shows; entities become characters.
    """
    without = MENTION.sub(" ", raw)
    shown = ENTITY.sub(lambda found: found[1] or "", without)
    plain = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return SPACE.sub(" ", plain).strip()
