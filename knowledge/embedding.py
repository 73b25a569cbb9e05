"""Meaning as vectors, from a sentence-transformers model loaded late and checked before use."""

import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.packaged_model import OFFICIAL_SHA256, check_published, packaged_folder
from knowledge.settings import PACKAGED_MODEL, KnowledgeSettings
from knowledge.token_batches import Tokens, batches, padded
from programme.errors import RuleBroken

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)

Vector = NDArray[np.float32]

PASSAGE_FORMAT = 1
"""Raised when the text that is embedded for a passage is made differently."""

_BATCH_TOKENS = 1024
"""Tokens (padding included) in one forward pass: few enough to stay in the processor's cache."""

_TOKENIZED_AT_ONCE = 2048
"""Texts held as tokens at a time: enough to find texts of like length, a few MB at most."""


@dataclass(frozen=True, slots=True)
class Embedded:
    """One text's vector, and one for each of its spans, all of unit length."""

    vector: Vector
    spans: Vector


@dataclass(frozen=True, slots=True)
class SpannedText:
    """A text to embed, with the character ranges that also want a vector."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


class Embedder(Protocol):
    """Turns words into vectors of unit length, so that a dot product is a cosine."""

    @property
    def key(self) -> str:
        """Model, revision, dimension and passage format, in one name."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        ...

    def embed(self, texts: Sequence[SpannedText]) -> Iterator[tuple[int, Embedded]]:
        """Vectors for texts, as they are ready, with the index of the text each is for."""
        ...

    def embed_question(
        self, question: str, spans: tuple[tuple[int, int], ...]
    ) -> tuple[Vector, Vector]:
        """The vector of a question, and one row for each stretch of it, all of unit length."""
        ...

    def word_vectors(self, words: Sequence[str]) -> Vector:
        """Vectors of single words out of context, one row a word, of unit length or zero."""
        ...


class SentenceEmbedder:
    """An `Embedder` over sentence-transformers.

    The vectors of spans come out of the same forward pass as the text's own: the mean of the
    span's token vectors, so that a list item knows the heading and lead-in it stands under, at
    no further cost ("late chunking": Günther et al. 2024, arXiv:2409.04701).

    Raises:
        Fault: the packaged weights are not the published ones.
        RuleBroken: the named model cannot be found.
    """

    def __init__(self, settings: KnowledgeSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        # The tokenizer keeps padding and truncation as state, and panics when two threads set it.
        self._tokenizing = threading.Lock()

    @cached_property
    def _folder(self) -> str:
        if self.is_packaged:
            return str(packaged_folder())
        return self._settings.embedding_model

    @property
    def is_packaged(self) -> bool:
        """Whether the packaged model is the one in use."""
        return self._settings.embedding_model == PACKAGED_MODEL

    @property
    def packaged_weights(self) -> Path | None:
        """The weights file when the packaged model is the one in use."""
        if not self.is_packaged:
            return None
        return Path(self._folder) / "model.safetensors"

    def check(self) -> None:
        """Check that the packaged weights, where they are in use, are the published ones.

        Raises:
            Fault: they are not; nothing may be embedded with them.
        """
        weights = self.packaged_weights
        if weights is not None:
            check_published(weights)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        with self._lock:
            self.check()
            import torch  # noqa: PLC0415 - seconds and 400 MB, so only when a vector is needed
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415
            from transformers.utils.logging import disable_progress_bar  # noqa: PLC0415

            disable_progress_bar()
            if self._settings.embedding_threads:
                torch.set_num_threads(self._settings.embedding_threads)
            try:
                return SentenceTransformer(self._folder, device="cpu")
            except (OSError, ValueError) as error:
                raise RuleBroken(
                    f"The embedding model {self._settings.embedding_model!r} cannot be loaded; "
                    "name a sentence-transformers model or its folder."
                ) from error

    def load(self) -> None:
        """Load the model now (4 to 9 s the first time), so that the first question is quick."""
        self.embed_question("warm", ())

    @cached_property
    def key(self) -> str:
        """Name, revision (of the packaged weights), dimension and passage format."""
        name = Path(self._settings.embedding_model).name
        revision = OFFICIAL_SHA256[:8] if self.packaged_weights else "local"
        return f"{name}.{revision}.{self.dimension}.p{PASSAGE_FORMAT}"

    @cached_property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        if self.packaged_weights:
            return 384
        return int(self._model.get_embedding_dimension() or 0)

    def embed_question(
        self, question: str, spans: tuple[tuple[int, int], ...]
    ) -> tuple[Vector, Vector]:
        """The vector of a question, and those of stretches of it, as they read in it."""
        (made,) = self._forward(self._tokenized([SpannedText(question, spans)]))
        return made.vector, made.spans

    def embed(self, texts: Sequence[SpannedText]) -> Iterator[tuple[int, Embedded]]:
        """Vectors for texts, longest first, with the index of the text each is for.

        Texts of like length go through together, so that little is spent on padding.
        """
        order = sorted(range(len(texts)), key=lambda i: -len(texts[i].text))
        for start in range(0, len(order), _TOKENIZED_AT_ONCE):
            some = order[start : start + _TOKENIZED_AT_ONCE]
            tokens = self._tokenized([texts[i] for i in some])
            for batch in batches([len(row) for row in tokens], _BATCH_TOKENS):
                made = self._forward([tokens[i] for i in batch])
                yield from zip([some[i] for i in batch], made, strict=True)

    def _tokenized(self, texts: Sequence[SpannedText]) -> list[Tokens]:
        model = self._model
        with self._tokenizing:
            encoded: Any = model.tokenizer(
                [text.text for text in texts],
                padding=False,
                truncation=True,
                max_length=model.max_seq_length,
                return_offsets_mapping=any(text.spans for text in texts),
            )
        offsets = encoded.pop("offset_mapping", None)
        return [
            Tokens(
                features={name: rows[i] for name, rows in encoded.items()},
                spans=text.spans,
                offsets=np.array(offsets[i], dtype=np.int64) if text.spans else None,
            )
            for i, text in enumerate(texts)
        ]

    def _forward(self, rows: Sequence[Tokens]) -> list[Embedded]:
        import torch  # noqa: PLC0415

        tokenizer: Any = self._model.tokenizer
        left = tokenizer.padding_side == "left"
        fillers = {
            "input_ids": tokenizer.pad_token_id,
            "token_type_ids": tokenizer.pad_token_type_id,
        }
        features = padded(rows, fillers, left=left)
        with torch.inference_mode():
            out = self._model({name: torch.from_numpy(f) for name, f in features.items()})
        vectors = _unit(out["sentence_embedding"].float().numpy())
        words = out["token_embeddings"].float().numpy()
        made: list[Embedded] = []
        for row, vector, tokens in zip(rows, vectors, words, strict=True):
            own = tokens[len(tokens) - len(row) :] if left else tokens[: len(row)]
            made.append(Embedded(vector=vector, spans=_span_vectors(own, row, vector)))
        return made

    @cached_property
    def _word_table(self) -> Vector:
        weights = self._model[0].auto_model.get_input_embeddings().weight
        table: Vector = weights.detach().float().numpy()
        # The mean of all word pieces is a direction every word shares; without it, unrelated
        # words lie near 0 instead of near 0.3.
        centred: Vector = table - table.mean(axis=0)
        return centred

    def word_vectors(self, words: Sequence[str]) -> Vector:
        """Vectors of words out of context: the mean of the model's own input vectors.

        No forward pass, so a vocabulary of thousands costs milliseconds.
        """
        table = self._word_table
        found = np.zeros((len(words), table.shape[1]), dtype=np.float32)
        if not words:
            return found
        model = self._model
        with self._tokenizing:
            pieces = model.tokenizer(list(words), add_special_tokens=False)["input_ids"]
        for row, ids in enumerate(pieces):
            if ids:
                found[row] = table[ids].mean(axis=0)
        return _unit(found)


def _unit(rows: Vector) -> Vector:
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Vector = (rows / np.where(norms == 0, 1, norms)).astype(np.float32)
    return scaled


def _span_vectors(tokens: Vector, row: Tokens, whole: Vector) -> Vector:
    """The mean of the tokens in each span, as rows of unit length."""
    found = np.empty((len(row.spans), tokens.shape[1]), dtype=np.float32)
    for i, span in enumerate(row.spans):
        inside = row.inside(span)
        # A span past the model's window has no tokens: the whole text stands in for it.
        found[i] = tokens[inside].mean(axis=0) if inside.any() else whole
    return _unit(found)
