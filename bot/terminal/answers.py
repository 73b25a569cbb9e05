"""An answer and its sources, laid out for reading."""

from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from programme.answers import Answer, AnswerStatus, Citation, Statement
from programme.documents import EditionStatus, Period
from programme.ports import FoundPassage

QUOTE_SHOWN = 240
"""Characters of a quote shown below an answer in the conversation; `sources` shows it whole."""
LABELS = {
    AnswerStatus.ANSWERED: "",
    AnswerStatus.NOT_FOUND: "",
    AnswerStatus.DECLINED: "Not looked up",
}
STYLES = {EditionStatus.CURRENT: "tn.current", EditionStatus.SUPERSEDED: "tn.superseded"}


def answer_view(answer: Answer, *, whole_quotes: bool = True) -> RenderableType:
    """The answer with a rule beside it, and below it the numbered sources."""
    words: list[RenderableType] = []
    if label := LABELS[answer.status]:
        words.append(Text(label, style="tn.quiet"))
    for statement, following in zip_longest(answer.statements, answer.statements[1:]):
        words.append(_line(statement, marked=not _shares_mark(statement, following)))
    parts: list[RenderableType] = [BesideRule(Group(*words))]
    if answer.citations:
        parts.append(sources_view(answer.citations, whole_quotes=whole_quotes))
    return Group(*parts)


def sources_view(citations: tuple[Citation, ...], *, whole_quotes: bool = True) -> RenderableType:
    """Each source with its number, document, section, page and the words themselves.

    Of sources from one place, the first says where that is.
    """
    grid = _numbered()
    above: tuple[object, ...] | None = None
    for number, citation in enumerate(citations, start=1):
        quote = citation.quote if whole_quotes else shorten(citation.quote, QUOTE_SHOWN)
        lines = [Text(f"“{quote}”", style="italic")]
        here = (citation.document_key, citation.section, citation.page)
        if here != above:
            if place := _place(citation.section, citation.page):
                lines.insert(0, place)
            lines.insert(0, _document_line(citation.title, citation.period, citation.status))
            if above is not None:
                grid.add_row("", "")
        above = here
        grid.add_row(str(number), Group(*lines))
    title = "Source" if len(citations) == 1 else "Sources"
    return Padding(Group(Text(title, style="tn.heading"), grid), (1, 0, 0, 2))


def passages_view(found: list[FoundPassage]) -> RenderableType:
    """Passages as search found them, best first."""
    grid = _numbered()
    for number, one in enumerate(found, start=1):
        edition = one.document.edition
        where = _document_line(edition.title, edition.period, edition.status)
        place = _place(one.passage.section, one.passage.page)
        words = Text(one.passage.text)
        grid.add_row(str(number), Group(where, *([place] if place else []), words))
        if number < len(found):
            grid.add_row("", "")
    return Padding(grid, (0, 0, 0, 2))


def shorten(words: str, longest: int) -> str:
    """The first words, to at most `longest` characters, cut between words."""
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0].rstrip(",;:.– ") + " …"


@dataclass(frozen=True, slots=True)
class BesideRule:
    """Content with an upright rule on its left; without one where output is not a terminal."""

    content: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Rich's own hook: the lines of the content, each after the rule."""
        mark = "▌ " if options.is_terminal and not options.ascii_only else "  "
        inner = options.update_width(max(options.max_width - len(mark), 1))
        for line in console.render_lines(self.content, inner, pad=False):
            yield Segment(mark, console.get_style("tn.rule"))
            yield from line
            yield Segment.line()


def _numbered() -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="tn.rule", no_wrap=True)
    grid.add_column()
    return grid


def _shares_mark(statement: Statement, following: Statement | None) -> bool:
    """Of a list's items that stand on one source, the last carries the mark for all."""
    return (
        following is not None
        and statement.item
        and following.item
        and statement.citations == following.citations
    )


def _line(statement: Statement, *, marked: bool) -> RenderableType:
    words = Text(statement.text)
    if statement.citations and marked:
        words.append("".join(f" [{index + 1}]" for index in statement.citations), style="tn.rule")
    if not statement.item:
        return words
    item = Table.grid(padding=(0, 1))
    item.add_row(Text("•", style="tn.rule"), words)
    return item


def _document_line(title: str, period: Period | None, status: EditionStatus) -> Text:
    line = Text(title, style="tn.heading")
    if period and period.label not in title:
        line.append(f" · {period.label}", style="not bold")
    line.append(" · ", style="not bold")
    line.append(status.value, style=STYLES[status])
    return line


def _place(section: tuple[str, ...], page: int | None) -> Text | None:
    steps = [" › ".join(section)] if section else []
    if page is not None:
        steps.append(f"page {page}")
    return Text(" · ".join(steps), style="tn.quiet") if steps else None
