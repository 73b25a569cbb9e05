"""What every library store keeps to."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from programme.documents import EditionStatus, Passage
from programme.errors import Fault, RuleBroken
from programme.ports import GenerationState, UnitOfWork, UnitOfWorkFactory
from tests.contracts.made_up import (
    MODEL,
    NOON,
    document,
    embedding,
    generation,
    hash_of,
    minutes,
    passage,
)


def put(work: UnitOfWork, id_: str, ordinals: Sequence[int] = (0, 1)) -> list[Passage]:
    """A document with passages, each embedded; the same words share one embedding."""
    passages = [passage(id_, ordinal) for ordinal in ordinals]
    hashes = [hash_of(p.text) for p in passages]
    work.library.add_document(document(id_), passages, hashes)
    work.library.add_embeddings(MODEL, [embedding(h) for h in hashes])
    return passages


def build(work: UnitOfWork, id_: str, documents: Sequence[str], *, after: float = 0) -> None:
    work.library.begin_generation(generation(id_, at=NOON + minutes(after)), documents)
    work.library.mark_proven(id_)


def test_documents_and_passages_come_back_whole(works: UnitOfWorkFactory) -> None:
    whole = document("d1", period=None, warnings=("page 9 has no text: a picture?",))
    passages = [passage("d1", 0), passage("d1", 1)]
    with works() as work:
        work.library.add_document(whole, passages, ["h0", "h1"])
        build(work, "g1", ["d1"])
        work.commit()
    with works() as work:
        [summary] = work.library.documents("g1")
        assert summary.document == whole
        assert summary.passages == 2
        assert work.library.passages(["d1-1", "unknown", "d1-0"]) == {p.id: p for p in passages}


def test_the_same_document_again_changes_nothing(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.library.add_document(document("d1"), [passage("d1", 0)], ["h0"])
        other = replace(document("d1"), key="elsewhere.txt")
        work.library.add_document(other, [passage("d1", 5)], ["h5"])
        build(work, "g1", ["d1"])
        assert [s.document for s in work.library.documents("g1")] == [document("d1")]
        assert work.library.passages(["d1-5"]) == {}


def test_a_document_may_be_empty(works: UnitOfWorkFactory) -> None:
    with works() as work:
        work.library.add_document(document("d1"), [], [])
        build(work, "g1", ["d1"])
        assert [s.passages for s in work.library.documents("g1")] == [0]


def test_documents_are_listed_current_first_then_by_title_and_key(
    works: UnitOfWorkFactory,
) -> None:
    old = EditionStatus.SUPERSEDED
    with works() as work:
        for made in (
            document("d1", title="Zebra"),
            document("d2", title="Ant", status=old),
            document("d3", title="ant", key="b"),
            document("d4", title="ant", key="a"),
            document("d5", title="Énergie"),
        ):
            work.library.add_document(made, [], [])
        build(work, "g1", ["d1", "d2", "d3", "d4", "d5"])
        listed = [s.document.id for s in work.library.documents("g1")]
    assert listed == ["d1", "d4", "d3", "d5", "d2"]


def test_passages_of_a_generation_come_by_document_then_ordinal(works: UnitOfWorkFactory) -> None:
    with works() as work:
        second = put(work, "d2", range(7, -1, -1))
        first = put(work, "d1", range(12))
        put(work, "not-in-it")
        build(work, "g1", ["d2", "d1"])
        expected = first + second[::-1]
        assert list(work.library.passages_of("g1", batch=5)) == expected
        with_vectors = list(work.library.passages_with_vectors("g1", batch=3))
        assert with_vectors == [(p, embedding(hash_of(p.text))) for p in expected]
        assert list(work.library.passages_of("unknown")) == []
        assert list(work.library.passages_with_vectors("unknown")) == []


def test_more_ids_than_a_statement_takes(works: UnitOfWorkFactory) -> None:
    with works() as work:
        passages = put(work, "d1", range(1300))
        ids = [p.id for p in passages] + [f"unknown-{n}" for n in range(33_000)]
        hashes = [hash_of(p.text) for p in passages] + [hash_of(id_) for id_ in ids]
        assert work.library.passages(ids) == {p.id: p for p in passages}
        assert len(work.library.embeddings_of(ids, MODEL)) == 1300
        assert work.library.known_hashes(MODEL, hashes) == {hash_of(p.text) for p in passages}
        assert work.library.passages([]) == {}


def test_embeddings_are_kept_once_for_a_text_and_a_model(works: UnitOfWorkFactory) -> None:
    shared = hash_of("the same words")
    with works() as work:
        work.library.add_document(document("d1"), [passage("d1", 0)], [shared])
        work.library.add_document(document("d2"), [passage("d2", 0)], [shared])
        work.library.add_embeddings(MODEL, [embedding(shared, first=1)])
        work.library.add_embeddings(MODEL, [embedding(shared, first=2)])
        work.library.add_embeddings("another", [embedding(shared, first=3)])
        work.library.add_embeddings("another", [])
        work.commit()
    with works() as work:
        kept = embedding(shared, first=1)
        assert work.library.embeddings_of(["d1-0", "d2-0", "x"], MODEL) == {
            "d1-0": kept,
            "d2-0": kept,
        }
        assert work.library.embeddings_of(["d1-0"], "another") == {
            "d1-0": embedding(shared, first=3)
        }
        assert work.library.embeddings_of(["d1-0"], "unknown") == {}
        assert work.library.known_hashes("another", [shared, "x"]) == {shared}


def test_a_generation_is_built_proven_served_and_retired(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put(work, "d1")
        assert work.library.served() is None
        build(work, "g1", ["d1"])
        assert work.library.served() is None
        work.library.serve("g1", NOON + minutes(1))
        work.commit()
    with works() as work:
        g1 = work.library.served()
        assert g1 == replace(
            generation("g1"), state=GenerationState.SERVED, served_at=NOON + minutes(1)
        )
        build(work, "g2", ["d1"], after=2)
        work.library.serve("g2", NOON + minutes(3))
        assert [(g.id, g.state) for g in work.library.generations()] == [
            ("g2", GenerationState.SERVED),
            ("g1", GenerationState.RETIRED),
        ]
        served = work.library.served()
        assert served is not None
        assert served.id == "g2"


def test_serving_the_served_one_again_changes_nothing(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put(work, "d1")
        build(work, "g1", ["d1"])
        build(work, "g2", ["d1"], after=1)
        work.library.serve("g1", NOON)
        work.library.serve("g2", NOON)
        before = work.library.generations()
        work.library.serve("g2", NOON + minutes(9))
        assert work.library.generations() == before
        assert work.library.sweep() == []


def test_going_back_to_the_one_before(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put(work, "d1")
        for number, id_ in enumerate(["g1", "g2"]):
            build(work, id_, ["d1"], after=number)
            work.library.serve(id_, NOON)
        work.library.serve("g1", NOON + minutes(5))
        states = {g.id: g.state for g in work.library.generations()}
        assert states == {"g1": GenerationState.SERVED, "g2": GenerationState.RETIRED}


def test_what_is_not_proven_is_never_served(works: UnitOfWorkFactory) -> None:
    with works() as work:
        put(work, "d1")
        work.library.begin_generation(generation("g1"), ["d1"])
        work.commit()
    with pytest.raises(RuleBroken), works() as work:
        work.library.serve("g1", NOON)
    with pytest.raises(RuleBroken), works() as work:
        work.library.serve("unknown", NOON)
    with pytest.raises(RuleBroken), works() as work:
        work.library.mark_proven("unknown")
    with works() as work:
        assert work.library.served() is None


def test_a_generation_holds_documents_that_are_there(works: UnitOfWorkFactory) -> None:
    with pytest.raises(Fault), works() as work:
        work.library.begin_generation(generation("g1"), ["unknown"])


def test_sweep_keeps_the_served_and_the_one_before(works: UnitOfWorkFactory) -> None:
    with works() as work:
        for number in range(1, 5):
            put(work, f"d{number}", (number * 10, number * 10 + 1))
            build(work, f"g{number}", [f"d{number}"], after=number)
        for number in range(1, 4):
            work.library.serve(f"g{number}", NOON + minutes(number))
        put(work, "d5", (50,))  # an ingest that was killed before it had a generation
        work.commit()
    with works() as work:
        assert sorted(work.library.sweep()) == ["g1", "g4"]
        work.commit()
    with works() as work:
        assert [g.id for g in work.library.generations()] == ["g3", "g2"]
        kept = ["d2-20", "d2-21", "d3-30", "d3-31"]
        gone = ["d1-10", "d4-40", "d5-50"]
        assert sorted(work.library.passages(kept + gone)) == kept
        known = [hash_of(passage(id_[:2], int(id_[3:])).text) for id_ in kept]
        unknown = [hash_of(passage(id_[:2], int(id_[3:])).text) for id_ in gone]
        assert work.library.known_hashes(MODEL, known + unknown) == set(known)
        assert work.library.sweep() == []


def test_sweep_keeps_an_embedding_that_any_passage_uses(works: UnitOfWorkFactory) -> None:
    shared = hash_of("the same words")
    with works() as work:
        for id_ in ("d1", "d2"):
            work.library.add_document(document(id_), [passage(id_, 0)], [shared])
        work.library.add_embeddings(MODEL, [embedding(shared)])
        work.library.add_embeddings("another", [embedding(shared)])
        build(work, "g1", ["d1"])
        work.library.serve("g1", NOON)
        assert work.library.sweep() == []
        assert work.library.passages(["d1-0", "d2-0"]).keys() == {"d1-0"}
        assert work.library.known_hashes(MODEL, [shared]) == {shared}
        assert work.library.known_hashes("another", [shared]) == {shared}


def test_sweep_before_the_first_ingest(works: UnitOfWorkFactory) -> None:
    with works() as work:
        assert work.library.sweep() == []
        put(work, "d1")
        work.library.begin_generation(generation("g1"), ["d1"])
        assert work.library.sweep() == ["g1"]
        assert work.library.generations() == []
        assert work.library.passages(["d1-0"]) == {}
