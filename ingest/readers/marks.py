"""Marks in running text: white space, bullets, numbers, emphasis, quotation marks and tags."""

import re

BULLETS = "•◦▪▫‣⁃●○■□◆◇➢➤➔►▶✓✔✦✧✱❖∙·\uf0b7\uf0a7\uf0d8\uf076\uf0fc"
_BULLET = re.compile(rf"^(?P<marker>(?:[-–*+]\s+)?[{BULLETS}]\s*|[-–—*+]\s+|\(cid:\d+\)\s*)(?=\S)")
_NUMBER = re.compile(
    r"^(?P<marker>\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)|^(?P<dotted>\d{1,3}(?:\.\d{1,3})+\.?)\s+(?=\S)"
)
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL)
# Unicode's control characters (Cc) and its line and paragraph separators (Zl, Zp).
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_SLASHES = re.compile(r"^//\s+(.*\S)\s+//$")
_QUOTES = (("“", "”"), ("‘", "’"), ('"', '"'), ("«", "»"))
# Text out of PDFs and web pages is full of these; each is a space, or nothing, to a reader.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))


def fold(text: str) -> str:
    """The text on one line, each run of white space a single space, without control characters."""
    text = text.translate(_INVISIBLE)
    return " ".join(_CONTROL.sub(" ", text).split())


def split_bullet(text: str) -> tuple[str | None, str]:
    """A line's bullet, if it has one, and the words after it."""
    found = _BULLET.match(text)
    if not found:
        return None, text
    return found["marker"].strip(), text[found.end() :]


def split_number(text: str) -> tuple[str | None, str]:
    """A line's leading number (`3.`, `b)`, `1.2`), if it has one, and the words after it."""
    found = _NUMBER.match(text)
    if not found:
        return None, text
    return found["marker"] or found["dotted"], text[found.end() :]


def is_bullet(text: str) -> bool:
    """True for a bullet alone."""
    marker, rest = split_bullet(f"{text.strip()} x")
    return marker is not None and rest == "x"


def without_tags(text: str, boundary: str = " ") -> str:
    """The text with HTML tags replaced by a space, or by another boundary."""
    return _TAG.sub(boundary, text)


def has_tags(text: str) -> bool:
    """True when HTML tags stand in the text."""
    return bool(_TAG.search(text))


def without_emphasis(text: str) -> str:
    """The text without paired marks of bold (`**`) and the slashes set round quotations."""
    slashes = _SLASHES.match(text)
    if slashes:
        text = slashes[1]
    return fold(_STRONG.sub(r"\1", text))


def wholly_bold(text: str) -> bool:
    """True when one pair of bold marks holds the whole text."""
    inner = text[2:-2]
    return len(text) > 4 and text.startswith("**") and text.endswith("**") and "**" not in inner


def unquoted(text: str) -> str | None:
    """The words within, when quotation marks or slashes enclose the whole text; otherwise None."""
    slashes = _SLASHES.match(text)
    if slashes:
        return without_emphasis(slashes[1])
    plain = without_emphasis(text)
    for opening, closing in _QUOTES:
        if plain.startswith(opening) and plain.endswith(closing) and len(plain) > 2:
            inner = plain[1:-1]
            # Two quotations with words between them are not one quotation; an apostrophe is
            # written like a closing single mark, so that one is only looked for at a word's end.
            broken = closing + " " in inner if closing == "’" else closing in inner
            if not broken and len(inner.split()) >= 3:
                return inner.strip()
    return None


def is_caps(text: str) -> bool:
    """True when the text has letters and all of them are capitals."""
    return any(c.isalpha() for c in text) and text == text.upper()
