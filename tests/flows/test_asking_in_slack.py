"""A person asks in Slack, and gets an answer, a source, or a reason."""

import pytest

from programme.answers import Answer, AnswerStatus, Statement
from programme.ports import Surface
from tests.flows.samples import CURRENT, OLD, answered, citation, found
from tests.flows.stage import ANN, BEN, CHANNEL, Stage, seen

QUESTION = "How soon is a first visit?"
WORDS = "A first visit is offered within nine days."


def test_a_direct_message_is_answered_in_its_thread_with_sources(stage: Stage) -> None:
    stage.answering.known[QUESTION] = answered(QUESTION, WORDS)
    asked = stage.acting.say_in_dm(ANN, QUESTION)

    [post] = stage.dm()

    assert post.thread_ts == asked.ts
    assert WORDS in seen(post.blocks)
    where = "[1] Made-up strategy (2026–2031, current)\nAims › Visits · page 4"
    assert where in seen(post.blocks)
    assert WORDS in post.text
    assert post.unfurls is False


def test_the_working_status_is_shown_before_the_answer(stage: Stage) -> None:
    asked = stage.acting.say_in_dm(ANN, QUESTION)

    [post] = stage.dm()

    [(channel, thread, status)] = stage.slack.workspace.statuses
    assert (channel, thread) == (post.channel, asked.ts)
    assert "looking" in status
    methods = [call.method for call in stage.slack.api.calls]
    assert methods.index("assistant.threads.setStatus") < methods.index("chat.postMessage")


def test_an_answer_comes_although_the_status_is_refused(stage: Stage) -> None:
    stage.slack.api.refuse("assistant.threads.setStatus", "internal_error")
    stage.acting.say_in_dm(ANN, QUESTION)

    assert len(stage.dm()) == 1


def test_a_follow_up_stays_in_its_thread(stage: Stage) -> None:
    first = stage.acting.say_in_dm(ANN, QUESTION)
    stage.settle()
    stage.acting.say_in_dm(ANN, "And a second one?", thread_ts=first.ts)

    assert [post.thread_ts for post in stage.dm()] == [first.ts, first.ts]
    assert stage.answering.asked == [QUESTION, "And a second one?"]


def test_a_mention_is_answered_in_the_thread_without_the_mention(stage: Stage) -> None:
    asked = stage.acting.mention(ANN, CHANNEL, QUESTION)

    [post] = stage.posts(CHANNEL)

    assert post.thread_ts == asked.ts
    assert stage.answering.asked == [QUESTION]
    assert stage.slack.workspace.statuses == []


def test_an_empty_mention_gets_help(stage: Stage) -> None:
    stage.acting.mention(ANN, CHANNEL, "")

    [post] = stage.posts(CHANNEL)

    assert "/truenorth ask" in seen(post.blocks)
    assert stage.answering.asked == []


def test_a_question_and_its_answer_are_kept(stage: Stage) -> None:
    stage.answering.known[QUESTION] = answered(QUESTION, WORDS)
    stage.acting.say_in_dm(ANN, QUESTION)
    stage.acting.mention(BEN, CHANNEL, QUESTION)
    stage.settle()

    with stage.services.readings() as work:
        kept = work.questions.recent()

    assert {(each.asker, each.surface) for each in kept} == {
        (ANN, Surface.DIRECT_MESSAGE),
        (BEN, Surface.MENTION),
    }
    assert all(each.text == QUESTION and each.answer == WORDS for each in kept)


def test_what_the_documents_do_not_say_is_said(stage: Stage) -> None:
    stage.acting.say_in_dm(ANN, "How many lighthouses will the trust build?")

    [post] = stage.dm()

    assert "The documents do not say." in seen(post.blocks)
    assert not [block for block in post.blocks if block["type"] == "section"]


def test_a_superseded_answer_says_so_in_words_and_with_a_mark(stage: Stage) -> None:
    stage.answering.known[QUESTION] = answered(QUESTION, WORDS, edition=OLD)
    stage.acting.say_in_dm(ANN, QUESTION)

    [post] = stage.dm()

    notice = "⚠ Superseded: these words are from an edition that is no longer in force."
    assert notice in seen(post.blocks)
    assert post.text.startswith("⚠ Superseded")
    assert "(2023–2026, ⚠ superseded)" in seen(post.blocks)


def test_one_superseded_source_among_others_is_named(stage: Stage) -> None:
    stage.answering.known[QUESTION] = Answer(
        QUESTION,
        AnswerStatus.ANSWERED,
        (Statement("Now nine days.", (0,)), Statement("Once twenty days.", (1,))),
        (citation("Now nine days.", edition=CURRENT), citation("Once twenty days.", edition=OLD)),
    )
    stage.acting.say_in_dm(ANN, QUESTION)

    [post] = stage.dm()

    words = seen(post.blocks)
    assert "⚠ Partly superseded: source 2 is from an edition no longer in force." in words
    assert "[1]" in words
    assert "[2]" in words


def test_a_list_is_shown_as_a_list(stage: Stage) -> None:
    stage.answering.known[QUESTION] = Answer(
        QUESTION,
        AnswerStatus.ANSWERED,
        (
            Statement("Three things:"),
            *(Statement(word, (0,), item=True) for word in ("One", "Two", "Three")),
        ),
        (citation("One Two Three"),),
    )
    stage.acting.say_in_dm(ANN, QUESTION)

    [post] = stage.dm()

    rich = next(block for block in post.blocks if block["type"] == "rich_text")
    assert [part["type"] for part in rich["elements"]] == ["rich_text_section", "rich_text_list"]
    assert len(rich["elements"][1]["elements"]) == 3
    assert "• Two" in post.text
    assert seen(post.blocks).count(" [1]") == 1  # the last item's mark is for all of them


def test_words_from_one_place_are_one_source_to_open(stage: Stage) -> None:
    places = (("Aims", "Care"), ("Aims", "Work"), ("Aims", "Care"))
    stage.answering.known[QUESTION] = Answer(
        QUESTION,
        AnswerStatus.ANSWERED,
        (Statement("Second.", (1,)), Statement("First.", (0,)), Statement("Third.", (2,))),
        tuple(citation(f"Words {n}.", section=place) for n, place in enumerate(places)),
    )
    stage.acting.say_in_dm(ANN, QUESTION)
    [post] = stage.dm()
    stage.acting.press(ANN, post, "Open source 2")

    opened = seen(stage.modal().view["blocks"])

    assert "Second.\n [1]\n\n\nFirst.\n [2]\n\n\nThird.\n [2]" in seen(post.blocks)
    assert "Open source 3" not in seen(post.blocks)
    assert "Aims › Care" in opened
    assert "Words 0.\nWords 2." in opened
    assert "Words 1." not in opened


@pytest.mark.parametrize("words", ["help", "Hello", "What can you do?"])
def test_help_is_given_without_a_search(stage: Stage, words: str) -> None:
    stage.acting.say_in_dm(ANN, words)

    [post] = stage.dm()

    assert "direct message" in seen(post.blocks)
    assert stage.answering.asked == []


def test_the_documents_are_listed(stage: Stage) -> None:
    stage.acting.say_in_dm(ANN, "documents")

    [post] = stage.dm()

    assert "Made-up strategy (2026–2031, current)" in seen(post.blocks)
    assert "Made-up plan (2023–2026, ⚠ superseded)" in seen(post.blocks)


def test_an_answer_far_too_long_is_cut_within_slacks_limits(stage: Stage) -> None:
    words = ("A very long made-up sentence, word after word. " * 300)[:12_000]
    sources = tuple(citation(words[:3_000], section=(f"Long {n} " * 60,)) for n in range(20))
    stage.answering.known[QUESTION] = Answer(
        QUESTION,
        AnswerStatus.ANSWERED,
        (Statement(words, tuple(range(20))), Statement("And more.", (1,))),
        sources,
    )
    stage.answering.shelf["p1"] = found("p1", words)
    stage.acting.say_in_dm(ANN, QUESTION)

    [post] = stage.dm()

    assert "There is more in the sources." in seen(post.blocks)
    assert "And 12 more sources." in seen(post.blocks)
    assert "And more." not in seen(post.blocks)
    stage.acting.press(ANN, post, "Open source 1")
    assert "The passage around them" in seen(stage.modal().view["blocks"])
