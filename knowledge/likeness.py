"""How alike in meaning a few words are to names."""

from collections.abc import Sequence

from knowledge.embedding import Embedder


def likeness(embedder: Embedder, words: str, names: Sequence[str]) -> list[float]:
    """For each name how alike it is to the words, from 0 (not at all) to 1 (the same).

    Raises:
        Unavailable: the embedding model cannot be loaded.
    """
    said, _ = embedder.embed_question(words, ())
    vectors = (embedder.embed_question(name, ())[0] for name in names)
    return [max(0.0, min(1.0, float(said @ vector))) for vector in vectors]
