"""What was typed, in the plain letters, digits and spaces that the rules are written for.

People paste from letters, web pages and spreadsheets: typographic dashes, thin spaces, soft
hyphens and full-width digits all come along. Others hide words on purpose, in characters that a
screen does not show. Both are brought to the surface here, so that every rule sees one alphabet.

Source: Unicode Technical Standard 39 (confusables) for the letters that look like Latin ones.
"""

import re
import unicodedata

_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁԛԝһ" + "АВЕЅІЈКМНОРСТУХ" + "αικνορτυχ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijsdqwh" + "ABESIJKMHOPCTYX" + "aikvoptux" + "ABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters by the Latin letter they are drawn like."""

_TAGS = range(0xE0020, 0xE007F)
"""Invisible copies of ASCII: shown by no screen, read by every language model."""

_ALIKE = {
    **dict.fromkeys("‘’‚‛ʼʹ`´", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("\n\u2028\u2029", "\n"),
    "\t": " ",
    "−": "-",
}
_BY_CATEGORY = {
    **dict.fromkeys(("Mn", "Me", "Cf", "Cc", "Cs", "Cn"), ""),
    "Pd": "-",
    "Zs": " ",
}
"""Marks and unseen characters go; any dash is a hyphen, any space a space."""

_BLANKS = re.compile(r"[^\S\n]+")


class _Folding(dict[int, str]):
    """The plain form of each character, worked out once for each that turns up in a text."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        self[code] = plain
        return plain


def _plain(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    if ord(character) in _TAGS:
        return chr(ord(character) - _TAGS.start + 0x20)
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return _BY_CATEGORY.get(category, character)


def fold(text: str) -> str:
    """The text in plain characters: no marks, nothing unseen, one space for any run of spaces.

    Letters keep their case, lines stay lines. Marks are dropped before the compatibility form is
    taken, because sorting a long run of them would take quadratic time.
    """
    folding = _Folding()
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(folding)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(folding).translate(_LOOKALIKES)
    return _BLANKS.sub(" ", plain).strip()


def hidden_words(text: str) -> bool:
    """True when a text carries words in characters that no screen shows.

    A few such characters are part of ordinary flags, so fewer than a short word's worth pass.
    """
    return sum(1 for character in text if ord(character) in _TAGS) > 12
