"""Whole pages: everything a browser needs, and nothing from elsewhere."""

from functools import cache
from importlib.resources import files

from playground.pages.html import Html, element


@cache
def style() -> str:
    """The style sheet."""
    return files("playground.pages").joinpath("style.css").read_text("utf-8")


def page_html(title: str, *body: Html, class_: str = "") -> str:
    """A page that carries its own style: a picture, or a file to keep."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        Html(f"<style>{style()}</style>"),
    )
    whole = element("html", head, element("body", *body, class_=class_ or None), lang="en-GB")
    return f"<!doctype html>\n{whole}\n"
