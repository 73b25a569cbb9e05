"""Tags in a PDF: what is a heading, a list, a table or a picture, in the order of reading.

With them, programs that read aloud tell pictures by their alternative text. The library that
writes the pages knows no tags: they are marks in its pages, and a tree beside them.
Source: ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas


@dataclass(eq=False, slots=True)
class Tag:
    """A part of a document.

    Attributes:
        role: as the standard names it: `H1`, `P`, `L`, `Table`, `Figure` …
        alt: what a picture says.
        scope: of a table's heading: `Column` or `Row`.
        inside: its parts in the order of reading.
    """

    role: str
    alt: str = ""
    scope: str = ""
    inside: list["Tag"] = field(default_factory=list)

    def add(self, role: str, alt: str = "", scope: str = "") -> "Tag":
        """A new part at the end."""
        part = Tag(role, alt, scope)
        self.inside.append(part)
        return part


class TaggedCanvas(Canvas):  # type: ignore[misc]  # the library says nothing of its types
    """Pages on which it is noted what is drawn for which tag.

    Args:
        root: the document's tag.
        to: what the library's own canvas takes.
    """

    def __init__(self, root: Tag, *to: Any, **more: Any) -> None:
        super().__init__(*to, **more)
        self._root = root
        self._on_page: list[Tag] = []
        self._pages: list[list[Tag]] = []
        # the things themselves: a number that stands for one may stand for another later
        self._drawn: set[object] = set()

    @contextmanager
    def tagged(self, tag: Tag | None, owner: object = None) -> Iterator[None]:
        """Whatever is drawn meanwhile belongs to a tag; without one it is decoration.

        Args:
            tag: the part of the document.
            owner: what draws; drawn again, as a repeated heading is, it is decoration.
        """
        again = owner is not None and owner in self._drawn
        if tag is None or again:
            self._code.append("/Artifact BMC")
        else:
            self._code.append(f"/{tag.role} <</MCID {len(self._on_page)}>> BDC")
            self._on_page.append(tag)
            self._drawn.add(owner)
        yield
        self._code.append("EMC")

    def showPage(self) -> None:  # noqa: N802 - the library's name
        """Close the page."""
        super().showPage()
        self._pages.append(self._on_page)
        self._on_page = []

    def save(self) -> None:
        """Write the tree of tags, and close the document."""
        if self._code:
            self.showPage()
        self._write_tree()
        super().save()

    def _write_tree(self) -> None:
        document = self._doc
        pages = [document.Reference(page) for page in document.Pages.pages]
        marks: dict[int, list[PDFDictionary]] = {}
        for place, tags in zip(pages, self._pages, strict=True):
            for number, tag in enumerate(tags):
                mark = {"Type": PDFName("MCR"), "Pg": place, "MCID": number}
                marks.setdefault(id(tag), []).append(PDFDictionary(mark))
        top = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        elements: dict[int, Any] = {}
        top.dict["K"] = self._element(self._root, document.Reference(top), marks, elements)
        numbers: list[Any] = []
        for number, (page, tags) in enumerate(zip(document.Pages.pages, self._pages, strict=True)):
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents"]
            page.StructParents = number
            numbers += [number, PDFArray([elements[id(tag)] for tag in tags])]
        top.dict["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        top.dict["ParentTreeNextKey"] = len(pages)
        document.Catalog.StructTreeRoot = top
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _element(
        self, tag: Tag, parent: Any, marks: dict[int, list[PDFDictionary]], made: dict[int, Any]
    ) -> Any:
        element = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName(tag.role)})
        reference = self._doc.Reference(element)
        made[id(tag)] = reference
        element.dict["P"] = parent
        if tag.alt:
            element.dict["Alt"] = PDFString(tag.alt)
        if tag.scope:
            owner = {"O": PDFName("Table"), "Scope": PDFName(tag.scope)}
            element.dict["A"] = PDFDictionary(owner)
        kids = [*marks.get(id(tag), ())]
        kids += [self._element(each, reference, marks, made) for each in tag.inside]
        element.dict["K"] = PDFArray(kids)
        return reference
