"""A generation opened for reading."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.evidence import Prepared
from knowledge.lexical import LexicalIndex
from knowledge.spelling import nearest_known
from knowledge.vectors import VectorHome, VectorIndex
from programme.documents import Document
from programme.ports import Generation, UnitOfWorkFactory

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Served:
    """A generation opened for reading, with what has been read of it so far."""

    generation: Generation
    documents: dict[str, Document]
    lexical: LexicalIndex
    vectors: VectorIndex
    respell: Callable[[str], str | None]
    owners: frozenset[str]
    prepared: "OrderedDict[str, Prepared]" = field(default_factory=OrderedDict)


def open_served(
    generation: Generation, readings: UnitOfWorkFactory, home: VectorHome, data: Path
) -> Served:
    """Open a generation; its index of exact words is made where the data folder has none yet.

    Raises:
        Unavailable: the database or the index does not answer.
    """
    with readings() as work:
        documents = {d.document.id: d.document for d in work.library.documents(generation.id)}
    lexical = _lexical(generation, documents, readings, data / "lexical" / generation.id)
    vectors = home.open(generation.id)
    meant = nearest_known(lexical.rarity)
    log.info("serving generation %s: %d passages", generation.id, generation.passages)
    return Served(
        generation=generation,
        documents=documents,
        lexical=lexical,
        vectors=vectors,
        owners=frozenset(d.edition.owner for d in documents.values() if d.edition.owner),
        respell=lambda word: None if word in lexical.rarity else meant(word),
    )


def _lexical(
    generation: Generation,
    documents: Mapping[str, Document],
    readings: UnitOfWorkFactory,
    folder: Path,
) -> LexicalIndex:
    kept = LexicalIndex.load(folder)
    if kept is not None and len(kept.ids) == generation.passages:
        return kept
    with readings() as work:
        built = LexicalIndex.build(
            (passage, not documents[passage.document_id].edition.is_current)
            for passage in work.library.passages_of(generation.id)
        )
    built.save(folder)
    return built
