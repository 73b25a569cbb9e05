"""Exact-word search over made-up passages, and what is kept of it on disk."""

import json
import os
import time
from dataclasses import replace

import numpy as np
import pytest

from knowledge.lexical import LexicalIndex, heading_key, lexical_text
from knowledge.wording import content_stems
from programme.documents import Passage, PassageKind, Unit


def passage(number: int, words: str, *section: str, document: str = "one") -> Passage:
    return Passage(
        id=f"{document}-{number}",
        document_id=document,
        ordinal=number,
        kind=PassageKind.PROSE,
        section=section,
        page=None,
        lead_in=None,
        source=words,
        units=(Unit(words, 0, len(words)),),
    )


PASSAGES = [
    passage(0, "The ferry sails at noon.", "Ferries"),
    passage(1, "The ferry carries 81,000 people.", "Ferries"),
    passage(2, "The lighthouse is painted every spring.", "Buildings", "Lighthouses"),
    passage(0, "The ferry was painted yellow.", "Old ferries", document="two"),
]


def index() -> LexicalIndex:
    return LexicalIndex.build((p, p.document_id == "two") for p in PASSAGES)


def best(question: str, n: int = 10, of: LexicalIndex | None = None) -> list[str]:
    made = of or index()
    return [made.ids[row] for row, _ in made.best(content_stems(question), n)]


def test_the_passage_with_the_words_comes_first():
    assert best("How many people does a ferry carry?")[0] == "one-1"
    assert best("81000")[0] == "one-1"


def test_headings_count_as_words():
    assert best("buildings") == ["one-2"]
    assert "Lighthouses" in lexical_text(PASSAGES[2])


def test_what_no_passage_says_finds_nothing():
    assert best("bicycles") == []
    assert best("") == []
    assert index().search(["bicycl"]).tolist() == [0, 0, 0, 0]


def test_no_more_come_than_are_asked_for_and_all_that_score():
    assert len(best("ferry", 1)) == 1
    assert len(best("ferry", 10)) == 3


def test_a_rare_word_is_more_telling_than_a_common_one():
    rarity = index().rarity

    assert rarity["noon"] == 1
    assert 0 < rarity["ferri"] < rarity["paint"] < 1


def test_superseded_passages_and_first_passages_are_known():
    made = index()

    assert made.superseded.tolist() == [False, False, False, True]
    assert made.firsts == {"one": "one-0", "two": "two-0"}


@pytest.mark.parametrize("passages", [[], [passage(0, "of the and to")]])
def test_an_index_without_words_is_an_index(passages, tmp_path):
    made = LexicalIndex.build((p, False) for p in passages)
    made.save(tmp_path / "kept")

    again = LexicalIndex.load(tmp_path / "kept")

    assert made.best(["ferri"], 3) == []
    assert again is not None
    assert again.ids == made.ids
    assert again.best(["ferri"], 3) == []


def test_what_is_kept_gives_the_same_scores(tmp_path):
    made = index()
    made.save(tmp_path / "kept")

    again = LexicalIndex.load(tmp_path / "kept")

    assert again is not None
    stems = content_stems("which ferry was painted")
    np.testing.assert_allclose(again.search(stems), made.search(stems))
    assert (again.rarity, again.firsts) == (made.rarity, made.firsts)


@pytest.mark.parametrize("damage", ["gone", "empty", "half", "older", "no scores"])
def test_a_kept_index_that_is_broken_is_not_believed(damage, tmp_path):
    folder = tmp_path / "kept"
    index().save(folder)
    rows = folder / "rows.json"
    match damage:
        case "gone":
            rows.unlink()
        case "empty":
            rows.write_text("")
        case "half":
            rows.write_text(rows.read_text()[:40])
        case "older":
            rows.write_text(json.dumps({**json.loads(rows.read_text()), "format": 0}))
        case "no scores":
            for path in (folder / "bm25").iterdir():
                path.unlink()

    assert LexicalIndex.load(folder) is None


def test_saving_where_nothing_can_be_written_is_no_error(tmp_path):
    made = replace(index())
    (tmp_path / "kept").write_text("a file stands in the way")

    made.save(tmp_path / "kept")

    assert best("noon", of=made) == ["one-0"]
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_older_indexes_are_swept_save_the_one_before(tmp_path):
    for number in range(4):
        index().save(tmp_path / f"generation-{number}")
        os.utime(tmp_path / f"generation-{number}", (number, number))
    left_by_a_kill = tmp_path / ".generation-9.abc"
    left_by_a_kill.mkdir()
    os.utime(left_by_a_kill, (0, 0))
    being_written = tmp_path / ".generation-5.def"
    being_written.mkdir()

    index().save(tmp_path / "generation-4")

    assert {path.name for path in tmp_path.iterdir()} == {
        "generation-3",
        "generation-4",
        being_written.name,
    }
    assert time.time() - being_written.stat().st_mtime < 3600


def test_what_names_the_parts_of_a_heading_is_found_by_that_heading(tmp_path):
    outline = replace(passage(5, "Ferries Buildings", "What we run"), kind=PassageKind.OUTLINE)
    untitled = replace(passage(6, "Harbour plan"), kind=PassageKind.OUTLINE)
    made = LexicalIndex.build([(one, False) for one in (*PASSAGES[:3], outline, untitled)])
    made.save(tmp_path / "kept")

    kept = LexicalIndex.load(tmp_path / "kept")
    assert kept is not None
    assert made.outlines == kept.outlines == {heading_key("what we run"): [outline.id]}
