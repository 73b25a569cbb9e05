"""Made-up documents and passages: the same for the same seed, and readable as any other."""

import random
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.help_time import imported
from benchmarks.large_search import _passages
from benchmarks.made_up import question, sentence, write_documents


def test_the_same_seed_writes_the_same_documents(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("same", 1), ("other", 2)):
        write_documents(tmp_path / name, documents=2, sections=3, seed=seed)
    one, same, other = (
        [file.read_text(encoding="utf-8") for file in sorted((tmp_path / name).iterdir())]
        for name in ("one", "same", "other")
    )

    assert one == same
    assert one != other
    assert all(text.count("\n## ") == 3 for text in one)


def test_sentences_and_questions_have_no_gaps_left() -> None:
    chance = random.Random(5)
    for _ in range(200):
        assert "{" not in sentence(chance) + question(chance)


def test_passages_have_vectors_of_unit_length_and_units_that_stand_in_their_words() -> None:
    sentences = ["At {place} it is quiet.", "It costs little at {place}."]
    vectors = np.eye(2, 8, dtype=np.float32)
    for passage, embedding in islice(_passages(50, (sentences, vectors)), 50):
        vector = np.frombuffer(embedding.vector, dtype="<f4")

        assert abs(float(np.linalg.norm(vector)) - 1.0) < 1e-5
        assert all(passage.source[u.start : u.end] == u.text for u in passage.units)


def test_help_imports_are_seen(tmp_path: Path) -> None:
    assert {"typer", "bot"} <= imported(tmp_path)
