"""Bytes to text: which encoding a text file is in."""

import codecs

from charset_normalizer import from_bytes

from programme.errors import RuleBroken

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, with line ends made the same, and a warning when the encoding was guessed.

    Raises:
        RuleBroken: the bytes are no text in any encoding that people use.
    """
    warnings: tuple[str, ...] = ()
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                raise RuleBroken("The file is damaged: its text cannot be decoded.") from None
            break
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text, encoding = _guess(data)
            warnings = (f"The file is not UTF-8; it was read as {encoding}.",)
    if "\x00" in text:
        raise RuleBroken("The file is not text: it holds binary data.")
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings


def _guess(data: bytes) -> tuple[str, str]:
    try:
        # What Windows programs write in this country; only five bytes are not defined in it.
        return data.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        best = from_bytes(data[:1_000_000]).best()
        if best is None:
            raise RuleBroken("The file is not text in any known encoding.") from None
        return data.decode(best.encoding, errors="replace"), best.encoding
