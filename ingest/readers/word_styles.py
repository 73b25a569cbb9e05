"""What a Word file's styles and numbering say of a paragraph."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_BULLET_FORMATS = frozenset({"bullet", "none"})
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with what it inherits.

    Attributes:
        level: the outline level, 1 to 9, of a heading style.
        listing: numbering id and level, where the style itself is a list style.
        size: in points.
    """

    name: str
    level: int | None = None
    listing: tuple[str, int] | None = None
    bold: bool = False
    size: float | None = None


@dataclass(slots=True)
class Numbering:
    """The numbers that Word shows before list paragraphs and numbered headings."""

    formats: dict[tuple[str, int], tuple[str, str, int]]
    """By numbering id and level: the kind of number, its pattern (`%1.%2`), where it starts."""
    _counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def marker(self, number_id: str, level: int) -> str | None:
        """The next number or bullet of a list; None when the list has no mark."""
        kind, pattern, start = self.formats.get((number_id, level), ("bullet", "•", 1))
        if kind in _BULLET_FORMATS:
            return "•" if kind == "bullet" else None
        counts = self._counts[number_id]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        for place in range(level + 1):
            kind = self.formats.get((number_id, place), ("decimal", "", 1))[0]
            pattern = pattern.replace(f"%{place + 1}", _numeral(counts.get(place, 1), kind))
        return pattern.strip() or None


def styles_of(document: Any) -> dict[str, Style]:
    """The paragraph styles of a document by their id."""
    elements = {s.get(qn("w:styleId")): s for s in document.styles.element.findall(qn("w:style"))}
    return {style_id: _style(style_id, elements) for style_id in elements if style_id}


def _style(style_id: str, elements: dict[str, Any]) -> Style:
    chain: list[Any] = []
    following: str | None = style_id
    while following in elements and elements[following] not in chain:
        chain.append(elements[following])
        following = _value(elements[following], "w:basedOn")
    names = [_value(element, "w:name") or "" for element in chain]
    level: int | None = None
    for element, name in zip(chain, names, strict=True):
        outline = _value(element, "w:pPr/w:outlineLvl")
        lower = name.lower()
        if outline is not None:
            level = int(outline) + 1 if int(outline) < 9 else None
        elif lower.startswith("heading ") and lower[8:].isdigit():
            level = int(lower[8:])
        elif lower == "title":
            level = 1
        else:
            continue
        break
    listing = None
    for element in chain:
        number_id = _value(element, "w:pPr/w:numPr/w:numId")
        if number_id is not None:
            listing = (number_id, int(_value(element, "w:pPr/w:numPr/w:ilvl") or 0))
            break
    size = next((s for e in chain if (s := _value(e, "w:rPr/w:sz")) is not None), None)
    bold = next((e for e in chain if e.find(_path("w:rPr/w:b")) is not None), None)
    return Style(
        name=names[0],
        level=level,
        listing=listing,
        bold=bold is not None and is_on(bold.find(_path("w:rPr/w:b"))),
        size=float(size) / 2 if size else None,
    )


def numbering_of(document: Any) -> Numbering:
    """The numbering definitions of a document; none are needed for it to have lists."""
    formats: dict[tuple[str, int], tuple[str, str, int]] = {}
    parts = [r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")]
    if not parts:
        return Numbering(formats)
    root = parts[0].element
    abstract = {a.get(qn("w:abstractNumId")): a for a in root.findall(qn("w:abstractNum"))}
    for number in root.findall(qn("w:num")):
        definition = abstract.get(_value(number, "w:abstractNumId"))
        if definition is None:
            continue
        for level in definition.findall(qn("w:lvl")):
            key = (number.get(qn("w:numId")), int(level.get(qn("w:ilvl")) or 0))
            start = _value(level, "w:start") or "1"
            formats[key] = (
                _value(level, "w:numFmt") or "decimal",
                _value(level, "w:lvlText") or "",
                int(start) if start.isdigit() else 1,
            )
    return Numbering(formats)


def is_on(toggle: Any) -> bool:
    """Whether a toggle such as bold is set: present, and not set to off."""
    return toggle is not None and toggle.get(qn("w:val")) not in ("0", "false", "off", "none")


def _value(element: Any, path: str) -> str | None:
    found = element.find(_path(path))
    return None if found is None else found.get(qn("w:val"))


def _path(path: str) -> str:
    return "/".join(qn(step) for step in path.split("/"))


def _numeral(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        roman, left = "", number
        for worth, letters in _ROMAN:
            while left >= worth:
                roman, left = roman + letters, left - worth
        return roman.upper() if kind == "upperRoman" else roman
    return str(number)
