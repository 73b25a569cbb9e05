"""The embedding model: checked before use, the same vectors whatever the batch, words in place."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from knowledge.embedding import SentenceEmbedder, SpannedText
from knowledge.packaged_model import OFFICIAL_SHA256
from knowledge.settings import KnowledgeSettings
from programme.errors import Fault, RuleBroken
from tests.fakes.embedder import FakeEmbedder

SENTENCES = [
    "The ferry sails at noon.",
    "People wait too long for an appointment.",
    "Boats.",
    "We will answer every telephone call within 40 seconds. " * 8,
    "85% of people are seen within 6 weeks of the letter that their doctor wrote",
]


@pytest.fixture(scope="module")
def model() -> SentenceEmbedder:
    return SentenceEmbedder(KnowledgeSettings())


def settings(model: str) -> KnowledgeSettings:
    return KnowledgeSettings.model_construct(embedding_model=model, embedding_threads=0)


def test_the_key_names_model_revision_dimension_and_format_without_loading_it():
    code = (
        "import sys\n"
        "from knowledge.embedding import SentenceEmbedder\n"
        "from knowledge.settings import KnowledgeSettings\n"
        "print(SentenceEmbedder(KnowledgeSettings()).key, 'torch' in sys.modules)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )

    key, torch = told.stdout.split()
    assert key.startswith(f"all-MiniLM-L6-v2.{OFFICIAL_SHA256[:8]}.384.p")
    assert torch == "False"


def test_weights_that_are_not_the_published_ones_are_never_used(tmp_path):
    class Tampered(SentenceEmbedder):
        @property
        def packaged_weights(self) -> Path:
            return tmp_path / "model.safetensors"

    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    embedder = Tampered(KnowledgeSettings())

    with pytest.raises(Fault, match="not the published ones"):
        embedder.check()
    with pytest.raises(Fault, match="not the published ones"):
        embedder.embed_question("anything", ())


def test_a_model_that_is_not_there_is_said(tmp_path):
    embedder = SentenceEmbedder(settings(str(tmp_path / "no-model")))

    with pytest.raises(RuleBroken, match="cannot be loaded"):
        embedder.embed_question("anything", ())


@pytest.mark.model
def test_the_packaged_weights_are_the_published_ones(model):
    model.check()


@pytest.mark.model
def test_vectors_are_those_of_the_library_alone(model):
    plain = SentenceTransformer(str(Path(model.packaged_weights).parent), device="cpu")

    ours = dict(model.embed([SpannedText(text, ((0, 4),)) for text in SENTENCES]))

    expected = plain.encode(SENTENCES, normalize_embeddings=True)
    for number, row in enumerate(expected):
        np.testing.assert_allclose(ours[number].vector, row, atol=1e-5)


@pytest.mark.model
def test_a_text_has_the_same_vector_in_any_company(model):
    together = dict(model.embed([SpannedText(text) for text in SENTENCES]))

    for number, text in enumerate(SENTENCES):
        ((_, alone),) = model.embed([SpannedText(text)])
        np.testing.assert_allclose(alone.vector, together[number].vector, atol=1e-5)


@pytest.mark.model
def test_every_text_comes_back_once_with_its_own_number(model):
    texts = [SpannedText(f"Sentence {n}. " * (1 + n % 40)) for n in range(90)]

    assert sorted(number for number, _ in model.embed(texts)) == list(range(90))


@pytest.mark.model
def test_spans_have_vectors_of_unit_length_that_know_what_they_stand_in(model):
    text = "How we will measure success: 85% of people. Why this matters: boats."
    spans = ((29, 43), (43, 68))

    ((_, made),) = model.embed([SpannedText(text, spans)])

    assert made.spans.shape == (2, 384)
    np.testing.assert_allclose(np.linalg.norm(made.spans, axis=1), 1, atol=1e-5)
    question, _ = model.embed_question("what share of people", ())
    assert made.spans[0] @ question > made.spans[1] @ question


@pytest.mark.model
def test_a_span_past_the_models_window_stands_for_the_whole(model):
    text = "word " * 400

    ((_, made),) = model.embed([SpannedText(text, ((1990, 1994),))])

    np.testing.assert_allclose(made.spans[0], made.vector, atol=1e-6)


@pytest.mark.model
def test_single_words_lie_near_their_like(model):
    ferry, boat, budget, empty = model.word_vectors(["ferry", "boat", "budget", ""])

    assert ferry @ boat > ferry @ budget + 0.1
    assert not empty.any()
    assert model.word_vectors([]).shape == (0, 384)


@pytest.mark.parametrize(
    "embedder",
    [
        FakeEmbedder(),
        pytest.param(SentenceEmbedder(KnowledgeSettings()), marks=pytest.mark.model),
    ],
    ids=["fake", "model"],
)
def test_the_fake_keeps_the_contract_of_the_real_one(embedder):
    spans = ((0, 9), (10, 20))
    texts = [SpannedText("The ferry sails at noon.", spans), SpannedText("Boats."), SpannedText("")]

    made = dict(embedder.embed(texts))
    vector, stretches = embedder.embed_question("When does the ferry sail?", spans)

    assert set(made) == {0, 1, 2}
    assert made[0].spans.shape == stretches.shape == (2, embedder.dimension)
    assert made[1].spans.shape == (0, embedder.dimension)
    for row in (vector, *stretches, *(m.vector for m in made.values()), *made[0].spans):
        assert row.dtype == np.float32
        assert np.linalg.norm(row) == pytest.approx(1, abs=1e-4)
    assert vector @ made[0].vector > vector @ made[1].vector
    assert embedder.word_vectors(["ferry", "boat"]).shape == (2, embedder.dimension)
    assert str(embedder.dimension) in embedder.key
