"""A library in memory."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from programme.documents import Document, Passage
from programme.errors import Fault, RuleBroken
from programme.ports import DocumentSummary, Embedding, Generation, GenerationState
from tests.fakes.state import FakeState, aware


class FakeLibraryStore:
    """`LibraryStore` over dictionaries."""

    def __init__(self, state: FakeState) -> None:
        self._state = state

    def add_document(
        self, document: Document, passages: Sequence[Passage], text_hashes: Sequence[str]
    ) -> None:
        rows = list(zip(passages, text_hashes, strict=True))
        if document.id in self._state.documents:
            return
        self._state.documents[document.id] = replace(document, read_at=aware(document.read_at))
        for passage, text_hash in rows:
            if passage.id in self._state.passages:
                raise Fault("two passages with one id")
            self._state.passages[passage.id] = passage
            self._state.hash_of[passage.id] = text_hash

    def documents(self, generation_id: str) -> list[DocumentSummary]:
        documents = [self._state.documents[id_] for id_ in self._held(generation_id)]
        documents.sort(key=lambda d: (not d.edition.is_current, d.edition.title, d.key))
        counted = [passage.document_id for passage in self._state.passages.values()]
        return [DocumentSummary(document, counted.count(document.id)) for document in documents]

    def passages(self, ids: Collection[str]) -> dict[str, Passage]:
        return {id_: self._state.passages[id_] for id_ in ids if id_ in self._state.passages}

    def passages_of(self, generation_id: str, *, batch: int = 1000) -> Iterator[Passage]:
        held = self._held(generation_id)
        found = [p for p in self._state.passages.values() if p.document_id in held]
        yield from sorted(found, key=lambda p: (p.document_id, p.ordinal))

    def passages_with_vectors(
        self, generation_id: str, *, batch: int = 1000
    ) -> Iterator[tuple[Passage, Embedding]]:
        generation = self._state.generations.get(generation_id)
        for passage in self.passages_of(generation_id):
            assert generation is not None
            key = (generation.model, self._state.hash_of[passage.id])
            if key in self._state.embeddings:
                yield passage, self._state.embeddings[key]

    def embeddings_of(self, passage_ids: Collection[str], model: str) -> dict[str, Embedding]:
        found = {}
        for id_ in passage_ids:
            embedding = self._state.embeddings.get((model, self._state.hash_of.get(id_, "")))
            if embedding is not None:
                found[id_] = embedding
        return found

    def known_hashes(self, model: str, hashes: Collection[str]) -> set[str]:
        return {h for h in hashes if (model, h) in self._state.embeddings}

    def add_embeddings(self, model: str, embeddings: Sequence[Embedding]) -> None:
        for embedding in embeddings:
            self._state.embeddings.setdefault((model, embedding.text_hash), embedding)

    def begin_generation(self, generation: Generation, document_ids: Collection[str]) -> None:
        kept = replace(generation, created_at=aware(generation.created_at))
        if generation.id in self._state.generations:
            raise Fault("two generations with one id")
        if not set(document_ids) <= set(self._state.documents):
            raise Fault("a generation holds a document that is not there")
        self._state.generations[generation.id] = kept
        self._state.held[generation.id] = frozenset(document_ids)

    def mark_proven(self, generation_id: str) -> None:
        generation = self._state.generations.get(generation_id)
        if generation is None or generation.state not in (
            GenerationState.BUILDING,
            GenerationState.PROVEN,
        ):
            raise RuleBroken("no such generation is being built")
        self._set(generation_id, GenerationState.PROVEN)

    def serve(self, generation_id: str, at: datetime) -> None:
        generation = self._state.generations.get(generation_id)
        if generation is None:
            raise RuleBroken("no such generation")
        if generation.state is GenerationState.BUILDING:
            raise RuleBroken("the generation has not been proven")
        if generation.state is GenerationState.SERVED:
            return
        before, _ = self._state.pointer
        if before is not None:
            self._set(before, GenerationState.RETIRED)
        self._set(generation_id, GenerationState.SERVED)
        self._state.generations[generation_id] = replace(
            self._state.generations[generation_id], served_at=aware(at)
        )
        self._state.pointer = (generation_id, before)

    def served(self) -> Generation | None:
        served, _ = self._state.pointer
        return None if served is None else self._state.generations[served]

    def generations(self) -> list[Generation]:
        found = self._state.generations.values()
        return sorted(found, key=lambda g: (g.created_at, g.id), reverse=True)

    def sweep(self) -> list[str]:
        state = self._state
        dropped = sorted(id_ for id_ in state.generations if id_ not in state.pointer)
        for id_ in dropped:
            del state.generations[id_]
            del state.held[id_]
        held = frozenset[str]().union(*state.held.values())
        for id_ in [id_ for id_ in state.documents if id_ not in held]:
            del state.documents[id_]
        for passage in list(state.passages.values()):
            if passage.document_id not in state.documents:
                del state.passages[passage.id]
                del state.hash_of[passage.id]
        used = set(state.hash_of.values())
        for key in [key for key in state.embeddings if key[1] not in used]:
            del state.embeddings[key]
        return dropped

    def _held(self, generation_id: str) -> frozenset[str]:
        return self._state.held.get(generation_id, frozenset())

    def _set(self, generation_id: str, to: GenerationState) -> None:
        self._state.generations[generation_id] = replace(
            self._state.generations[generation_id], state=to
        )
