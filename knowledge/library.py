"""Everything that can be asked of the documents, out of the generation that is served now."""

import logging
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from knowledge.aliases import Aliases, load_aliases
from knowledge.composing import compose
from knowledge.embedding import Embedder, SentenceEmbedder, Vector
from knowledge.evidence import Prepared, prepare
from knowledge.questions import Question, analyse
from knowledge.retrieval import Found, Retrieved, retrieve
from knowledge.served import Served, open_served
from knowledge.settings import KnowledgeSettings
from knowledge.vector_homes import open_home
from knowledge.vectors import VectorHome, VectorIndex
from programme.answers import Answer
from programme.documents import Document, Passage, PassageKind
from programme.errors import RuleBroken
from programme.ports import FoundPassage, Generation, UnitOfWorkFactory

if TYPE_CHECKING:
    from knowledge.wording_by_model import WordingByModel

log = logging.getLogger(__name__)

_PREPARED_AT_MOST = 4096
_WORDS_AT_MOST = 50_000


class Library:
    """`programme.ports.Answering` over the record in SQL and the index in Chroma.

    Safe to use from several threads. Each question first reads the pointer, so a generation
    switched by another process answers from the next question on.
    """

    def __init__(
        self,
        *,
        settings: KnowledgeSettings,
        embedder: Embedder,
        home: VectorHome,
        readings: UnitOfWorkFactory,
        data: Path,
        aliases: Aliases,
        wording: "WordingByModel | None" = None,
    ) -> None:
        self._settings = settings
        self._embedder = embedder
        self._home = home
        self._readings = readings
        self._data = data
        self._aliases = aliases
        self._wording = wording
        self._served: Served | None = None
        self._retired: VectorIndex | None = None
        self._lock = threading.Lock()
        self._words: dict[str, Vector] = {}

    # --- what is asked of it -----------------------------------------------------------------

    def answer(self, question: str) -> Answer:
        """A short answer bound to its sources, or `not_found`."""
        retrieved = self.retrieve(question, self._settings.passages_considered)
        answer = compose(
            retrieved,
            considered=self._settings.passages_considered,
            title_of=self._title_page,
            parts_of=self._list_parts,
            contact=self._settings.contact,
            longest=self._settings.answer_characters,
        )
        if self._wording is None:
            return answer
        return self._wording.word(answer, {e.passage.id: e.passage for e in retrieved.evidence})

    def search(self, question: str, k: int) -> list[FoundPassage]:
        """The `k` passages nearest to a question, best first."""
        return [
            FoundPassage(passage=e.passage, document=e.document, score=round(e.score, 4))
            for e in self.retrieve(question, k).evidence[:k]
        ]

    def passages(self, ids: tuple[str, ...]) -> list[FoundPassage]:
        """Passages by id, in the order asked; those gone with an older generation left out."""
        served = self._current()
        prepared = self._prepare(served, ids)
        return [
            FoundPassage(passage=prepared[i].passage, document=prepared[i].document, score=0.0)
            for i in ids
            if i in prepared
        ]

    def generation_id(self) -> str | None:
        """The generation that answers now, or None before the first ingest."""
        with self._readings() as work:
            served = work.library.served()
        return served.id if served else None

    def warm(self) -> None:
        """Load the model and open the index, so that the first question is quick."""
        self._embedder.embed_question("warm", ())
        if self._wording is not None:
            self._wording.warm()
        try:
            self._current()
        except RuleBroken:
            log.info("nothing has been ingested yet")

    # --- how it is done ----------------------------------------------------------------------

    def analyse(self, question: str) -> Question:
        """A question taken apart, against the editions that are served."""
        served = self._current()
        return self._analyse(served, question)

    def retrieve(self, question: str, k: int) -> Retrieved:
        """The passages that speak most for a question, weighed, best first."""
        served = self._current()
        asked = self._analyse(served, question)
        vector, meanings = self._embedder.embed_question(asked.core, asked.places)
        found = Found(
            lexical=served.lexical,
            nearest=served.vectors.nearest,
            prepare=lambda ids: self._prepare(served, ids),
            owners=served.owners,
        )
        terms = self._word_vectors([t.word for t in asked.terms])
        return retrieve(asked, vector, terms, meanings, found, k)

    def _list_parts(self, passage: Passage) -> list[Passage]:
        """All parts of the list a passage is of, in order: itself alone when it is whole."""
        served = self._current()
        ids = served.lexical.list_parts.get(passage.id, [passage.id])
        prepared = self._prepare(served, ids)
        return [prepared[id_].passage for id_ in ids if id_ in prepared]

    def _title_page(self, document: Document) -> Passage | None:
        """The lines above a document's first heading, if it has any."""
        served = self._current()
        first = served.lexical.firsts.get(document.id)
        prepared = self._prepare(served, [first]) if first else {}
        page = prepared[first].passage if first in prepared else None
        return page if page and page.kind is PassageKind.OUTLINE and not page.section else None

    def _analyse(self, served: Served, question: str) -> Question:
        rarity = served.lexical.rarity
        editions = {key: d.edition for key, d in served.documents.items()}
        return analyse(
            question, self._aliases, lambda s: rarity.get(s, 1.0), editions, served.respell
        )

    def _current(self) -> Served:
        with self._readings() as work:
            generation = work.library.served()
        if generation is None:
            raise RuleBroken("No documents have been read in yet. Run: truenorth ingest PATH")
        served = self._served
        if served is not None and served.generation.id == generation.id:
            return served
        with self._lock:
            if self._served is None or self._served.generation.id != generation.id:
                self._open(generation)
            assert self._served is not None
            return self._served

    def _open(self, generation: Generation) -> None:
        opened = open_served(generation, self._readings, self._home, self._data)
        # A question may still be reading the one before: it is let go at the switch after this.
        if self._retired is not None:
            self._retired.close()
        self._retired = self._served.vectors if self._served else None
        self._served = opened

    def _prepare(self, served: Served, ids: Sequence[str]) -> dict[str, Prepared]:
        with self._lock:
            ready = {i: served.prepared[i] for i in ids if i in served.prepared}
        missing = [i for i in ids if i not in ready]
        if missing:
            with self._readings() as work:
                passages = work.library.passages(missing)
                embeddings = work.library.embeddings_of(missing, served.generation.model)
            for id_, passage in passages.items():
                kept = embeddings.get(id_)
                document = served.documents.get(passage.document_id)
                if kept is None or document is None:
                    continue
                units = np.frombuffer(kept.unit_vectors, dtype="<f2").astype(np.float32)
                vector = np.frombuffer(kept.vector, dtype="<f4").astype(np.float32)
                ready[id_] = prepare(
                    passage, document, vector, units.reshape(-1, len(vector)), self._word_vectors
                )
            with self._lock:
                served.prepared.update((i, ready[i]) for i in missing if i in ready)
                while len(served.prepared) > _PREPARED_AT_MOST:
                    served.prepared.popitem(last=False)
        return ready

    def _word_vectors(self, words: Sequence[str]) -> Vector:
        """Vectors of words, each looked up once."""
        unknown = [word for word in words if word not in self._words]
        if unknown:
            made = self._embedder.word_vectors(unknown)
            if len(self._words) > _WORDS_AT_MOST:
                self._words = {}
                return self._embedder.word_vectors(words)
            self._words.update(zip(unknown, made, strict=True))
        if not words:
            return np.zeros((0, self._embedder.dimension), dtype=np.float32)
        return np.stack([self._words[word] for word in words])


def open_library(
    settings: KnowledgeSettings,
    readings: UnitOfWorkFactory,
    data: Path,
    embedder: Embedder | None = None,
) -> Library:
    """The library over a data folder; nothing is loaded before the first question.

    `embedder` shares a model that another part has loaded or will load.

    Raises:
        RuleBroken: the glossary cannot be read, or a language model's setting cannot be used.
    """
    return Library(
        settings=settings,
        embedder=embedder or SentenceEmbedder(settings),
        home=open_home(settings, data),
        readings=readings,
        data=data,
        aliases=load_aliases(settings.glossary),
        wording=_wording(settings) if settings.language_model else None,
    )


def _wording(settings: KnowledgeSettings) -> "WordingByModel":
    """What words answers; its modules are loaded only in a house that has a language model."""
    from knowledge.language_model import LanguageModel  # noqa: PLC0415
    from knowledge.model_services import service_of  # noqa: PLC0415
    from knowledge.wording_by_model import WordingByModel  # noqa: PLC0415

    return WordingByModel(LanguageModel(service_of(settings)), settings.answer_characters)
