"""What people do with an answer: open its sources, judge it, share it, ask for other passages."""

import pytest

from playground.workspace import Post
from programme.answers import Answer, AnswerStatus, Statement
from programme.errors import Unavailable
from programme.ports import FeedbackVerdict
from tests.flows.samples import OLD, answered, citation, found
from tests.flows.stage import ANN, BEN, CHANNEL, ELSEWHERE, Stage, seen

QUESTION = "How soon is a first visit?"
WORDS = "A first visit is offered within nine days."
AROUND = f"Before. {WORDS} After."


@pytest.fixture
def answer(stage: Stage) -> Post:
    """An answer in a direct message, with three other passages behind it."""
    stage.answering.known[QUESTION] = answered(
        QUESTION, WORDS, alternatives=("p2", "p3", "gone", "p4")
    )
    stage.answering.shelf["p1"] = found("p1", AROUND)
    for n in (2, 3, 4):
        stage.answering.shelf[f"p{n}"] = found(f"p{n}", f"Other words number {n}.", OLD)
    stage.acting.say_in_dm(ANN, QUESTION)
    [post] = stage.dm()
    return post


def shared_command(stage: Stage) -> Post:
    stage.answering.known[QUESTION] = answered(QUESTION, WORDS, alternatives=("p2",))
    stage.answering.shelf["p2"] = found("p2", "Other words.")
    stage.acting.command(ANN, ELSEWHERE, f"/truenorth ask {QUESTION}")
    [post] = stage.posts(ELSEWHERE)
    return post


def test_a_source_opens_its_quote_and_the_passage_around_it(stage: Stage, answer: Post) -> None:
    stage.acting.press(ANN, answer, "Open source 1")

    opened = stage.modal()

    assert opened.user == ANN
    words = seen(opened.view["blocks"])
    assert opened.view["title"]["text"] == "Source 1"
    assert (
        "Made-up strategy\n2026–2031 · This edition is in force.\nAims › Visits · page 4" in words
    )
    assert WORDS in words
    assert AROUND in words


def test_the_modal_opens_before_anything_is_read(stage: Stage, answer: Post) -> None:
    stage.acting.press(ANN, answer, "Open source 1")
    stage.settle()

    first, second = stage.calls("views.open"), stage.calls("views.update")

    assert "Opening the source…" in seen(first[0].arguments["view"]["blocks"])
    assert len(second) == 1


def test_a_superseded_source_says_so(stage: Stage) -> None:
    stage.answering.known[QUESTION] = answered(QUESTION, WORDS, edition=OLD)
    stage.acting.say_in_dm(ANN, QUESTION)
    stage.acting.press(ANN, stage.dm()[0], "Open source 1")

    words = seen(stage.modal().view["blocks"])

    assert "⚠ Superseded: this edition is no longer in force." in words
    assert "The document has changed since this answer was given" in words


def test_a_source_of_an_answer_no_longer_kept_says_so(stage: Stage, answer: Post) -> None:
    with stage.works() as work:
        work.questions.erase_person(ANN)
        work.commit()
    stage.acting.press(ANN, answer, "Open source 1")

    assert "no longer kept" in seen(stage.modal().view["blocks"])


def test_a_source_that_cannot_be_read_says_so_in_the_modal(stage: Stage, answer: Post) -> None:
    stage.answering.broken = Unavailable("The index cannot be read.", reference="ABCDEFGH")
    stage.acting.press(ANN, answer, "Open source 1")

    words = seen(stage.modal().view["blocks"])

    assert words == "The index cannot be read. (Reference ABCDEFGH.)"


def test_a_late_trigger_is_told_to_the_one_who_pressed(stage: Stage, answer: Post) -> None:
    stage.slack.api.refuse("views.open", "expired_trigger_id")
    stage.acting.press(ANN, answer, "Open source 1")

    told = stage.dm()[-1]

    assert told.seen_by == ANN
    assert "Slack did not take my reply" in seen(told.blocks)


@pytest.mark.parametrize(
    ("label", "verdict"),
    [("Helpful", FeedbackVerdict.HELPFUL), ("Not helpful", FeedbackVerdict.UNHELPFUL)],
)
def test_a_verdict_is_kept_and_thanked_for(
    stage: Stage, answer: Post, label: str, verdict: FeedbackVerdict
) -> None:
    stage.acting.press(ANN, answer, label)

    thanks = stage.dm()[-1]

    assert thanks.seen_by == ANN
    assert "Thank you" in seen(thanks.blocks)
    with stage.services.readings() as work:
        [question] = work.questions.recent()
        [feedback] = work.questions.feedback(question.id)
    assert (feedback.person, feedback.verdict) == (ANN, verdict)


def test_a_later_verdict_replaces_the_first(stage: Stage, answer: Post) -> None:
    stage.acting.press(ANN, answer, "Helpful")
    stage.settle()
    stage.acting.press(ANN, answer, "Not helpful")
    stage.settle()

    [verdict] = stage.database.state.verdicts.values()

    assert verdict.verdict is FeedbackVerdict.UNHELPFUL


def test_other_passages_come_in_the_thread_of_a_direct_message(stage: Stage, answer: Post) -> None:
    stage.acting.press(ANN, answer, "Not what I meant: show other passages")

    others = stage.dm()[-1]

    words = seen(others.blocks)
    assert others.thread_ts == answer.thread_ts
    assert others.seen_by is None
    assert [f"Other words number {n}." in words for n in (2, 3, 4)] == [True] * 3
    assert "⚠ superseded" in words
    assert "the programme office" in words
    [verdict] = stage.database.state.verdicts.values()
    assert verdict.verdict is FeedbackVerdict.OTHER_PASSAGES


def test_a_passage_opens_in_a_modal(stage: Stage, answer: Post) -> None:
    stage.acting.press(ANN, answer, "Not what I meant: show other passages")
    stage.acting.press(ANN, stage.dm()[-1], "Open passage 2")

    assert "Other words number 3." in seen(stage.modal().view["blocks"])


def test_other_passages_in_a_channel_are_for_the_one_who_asks(stage: Stage) -> None:
    stage.answering.known[QUESTION] = answered(QUESTION, WORDS, alternatives=("p2",))
    stage.answering.shelf["p2"] = found("p2", "Other words.")
    asked = stage.acting.mention(ANN, CHANNEL, QUESTION)
    stage.acting.press(BEN, stage.posts(CHANNEL)[0], "Not what I meant: show other passages")

    others = stage.posts(CHANNEL)[-1]

    assert (others.seen_by, others.thread_ts) == (BEN, asked.ts)
    assert "Other words." in seen(others.blocks)


def test_an_answer_without_other_passages_offers_none(stage: Stage) -> None:
    stage.acting.say_in_dm(ANN, "How many lighthouses will the trust build?")

    [post] = stage.dm()

    with pytest.raises(LookupError):
        stage.acting.press(ANN, post, "Not what I meant: show other passages")


def test_a_command_is_answered_to_the_asker_alone(stage: Stage) -> None:
    post = shared_command(stage)

    assert post.seen_by == ANN
    assert "You asked:" in seen(post.blocks)
    assert QUESTION in seen(post.blocks)


def test_sharing_shows_the_answer_to_the_channel_and_takes_the_button_away(stage: Stage) -> None:
    mine = shared_command(stage)
    stage.acting.press(ANN, mine, "Share in channel")

    _, shared = stage.posts(ELSEWHERE)

    assert shared.seen_by is None
    words = seen(shared.blocks)
    assert "You asked" not in words
    assert QUESTION in words
    assert WORDS in words
    assert "[1] Made-up strategy" in words
    assert seen(mine.blocks) == "Shared in the channel."
    stage.acting.press(BEN, shared, "Open source 1")
    assert WORDS in seen(stage.modal().view["blocks"])


def test_a_shared_answer_can_be_judged_where_the_app_is_no_member(stage: Stage) -> None:
    mine = shared_command(stage)
    stage.acting.press(ANN, mine, "Share in channel")
    shared = stage.posts(ELSEWHERE)[-1]
    stage.acting.press(BEN, shared, "Helpful")

    thanks = stage.posts(ELSEWHERE)[-1]

    assert thanks.seen_by == BEN
    assert "Thank you" in seen(thanks.blocks)


def test_only_the_asker_can_share(stage: Stage) -> None:
    mine = shared_command(stage)
    stage.acting.press(BEN, mine, "Share in channel")

    told = stage.posts(ELSEWHERE)[-1]

    assert told.seen_by == BEN
    assert "cannot be shared" in seen(told.blocks)
    assert [post.seen_by for post in stage.posts(ELSEWHERE)] == [ANN, BEN]


def test_a_command_answered_too_late_is_answered_directly(stage: Stage) -> None:
    for url in stage.slack.workspace.response_urls.values():
        url.uses = 99
    stage.answering.held.clear()
    stage.acting.command(ANN, CHANNEL, f"/truenorth ask {QUESTION}")
    stage.wait_until_asked(1)
    [url] = stage.slack.workspace.response_urls.values()
    url.made_at -= 3600
    stage.answering.held.set()

    [post] = stage.dm()

    assert QUESTION in seen(post.blocks)


@pytest.mark.parametrize("typed", ["/truenorth", "/truenorth help", "/truenorth dance wildly"])
def test_help_is_given_for_help_and_for_what_is_not_known(stage: Stage, typed: str) -> None:
    stage.acting.command(ANN, CHANNEL, typed)

    [post] = stage.posts(CHANNEL)

    assert post.seen_by == ANN
    assert "/truenorth ask" in seen(post.blocks)
    assert stage.answering.asked == []


def test_the_command_lists_the_documents(stage: Stage) -> None:
    stage.acting.command(ANN, CHANNEL, "/truenorth documents")

    [post] = stage.posts(CHANNEL)

    assert "Made-up plan (2023–2026, ⚠ superseded)" in seen(post.blocks)


def test_a_button_of_an_older_version_says_so(stage: Stage, answer: Post) -> None:
    answer.blocks[0:0] = [
        {
            "type": "actions",
            "block_id": "old",
            "elements": [
                {
                    "type": "button",
                    "action_id": "no_longer_known",
                    "text": {"type": "plain_text", "text": "Old"},
                    "value": "1",
                }
            ],
        }
    ]
    stage.acting.press(ANN, answer, "Old")

    assert "no longer works" in seen(stage.dm()[-1].blocks)


def test_words_of_documents_and_people_come_out_inert(stage: Stage) -> None:
    evil = (
        "<!channel> <@U0BEN> @here *bold* _it_ ~no~ `code` "
        "<https://evil.example|the strategy> &amp; </b> :tada: \u202egnp.exe"
    )
    question = "What does <!channel> <@U0BEN> say of <https://evil.example|visits>?"
    stage.answering.known["What does say of visits?"] = Answer(
        "q",
        AnswerStatus.ANSWERED,
        (Statement(evil, (0,)), Statement(evil, (0,), item=True)),
        (citation(evil, section=(evil, evil)),),
        alternatives=("p2",),
    )
    stage.answering.shelf["p1"] = found("p1", evil, section=(evil,))
    stage.answering.shelf["p2"] = found("p2", evil, section=(evil,))
    stage.acting.say_in_dm(ANN, question)
    stage.acting.command(ANN, CHANNEL, f"/truenorth ask {question}")
    [mine] = stage.posts(CHANNEL)
    stage.acting.press(ANN, mine, "Share in channel")
    stage.settle()
    [post] = stage.dm()
    stage.acting.press(ANN, post, "Not what I meant: show other passages")
    stage.acting.press(ANN, post, "Open source 1")

    posts = stage.dm() + stage.posts(CHANNEL)

    assert stage.answering.asked == ["What does say of visits?"] * 2
    assert len(posts) == 4
    assert [post.pings for post in posts] == [[]] * 4
    assert not any(post.unfurls for post in posts)
    assert all("@here" not in post.text and "*bold*" not in post.text for post in posts)
    for blocks in [*(post.blocks for post in posts), stage.modal().view["blocks"]]:
        assert "mrkdwn" not in repr(blocks)
        assert "\u202e" not in repr(blocks)
        assert "'emoji': True" not in repr(blocks)
    assert "<!channel>" in seen(posts[0].blocks)  # the words themselves are not falsified
