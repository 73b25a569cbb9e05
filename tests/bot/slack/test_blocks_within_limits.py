"""Whatever is to be shown, Slack takes it: no answer, source or list breaks a limit."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import Reply
from bot.slack.blocks.answer import (
    answer_message,
    card_of_question,
    card_of_reply,
    shared_message,
)
from bot.slack.blocks.asking import ask_view
from bot.slack.blocks.guide import documents_message, help_message, home_view
from bot.slack.blocks.notices import busy, notice, thanks
from bot.slack.blocks.parts import Message
from bot.slack.blocks.passages import passages_message
from bot.slack.blocks.places import Source, source_pressed, source_value, sources_of
from bot.slack.blocks.sources import not_there, opening, passage_view, source_view
from playground.kit import check_blocks, check_view
from playground.kit.texts import LINKS, PINGS, parsed_strings
from programme.answers import Answer, AnswerStatus, Citation, Statement
from programme.documents import EditionStatus, Period
from programme.ports import AskedQuestion, FoundPassage, Surface
from tests.flows.samples import CURRENT, OLD, citation, found, summary

PIECES = [
    "word ",
    "<!channel> ",
    "<https://a.example|b> ",
    "*",
    "&",
    "\u202e",
    "\t",
    "\n",
    "x" * 90,
    "é ",
]
SHORT = st.text(max_size=30) | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
LONG = st.builds(lambda piece, n: piece * n, SHORT, st.integers(0, 400))
WORDS = SHORT | LONG

CITATIONS = st.builds(
    Citation,
    passage_id=st.just("p"),
    document_key=SHORT,
    title=WORDS,
    status=st.sampled_from(EditionStatus),
    period=st.sampled_from([None, Period(2026, 2031)]),
    section=st.lists(WORDS, max_size=4).map(tuple),
    page=st.none() | st.integers(1, 9999),
    quote=WORDS,
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    citations = tuple(draw(st.lists(CITATIONS, max_size=12)))
    marks = st.lists(st.integers(0, max(len(citations) - 1, 0)), max_size=5).map(tuple)
    marks = marks if citations else st.just(())
    statements = st.lists(st.builds(Statement, WORDS, marks, st.booleans()), max_size=20)
    return Answer(
        question=draw(WORDS),
        status=draw(st.sampled_from(AnswerStatus)),
        statements=tuple(draw(statements)),
        citations=citations,
        alternatives=draw(st.sampled_from([(), ("p",)])),
    )


def taken(message: Message) -> None:
    assert message.text.strip()
    assert len(message.text) < 40_000
    assert not PINGS.search(message.text)
    assert not LINKS.search(message.text)
    blocks = json.loads(json.dumps(list(message.blocks)))
    assert check_blocks(blocks, "message") == []
    assert not list(parsed_strings(blocks))


def view_taken(view: Any, kind: str = "modal") -> None:
    assert check_view(json.loads(json.dumps(view)), kind) == []
    assert not list(parsed_strings(view))


def kept(answer: Answer) -> AskedQuestion:
    return AskedQuestion(
        id="q" * 32,
        asker="U1",
        surface=Surface.COMMAND,
        asked_at=datetime(2026, 8, 3, tzinfo=UTC),
        text=answer.question,
        status=answer.status,
        reason=None,
        answer=answer.text,
        citations=answer.citations,
        alternatives=answer.alternatives,
        generation_id="g",
        seconds=0.1,
    )


@settings(deadline=None)
@given(answers(), st.booleans(), st.booleans())
def test_answers(answer: Answer, shareable: bool, echo: bool) -> None:
    card = card_of_reply(Reply("q" * 32, answer, 0.1), asked=answer.question if echo else None)

    taken(answer_message(card, shareable=shareable))
    taken(shared_message(card_of_question(kept(answer)), "U1"))


@settings(deadline=None)
@given(CITATIONS, st.lists(WORDS, min_size=1, max_size=40), st.lists(WORDS, max_size=30))
def test_sources(citation: Citation, quotes: list[str], around: list[str]) -> None:
    passages = [found("p", words, OLD, section=citation.section) for words in around]
    citations = [replace(citation, quote=quote) for quote in quotes]
    [source] = sources_of(citations)

    view_taken(source_view(source, passages))
    for passage in passages[:1]:
        view_taken(passage_view(passage))


@given(st.lists(st.sampled_from("abc"), max_size=9), st.lists(st.integers(0, 9), max_size=6))
def test_every_citation_is_in_one_source_and_numbers_follow_the_words(
    sections: list[str], cited: list[int]
) -> None:
    citations = [citation("words", section=(section,)) for section in sections]
    statements = [Statement("words", (n,)) for n in cited if n < len(citations)]

    sources = sources_of(citations, statements)

    assert sorted(n for source in sources for n in source.indexes) == list(range(len(citations)))
    assert [source.number for source in sources] == list(range(1, len(sources) + 1))
    assert len({source.citations[0].section for source in sources}) == len(sources)
    of = {n: source.number for source in sources for n in source.indexes}
    seen = list(dict.fromkeys(of[n] for statement in statements for n in statement.citations))
    assert seen == list(range(1, len(seen) + 1))


@given(st.integers(1, 99), st.lists(st.integers(0, 60), min_size=1, unique=True).map(sorted))
def test_a_button_carries_its_source(number: int, indexes: list[int]) -> None:
    source = Source(number, tuple(indexes), ())

    assert source_pressed(source_value("q", source)) == ("q", number, tuple(indexes))


@settings(deadline=None)
@given(
    st.lists(st.builds(found, st.just("p"), WORDS, st.sampled_from([CURRENT, OLD])), max_size=9),
    SHORT,
)
def test_passages(passages: list[FoundPassage], contact: str) -> None:
    taken(passages_message(passages, contact))


@given(st.integers(0, 60))
def test_documents(count: int) -> None:
    documents = [summary(key=f"{n}.txt") for n in range(count)]

    taken(documents_message(documents, "the office"))
    view_taken(home_view(documents), "home")


def test_everything_else() -> None:
    for message in (help_message("the office"), busy(), notice("A sentence.")):
        taken(message)
    for helpful in (True, False):
        taken(thanks(helpful=helpful, contact="the office"))
    view_taken(ask_view())
    view_taken(opening("Source 1"))
    view_taken(not_there("Source 1", "Gone."))
    view_taken(home_view(None, trouble="Trouble."), "home")
