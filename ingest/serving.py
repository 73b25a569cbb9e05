"""From the documents that are served to those that shall be: written, embedded, proven, switched.

Nothing that is served is touched until the new index has been proven, so a killed ingest leaves
the old one answering and the next one clean.
"""

import logging
from collections.abc import Collection, Mapping

from ingest.reports import Progress, Tell
from ingest.versions import Held, Outcome
from knowledge.indexing import Indexer, indexed_text, text_hash
from programme.documents import Passage
from programme.ports import UnitOfWorkFactory

log = logging.getLogger(__name__)


class ServedDocuments:
    """The documents that answer now, and the one way to have others answer.

    Whoever makes one holds the right to ingest (`storage.ingest_lock`).

    Attributes:
        generation: what is served; None before the first ingest.
        held: the documents of it by key, from files and from records alike.

    Raises:
        Unavailable: the database or the index does not answer; what was served still is.
    """

    def __init__(
        self, works: UnitOfWorkFactory, readings: UnitOfWorkFactory, indexer: Indexer
    ) -> None:
        self._works = works
        self._readings = readings
        self._indexer = indexer
        indexer.drop_strays()
        with readings() as work:
            self.generation = work.library.served()
            summaries = work.library.documents(self.generation.id) if self.generation else []
        self.held = {
            summary.document.key: Held(summary.document, None, summary.passages, Outcome.UNCHANGED)
            for summary in summaries
        }

    @property
    def is_of_another_model(self) -> bool:
        """True when what is served was embedded by another model than is in use."""
        return self.generation is not None and self.generation.model != self._indexer.model

    def stored(self, ids: Collection[str]) -> dict[str, list[Passage]]:
        """The passages of served documents, read from the record."""
        found: dict[str, list[Passage]] = {id_: [] for id_ in ids}
        if self.generation is None:
            return found
        with self._readings() as work:
            for passage in work.library.passages_of(self.generation.id):
                if passage.document_id in found:
                    found[passage.document_id].append(passage)
        return found

    def give_way_to(self, held: Mapping[str, Held], tell: Tell) -> int:
        """Serve these documents, where they are others; how many passages had to be embedded.

        Raises:
            Fault: the new index did not pass its proof; what was served still is.
        """
        before = {one.document.id for one in self.held.values()}
        same = {one.document.id for one in held.values()} == before
        findable = self.generation is not None and self._indexer.is_findable(self.generation)
        embedded = 0
        if not same or (held and not findable):
            embedded = self._bring_up(held, tell)
        # Only now: until another generation is served, what a killed ingest embedded may be used.
        self._indexer.sweep()
        return embedded

    def _bring_up(self, held: Mapping[str, Held], tell: Tell) -> int:
        """Write what is new, embed what has no vectors, and serve the whole as a new generation."""
        texts = []
        for one in held.values():
            spanned = [indexed_text(p) for p in one.passages or ()]
            hashes = [text_hash(s) for s in spanned]
            if one.passages is not None:
                with self._works() as work:
                    work.library.add_document(one.document, one.passages, hashes)
                    work.commit()
            texts += list(zip(hashes, spanned, strict=True))
        total = len(dict(texts))
        done = 0

        def advance(n: int) -> None:
            nonlocal done
            done += n
            tell(Progress("Embedding", done, total))

        embedded = self._indexer.embed(texts, advance)
        tell(Progress("Indexing", 0, 1))
        count = sum(one.count for one in held.values())
        self._indexer.switch([one.document.id for one in held.values()], count)
        tell(Progress("Indexing", 1, 1))
        log.info("ingest: %d documents, %d passages embedded", len(held), embedded)
        return embedded
