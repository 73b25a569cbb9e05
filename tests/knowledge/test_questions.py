"""A question taken apart: what is wanted, of which edition, and what it speaks of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.aliases import Aliases
from knowledge.questions import EditionWish, Modality, Question, Wanted, analyse, without_preamble
from knowledge.spelling import nearest_known
from knowledge.wording import words
from programme.documents import Edition, EditionStatus, Period


def edition(start: int, end: int, status: EditionStatus) -> Edition:
    return Edition("Ferry strategy", "strategy", "Ferry trust", Period(start, end), status)


EDITIONS = {
    "new": edition(2026, 2031, EditionStatus.CURRENT),
    "old": edition(2021, 2026, EditionStatus.SUPERSEDED),
}
ALIASES = Aliases(groups=((("er",), ("engine", "room")), (("crew",), ("sailors",))))


def ask(text: str, **known: object) -> Question:
    return analyse(
        text,
        known.get("aliases", Aliases()),
        known.get("rarity", lambda _: 1.0),
        EDITIONS,
        known.get("respell", lambda _: None),
    )


def weights(text: str) -> dict[str, float]:
    return {term.word: term.weight for term in ask(text).terms}


# --- the kind of thing wanted ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("How many ferries sail each day?", Wanted.NUMBER),
        ("What percentage of crossings leave on time?", Wanted.NUMBER),
        ("whats the target for lost luggage", Wanted.NUMBER),
        ("By how much will we cut fuel?", Wanted.NUMBER),
        ("How often does the crew train?", Wanted.NUMBER),
        ("When will the north pier be rebuilt?", Wanted.DATE),
        ("By when do we replace the radar?", Wanted.DATE),
        ("What year does the lease expire?", Wanted.DATE),
        ("Who weighs the crates?", Wanted.PERSON),
        ("Who is the harbour director?", Wanted.INDIVIDUAL),
        ("Who leads the boatyard?", Wanted.INDIVIDUAL),
        ("Who do I contact about a lost bag?", Wanted.INDIVIDUAL),
        ("Which company built the lantern?", Wanted.NAME),
        ("What kind of company built the lantern?", Wanted.STATEMENT),
        ("Which islands have a pier?", Wanted.LIST),
        ("Which ferry is slowest?", Wanted.WHICH),
        ("What is the phone number for the ticket office?", Wanted.CONTACT),
        ("Where will the new boatyard be built?", Wanted.PLACE),
        ("How much does a ticket cost?", Wanted.MONEY),
        ("What is the budget for the pier?", Wanted.MONEY),
        ("Why are crossings late?", Wanted.REASON),
        ("What are our values?", Wanted.LIST),
        ("What will we do for passengers?", Wanted.LIST),
        ("How will we measure success?", Wanted.LIST),
        ("the four promises", Wanted.LIST),
        ("Which section covers lost luggage?", Wanted.SECTION),
        ("What aim does the pier come under?", Wanted.SECTION),
        ("Do ferries sail in fog?", Wanted.STATEMENT),
        ("Who are we?", Wanted.STATEMENT),
        ("Tell me about the lighthouse", Wanted.STATEMENT),
    ],
)
def test_what_would_answer(text: str, wanted: Wanted) -> None:
    assert ask(text).wanted is wanted


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("What is the target for punctual crossings?", Modality.TARGET),
        ("How many apprentices will we train?", Modality.TARGET),
        ("What should the waiting time be?", Modality.TARGET),
        ("How many apprentices have we had so far?", Modality.ACTUAL),
        ("What is the baseline for lost luggage?", Modality.ACTUAL),
        ("What did we aim for, and what happened?", Modality.TARGET),
        ("What was the target at the start?", Modality.TARGET),
        ("How many islands are there?", Modality.OPEN),
    ],
)
def test_whether_an_aim_or_a_fact_is_asked_for(text: str, modality: Modality) -> None:
    assert ask(text).modality is modality


# --- the edition -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("How many ferries sail each day?", EditionWish.EITHER),
        ("What does the current strategy say about piers?", EditionWish.CURRENT),
        ("What is the latest target for piers?", EditionWish.CURRENT),
        ("What did the old strategy say about piers?", EditionWish.SUPERSEDED),
        ("What was in the previous five year strategy?", EditionWish.SUPERSEDED),
        ("What does the superseded one say?", EditionWish.SUPERSEDED),
        ("What was our previous vision?", EditionWish.RATHER_SUPERSEDED),
        ("How did it used to be?", EditionWish.RATHER_SUPERSEDED),
        ("How do the old strategy and the current strategy differ?", EditionWish.BOTH),
        ("How has our vision changed since the old strategy?", EditionWish.BOTH),
        ("What do both strategies say about piers?", EditionWish.BOTH),
        ("What is our vision and what was the previous one?", EditionWish.BOTH),
        ("How many piers were there then and how many now?", EditionWish.BOTH),
        ("Have our values changed?", EditionWish.BOTH),
        ("Do we have more or fewer piers than in the 2021 strategy?", EditionWish.BOTH),
        ("What are we aiming for and what was it under the last plan?", EditionWish.BOTH),
        ("What have we achieved since the last strategy?", EditionWish.CURRENT),
        ("What was the aim of the 2021 strategy?", EditionWish.SUPERSEDED),
        ("What is planned for new sailors?", EditionWish.EITHER),
    ],
)
def test_which_edition_is_asked_about(text: str, wish: EditionWish) -> None:
    assert ask(text).wish is wish


OLD, NEW = frozenset({"old"}), frozenset({"new"})


@pytest.mark.parametrize(
    ("period", "wish", "named"),
    [
        ("2021-2026", EditionWish.SUPERSEDED, OLD),
        ("2021–2026", EditionWish.SUPERSEDED, OLD),
        ("2021 to 2026", EditionWish.SUPERSEDED, OLD),
        ("2021/26", EditionWish.SUPERSEDED, OLD),
        ("2021-26", EditionWish.SUPERSEDED, OLD),
        ("21-26", EditionWish.SUPERSEDED, OLD),
        ("21/26", EditionWish.SUPERSEDED, OLD),
        ("2026-2031", EditionWish.CURRENT, NEW),
        ("26 to 31", EditionWish.CURRENT, NEW),
        ("2021-2026 and 2026-2031", EditionWish.BOTH, OLD | NEW),
        ("2011-2016", EditionWish.EITHER, frozenset()),
    ],
)
def test_a_period_names_its_edition(period: str, wish: EditionWish, named: frozenset[str]) -> None:
    question = ask(f"What is the target for piers in {period}?")
    assert (question.wish, question.about_editions) == (wish, named)


def test_the_years_of_a_named_edition_are_no_terms_but_other_years_are() -> None:
    assert set(weights("What did the 2021-2026 strategy say of piers?")) == {"strategy", "piers"}
    assert "2030" in weights("What will piers be like in 2030?")
    assert set(weights("What of piers in the 21-26 strategy?")) == {"piers", "strategy"}
    assert "2030" in weights("What did the 2021-2026 strategy say of piers in 2030?")
    assert {"2011", "2016"} <= set(weights("What did the 2011-2016 strategy say of piers?"))


# --- what is counted, named, enumerated ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("How many ferries are there each day?", ("ferri",)),
        ("How many lost bags are found?", ("lost", "bag")),
        ("What is the number of apprentices?", ("apprentic",)),
        ("What percentage of our crossings are late?", ("cross",)),
        ("How many are there?", ()),
        ("How much fuel do we burn?", ()),
        ("Why are there so many apprentices?", ()),
    ],
)
def test_what_how_many_counts(text: str, counted: tuple[str, ...]) -> None:
    assert ask(text).counted == counted


def test_what_which_tells_apart() -> None:
    assert ask("Which slow ferry is the oldest?").kind_named == ("slow", "ferri")
    assert ask("What is the oldest ferry?").kind_named == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("What are the six promises?", 6),
        ("What are our 4 values?", 4),
        ("What happens in the five years ahead?", 0),
        ("What are the promises?", 0),
    ],
)
def test_how_many_things_are_to_be_named(text: str, number: int) -> None:
    assert ask(text).enumerates == number


@pytest.mark.parametrize(
    ("flag", "asks", "does_not"),
    [
        ("asks_voices", "What did passengers say about rain?", "What do passengers get?"),
        ("asks_level", "How many ferries are there?", "By how much will we reduce fuel?"),
        ("asks_how_soon", "How quickly is a bag found?", "When is the pier open?"),
        ("asks_pounds", "What is the price of a ticket?", "How many tickets are sold?"),
        ("asks_meaning", "What is a lantern pier?", "Where is the lantern pier?"),
        ("asks_name", "Who is the director of ferries?", "Who weighs the crates?"),
    ],
)
def test_what_else_a_question_shows(flag: str, asks: str, does_not: str) -> None:
    assert getattr(ask(asks), flag) is True
    assert getattr(ask(does_not), flag) is False


# --- who is asking is left aside -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("I'm new here: what does the pier look like?", "what does the pier look like?"),
        ("Deckhand here, how many ferries sail today?", "how many ferries sail today?"),
        ("Sorry, quick one - who weighs the cargo crates?", "who weighs the cargo crates?"),
        ("My aunt is a sailor so what does she get?", "what does she get?"),
        ("Harbour office query: who weighs the cargo crates?", "who weighs the cargo crates?"),
        (
            "Who weighs the cargo crates? Asking for our new deckhands",
            "Who weighs the cargo crates?",
        ),
        ("Who weighs the crates? doing a slide on cargo", "Who weighs the crates?"),
        ("Who weighs the crates? For a harbour board paper, thanks", "Who weighs the crates?"),
        ("What is it for? Asking for crates", "What is it for? Asking for crates"),
        ("Who weighs the crates? Is it the crew?", "Who weighs the crates? Is it the crew?"),
        ("Who weighs the crates? And the parcels", "Who weighs the crates? And the parcels"),
        ("What does the pier look like?", "What does the pier look like?"),
        ("Hi: who are we?", "Hi: who are we?"),
    ],
)
def test_the_preamble_is_left_aside(text: str, core: str) -> None:
    assert without_preamble(text) == core
    assert ask(text).text == text
    assert ask(text).core == core


def test_a_preamble_lends_no_terms() -> None:
    assert set(weights("I'm a new deckhand: how many ferries sail daily?")) == {
        "ferries",
        "sail",
        "daily",
    }


# --- terms -----------------------------------------------------------------------------------


def test_framing_words_weigh_less_than_the_subject() -> None:
    weighed = weights("Does the strategy start a target for lighthouses?")
    assert weighed["lighthouses"] == 1.0
    assert weighed["strategy"] < weighed["target"] < weighed["start"] < 1.0


def test_common_words_weigh_less_but_never_nothing() -> None:
    question = ask("lighthouses ferries", rarity={"ferri": 0.0, "lighthous": 0.8}.__getitem__)
    assert {t.word: t.weight for t in question.terms} == {"lighthouses": 0.8, "ferries": 0.12}


def test_a_term_knows_what_else_it_is_called() -> None:
    question = ask("Does the ER crew rest?", aliases=ALIASES)
    others = {term.word: term.others for term in question.terms}
    assert others == {"er": (("engin", "room"),), "crew": (("sailor",),), "rest": ()}
    assert question.search_stems == ["er", "crew", "rest", "engin", "room", "sailor"]


def test_an_alias_of_several_words_lends_each_word_its_other_name() -> None:
    question = ask("Is the engine room loud?", aliases=ALIASES)
    assert {t.word: t.others for t in question.terms if t.others} == {
        "engine": (("er",),),
        "room": (("er",),),
    }


def test_a_slip_is_read_as_what_was_meant_but_shown_as_typed() -> None:
    meant = nearest_known(["lighthous", "ferri"])
    [term] = ask("Where are the lighthuoses?", respell=meant).terms
    assert (term.stem, term.word) == ("lighthous", "lighthuoses")


def test_framing_words_are_never_respelled() -> None:
    stems = {t.stem for t in ask("targets started", respell=lambda _: "wrong").terms}
    assert stems == {"target", "start"}


def test_a_word_said_twice_is_one_term_and_neighbours_are_pairs() -> None:
    question = ask("Does the north pier have a pier light?")
    assert [t.word for t in question.terms] == ["north", "pier", "light"]
    assert ("north", "pier") in question.pairs
    assert ("pier", "light") in question.pairs


def test_apostrophes_may_be_missing_or_curly() -> None:
    assert (
        ask("Whats the target for piers?").wanted
        is ask("What’s the target for piers?").wanted
        is Wanted.NUMBER
    )


WORDS = st.sampled_from(
    [
        "what",
        "how",
        "many",
        "who",
        "when",
        "why",
        "is",
        "of",
        "target",
        "old",
        "strategy",
        "which",
        "2021-2026",
        "here:",
        "A&E",
        "pier’s",
        "piers",
        "FERRIES",
        "café",
        "85%",
        "£3",
        "?",
        ",",
        "…",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=80))
def test_any_question_can_be_taken_apart(text: str) -> None:
    question = ask(text, aliases=ALIASES)
    assert question.text == text
    assert question.core in text
    assert len({t.stem for t in question.terms}) == len(question.terms)
    spoken = words(question.core)
    for term in question.terms:
        start, end = term.place
        assert 0 <= start <= end <= len(question.core.lower())
        assert 0 < term.weight <= 1
        assert term.word in spoken


def test_what_the_plan_says_of_a_thing_is_no_list() -> None:
    assert ask("What did the old strategy say about piers?").wanted is Wanted.STATEMENT
    assert ask("What did the sailors say about piers?").wanted is Wanted.LIST


def test_a_number_in_passing_is_not_how_many_things_are_asked_for() -> None:
    assert ask("Name the three piers.").enumerates == 3
    assert ask("How many people rely on us across the three islands?").enumerates == 0


def test_words_that_hold_editions_beside_each_other_tell_nothing_of_the_subject() -> None:
    compared = weights("How has the fare changed since the old strategy?")
    assert compared["changed"] < 0.2 < compared["fare"]


def test_a_question_about_both_editions_is_looked_up_without_their_names() -> None:
    question = ask("How does the fare in the old strategy compare with the new one?")
    assert question.wish is EditionWish.BOTH
    assert "old strategy" not in question.core


def test_what_is_still_to_come_is_told_from_what_has_been() -> None:
    assert ask("When will the pier be open?").asks_ahead
    assert not ask("When was the pier opened?").asks_ahead


# --- how telling a word is -------------------------------------------------------------------


def test_a_word_the_documents_lack_tells_more_the_rarer_it_is_in_english() -> None:
    told = weights("Do we admit gannets?")

    assert told["gannets"] > 1.3 * told["admit"]


def test_what_the_documents_know_of_a_word_counts_before_english() -> None:
    known = ask("Do gannets cross the bridge?", rarity=lambda s: 0.9 if s == "bridg" else 0.2)
    told = {term.word: term.weight for term in known.terms}

    assert told["bridge"] > 2 * told["gannets"]


@pytest.mark.parametrize(
    "text", ["Night crossings in one line", "Put night crossings into a single sentence, please"]
)
def test_a_thing_in_one_line_is_what_it_means(text: str) -> None:
    asked = ask(text)

    assert asked.asks_meaning
    assert {"line", "sentence", "single", "one"}.isdisjoint(term.word for term in asked.terms)
