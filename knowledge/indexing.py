"""A new index generation: embedded, built aside, proven, then served by moving one pointer."""

import hashlib
import logging
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime

import numpy as np

from knowledge.embedding import Embedder, SpannedText, Vector
from knowledge.vector_homes import DirectoryHome, ServerHome
from knowledge.vectors import ChromaIndex, unproven
from programme.documents import Passage
from programme.errors import Fault, Unavailable
from programme.ports import Embedding, Generation, GenerationState, UnitOfWorkFactory

log = logging.getLogger(__name__)

_KEPT_AT_ONCE = 512
_PROBES = 2000


def indexed_text(passage: Passage) -> SpannedText:
    """The text that stands for a passage in the index: its headings, then its words.

    The headings go in because "How we will measure success" means nothing without the heading
    above it. The spans are those of the passage's units.
    """
    text = ": ".join(passage.section[-3:])
    spans: list[tuple[int, int]] = []
    if passage.lead_in and passage.lead_in.rstrip(":") not in passage.section:
        text = f"{text}. {passage.lead_in}" if text else passage.lead_in
    label: str | None = None
    for unit in passage.units:
        if unit.label and unit.label != label:
            text = f"{text}. {unit.label}:" if text else f"{unit.label}:"
        label = unit.label
        joined = f"{text} " if text.endswith((".", ":", "!", "?")) else f"{text}. "
        joined = joined if text else ""
        spans.append((len(joined), len(joined) + len(unit.text)))
        text = joined + unit.text
    return SpannedText(text=text, spans=tuple(spans))


def text_hash(spanned: SpannedText) -> str:
    """What an embedding is kept under: the text and where its units lie, sha256."""
    return hashlib.sha256(f"{spanned.text}\n{spanned.spans}".encode()).hexdigest()


class Indexer:
    """Brings the embeddings and the index up to a set of documents.

    A generation that is served is never written, so a kill at any moment leaves what is served
    as it was; what was embedded until then is kept and not paid for again.
    """

    def __init__(
        self,
        embedder: Embedder,
        home: DirectoryHome | ServerHome,
        works: UnitOfWorkFactory,
        readings: UnitOfWorkFactory,
        now: Callable[[], datetime],
    ) -> None:
        self._embedder = embedder
        self._home = home
        self._works = works
        self._readings = readings
        self._now = now

    @property
    def model(self) -> str:
        """The key that embeddings are kept under."""
        return self._embedder.key

    def is_findable(self, generation: Generation) -> bool:
        """True when a served generation is of this model and its vectors are found.

        Files that are there and cannot be read are as good as gone: counting names would have an
        ingest leave a damaged index as it is.
        """
        if generation.model != self.model or generation.id not in self._home.stored():
            return False
        return self._home.is_as_built(generation.id) or self._answers(generation)

    def _answers(self, generation: Generation) -> bool:
        with self._readings() as work:
            stored = work.library.passages_with_vectors(generation.id, batch=1)
            row = next(iter(stored), None)
        try:
            index = self._home.open(generation.id)
        except Unavailable:
            return False
        try:
            if index.count() != generation.passages:
                return False
            if row is None:
                return True
            passage, embedding = row
            return not unproven(index, [(passage.id, np.frombuffer(embedding.vector, "<f4"))])
        except Unavailable:
            return False
        finally:
            index.close()

    def embed(
        self, passages: Sequence[tuple[str, SpannedText]], progress: Callable[[int], None]
    ) -> int:
        """Embed the texts (by hash) that have no vectors yet; how many had none.

        Progress is told how many texts each step has done. Vectors are kept as they are made,
        so that a killed ingest has not worked in vain.
        """
        texts = dict(passages)
        with self._readings() as work:
            known = work.library.known_hashes(self.model, list(texts))
        todo = [(h, t) for h, t in texts.items() if h not in known]
        if not todo:
            return 0
        waiting: list[Embedding] = []
        for index, made in self._embedder.embed([text for _, text in todo]):
            waiting.append(
                Embedding(
                    text_hash=todo[index][0],
                    vector=made.vector.astype("<f4").tobytes(),
                    unit_vectors=made.spans.astype("<f2").tobytes(),
                )
            )
            progress(1)
            if len(waiting) >= _KEPT_AT_ONCE:
                self._keep(waiting)
                waiting = []
        self._keep(waiting)
        return len(todo)

    def _keep(self, embeddings: Sequence[Embedding]) -> None:
        with self._works() as work:
            work.library.add_embeddings(self.model, embeddings)
            work.commit()

    def switch(self, document_ids: Collection[str], passages: int) -> Generation:
        """Build a generation of these document versions, prove it, and serve it.

        Raises:
            Fault: a stored vector is not found again; what was served before still is.
        """
        generation = Generation(
            id=uuid.uuid4().hex,
            model=self.model,
            state=GenerationState.BUILDING,
            passages=passages,
            created_at=self._now(),
        )
        with self._works() as work:
            work.library.begin_generation(generation, document_ids)
            work.commit()
        probes: list[tuple[str, Vector]] = []
        self._home.build(generation.id, self.model, self._rows(generation.id, passages, probes))
        self._prove(generation, probes)
        with self._works() as work:
            work.library.mark_proven(generation.id)
            work.library.serve(generation.id, self._now())
            work.commit()
        return generation

    def _rows(
        self, generation_id: str, passages: int, probes: list[tuple[str, Vector]]
    ) -> Iterator[tuple[str, Vector]]:
        step = max(1, passages // _PROBES)
        with self._readings() as work:
            stored = work.library.passages_with_vectors(generation_id)
            for count, (passage, embedding) in enumerate(stored):
                row = (passage.id, np.frombuffer(embedding.vector, dtype="<f4"))
                if count % step == 0:
                    probes.append(row)
                yield row

    def _prove(self, generation: Generation, probes: Sequence[tuple[str, Vector]]) -> None:
        index: ChromaIndex = self._home.open(generation.id)
        try:
            count = index.count()
            lost = unproven(index, probes)
        finally:
            index.close()
        if count != generation.passages or lost:
            self._home.drop(generation.id)
            log.error(
                "generation %s: %d of %d vectors, %d not found",
                generation.id, count, generation.passages, len(lost),
            )  # fmt: skip
            raise Fault(
                "The new index did not pass its proof, so the one before still answers. "
                "Run the ingest again."
            )

    def drop_strays(self) -> None:
        """Remove what killed ingests left in the index, where it takes up room.

        What they left in the record stays until a sweep: it is work that need not be done again.
        """
        with self._readings() as work:
            kept = {
                generation.id
                for generation in work.library.generations()
                if generation.state in (GenerationState.SERVED, GenerationState.RETIRED)
            }
        self._drop_all_but(kept)

    def sweep(self) -> None:
        """Remove what killed or replaced ingests left behind, in the record and in the index."""
        with self._works() as work:
            work.library.sweep()
            work.commit()
            kept = {generation.id for generation in work.library.generations()}
        self._drop_all_but(kept)

    def _drop_all_but(self, kept: Collection[str]) -> None:
        for generation_id in self._home.stored():
            if generation_id not in kept:
                self._home.drop(generation_id)
