"""Titles that a person gave, and those that a program made up."""

import pytest

from ingest.readers.titles import given_title


@pytest.mark.parametrize("title", ["Plan of the made-up trust", "Our  plan", "Documents we keep"])
def test_a_given_title_is_kept(title):
    assert given_title(title) == " ".join(title.split())


MADE_UP = "|untitled|(anonymous)|Microsoft Word - plan|plan v3.docx|Document1|Word Document|Book1"


@pytest.mark.parametrize("title", [None, "  ", "PowerPoint Presentation", *MADE_UP.split("|")])
def test_a_made_up_title_is_none(title):
    assert given_title(title) is None
