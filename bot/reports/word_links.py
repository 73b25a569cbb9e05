"""Links to pages of the web in a Word document."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

BLUE = "005EB8"


def add_link(paragraph: WordParagraph, address: str, words: str, points: float) -> None:
    """Words that lead to an address, underlined as links are."""
    to = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), to)
    inside = OxmlElement("w:r")
    link.append(inside)
    paragraph._p.append(link)  # noqa: SLF001 - the library has no name for links
    run = Run(inside, paragraph)
    run.text = words
    run.font.size = Pt(points)
    run.font.underline = True
    run.font.color.rgb = RGBColor.from_string(BLUE)
