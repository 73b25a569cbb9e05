"""Exact-word search over the passages of one generation (BM25, by bm25s)."""

import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from knowledge.wording import content_stems, stems
from programme.documents import Passage, PassageKind

FORMAT = 6
"""Raised when words are split or weighed differently: an older cache is then not read."""

_ASIDE_SECONDS = 3600
"""Nobody takes this long to write an index aside: its writer was killed."""


def lexical_text(passage: Passage) -> str:
    """What exact-word search sees of a passage: its headings, then its words."""
    return " ".join((*passage.section, passage.text))


def heading_key(text: str) -> str:
    """What a heading and a question share when they are the same words, small ones included."""
    return " ".join(sorted(set(stems(text))))


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """BM25 scores of a question against every passage of a generation.

    Attributes:
        ids: passage ids, by row.
        superseded: by row, whether the passage's edition is no longer in force.
        rarity: how telling a stem is, 0 to 1.
        openings: the passages that are the first under their heading.
        headings: the openings under a heading, by the heading's words in any order.
        outlines: the passages that name what stands under a heading, by the heading likewise.
        list_parts: the parts of a list too long for one passage, in order, by each part's id.
        firsts: each document's first passage, which is its title page where it has one.
    """

    ids: list[str]
    superseded: NDArray[np.bool_]
    scores: bm25s.BM25 | None
    rarity: dict[str, float]
    firsts: dict[str, str]
    openings: frozenset[str]
    headings: dict[str, list[str]]
    outlines: dict[str, list[str]]
    list_parts: dict[str, list[str]]

    @classmethod
    def build(cls, passages: Iterable[tuple[Passage, bool]]) -> "LexicalIndex":
        """Index passages, each with whether its edition is superseded."""
        ids: list[str] = []
        flags: list[bool] = []
        vocabulary: dict[str, int] = {}
        rows: list[list[int]] = []
        firsts: dict[str, str] = {}
        openings: set[str] = set()
        headings: dict[str, list[str]] = {}
        outlines: dict[str, list[str]] = {}
        lists: dict[tuple[str, tuple[str, ...], str | None], list[str]] = {}
        seen: set[tuple[str, tuple[str, ...]]] = set()
        for passage, superseded in passages:
            ids.append(passage.id)
            flags.append(superseded)
            firsts.setdefault(passage.document_id, passage.id)
            if passage.kind is PassageKind.LIST and passage.lead_in:
                whole = (passage.document_id, passage.section, passage.lead_in)
                lists.setdefault(whole, []).append(passage.id)
            if passage.kind is PassageKind.OUTLINE and passage.section:
                outlines.setdefault(heading_key(passage.section[-1]), []).append(passage.id)
            place = (passage.document_id, passage.section)
            if passage.kind is not PassageKind.OUTLINE and place not in seen:
                seen.add(place)
                openings.add(passage.id)
                if passage.section:
                    headings.setdefault(heading_key(passage.section[-1]), []).append(passage.id)
            roots = content_stems(lexical_text(passage))
            rows.append([vocabulary.setdefault(s, len(vocabulary)) for s in roots])
        index = None
        if vocabulary:
            index = bm25s.BM25(method="lucene", k1=1.2, b=0.6)
            index.index((rows, vocabulary), show_progress=False)
        return cls(
            ids=ids,
            superseded=np.array(flags, dtype=bool),
            scores=index,
            rarity=_rarity(rows, vocabulary),
            firsts=firsts,
            openings=frozenset(openings),
            headings=headings,
            outlines=outlines,
            list_parts={id_: parts for parts in lists.values() if len(parts) > 1 for id_ in parts},
        )

    def search(self, asked: Sequence[str]) -> NDArray[np.float32]:
        """The score of every row for these stems; zeros where none is known."""
        known = [s for s in asked if s in self.rarity]
        if self.scores is None or not known:
            return np.zeros(len(self.ids), dtype=np.float32)
        found: NDArray[np.float32] = self.scores.get_scores(known)
        return found

    def best(self, asked: Sequence[str], n: int) -> list[tuple[int, float]]:
        """The `n` rows that score highest, best first, none that score nothing."""
        scores = self.search(asked)
        n = min(n, len(scores))
        if n == 0:
            return []
        top = np.argpartition(-scores, n - 1)[:n]
        ranked = sorted(((int(i), float(scores[i])) for i in top), key=lambda p: (-p[1], p[0]))
        return [pair for pair in ranked if pair[1] > 0]

    def save(self, folder: Path) -> None:
        """Keep the index beside the data, whole or not at all (written aside, then renamed)."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            if self.scores is not None:
                self.scores.save(str(aside / "bm25"), show_progress=False)
            (aside / "rows.json").write_text(
                json.dumps(
                    {
                        "format": FORMAT,
                        "ids": self.ids,
                        "superseded": self.superseded.astype(int).tolist(),
                        "rarity": self.rarity,
                        "firsts": self.firsts,
                        "openings": sorted(self.openings),
                        "headings": self.headings,
                        "outlines": self.outlines,
                        "list_parts": self.list_parts,
                    }
                ),
                encoding="utf-8",
            )
            os.replace(aside, folder)  # noqa: PTH105 - the rename must be the operating system's
        except OSError:
            shutil.rmtree(aside, ignore_errors=True)
        _sweep(folder)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex | None":
        """The index kept in a folder, or None when it is absent, broken or of another format."""
        try:
            rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
            if rows["format"] != FORMAT:
                return None
            scores = None
            if rows["rarity"]:
                scores = bm25s.BM25.load(str(folder / "bm25"), mmap=True, show_progress=False)
            return cls(
                ids=rows["ids"],
                superseded=np.array(rows["superseded"], dtype=bool),
                scores=scores,
                rarity=rows["rarity"],
                firsts=rows["firsts"],
                openings=frozenset(rows["openings"]),
                headings=rows["headings"],
                outlines=rows["outlines"],
                list_parts=rows["list_parts"],
            )
        except (OSError, ValueError, KeyError):
            return None


def _sweep(newest: Path) -> None:
    """Remove what is kept of older generations, save the one before, and what a kill left behind.

    Each can be made again from the record, so removing one too many costs seconds, not answers.
    """
    before: list[tuple[float, Path]] = []
    for path in newest.parent.iterdir():
        if path == newest:
            continue
        with contextlib.suppress(OSError):  # somebody else may be sweeping
            written = path.stat().st_mtime
            if not path.name.startswith("."):
                before.append((written, path))
            elif written < time.time() - _ASIDE_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
    for _, path in sorted(before)[:-1]:
        shutil.rmtree(path, ignore_errors=True)


def _rarity(rows: list[list[int]], vocabulary: dict[str, int]) -> dict[str, float]:
    """How telling each stem is: 1 for one passage only, towards 0 for all (scaled idf)."""
    counts = np.zeros(len(vocabulary), dtype=np.int64)
    for row in rows:
        counts[list(set(row))] += 1
    total = max(len(rows), 2)
    weights = np.log(total / np.maximum(counts, 1)) / np.log(total)
    return {s: round(float(weights[i]), 4) for s, i in vocabulary.items()}
