"""The `markdown` block: standard Markdown, without raw HTML and without pictures."""

from functools import cache

from markdown_it import MarkdownIt

from playground.pages.html import Html


@cache
def _parser() -> MarkdownIt:
    # Markdown-it refuses addresses that could run (javascript:, data:) by itself.
    return (
        MarkdownIt("commonmark", {"html": False})
        .enable(["table", "strikethrough"])
        .disable("image")
    )


def markdown(words: str) -> Html:
    """Markdown as HTML; mark-up in it is shown, not used."""
    return Html(str(_parser().render(words)))
