"""What the documents stand on: the index, the model, the glossary."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from bot.doctor.check import Check, broken, ok, warning
from knowledge.vector_homes import SILENT
from programme.errors import AssistantError
from programme.ports import UnitOfWorkFactory

FindStored = Callable[[str, str, bytes], bool]
"""Whether the generation's index finds the passage of this id by its stored vector (float32)."""


def check_index(works: UnitOfWorkFactory, find: FindStored, *, on_server: bool = False) -> Check:
    """A passage that is on record is found in the index that is served.

    Counting is not enough: an index can hold vectors that no search reaches.
    """
    part = "index"
    rebuild = (
        "Read the documents in again with truenorth ingest PATH: what is unchanged is not read "
        "nor embedded anew, but a new index is built. Where it says that all is unchanged, delete "
        "the folder index of the data folder, then run it again."
    )
    try:
        with works() as work:
            served = work.library.served()
            if served is None:
                mend = "Read some in with truenorth ingest PATH."
                return warning(part, "No documents have been read in yet.", mend)
            row = next(iter(work.library.passages_with_vectors(served.id, batch=1)), None)
        if row is None:
            return broken(part, "The served index holds no passage.", rebuild)
        passage, embedding = row
        found = find(served.id, passage.id, embedding.vector)
    except AssistantError as error:
        if on_server and error.sentence == SILENT:
            return broken(part, SILENT, "Start the Chroma server, or correct TRUENORTH_CHROMA_URL.")
        return broken(part, error.sentence, rebuild)
    if not found:
        return broken(part, "A passage on record is not found in the served index.", rebuild)
    return ok(part, f"It serves {served.passages} passages, and a stored one is found.")


def check_model(check: Callable[[], None] | None, load: Callable[[], None]) -> Check:
    """The packaged model's weights are the published ones; None: a model of one's own choice.

    That one has no checksum to be held to, so it is loaded.
    """
    part = "embedding model"
    if check is None:
        try:
            load()
        except AssistantError as error:
            mend = "Correct TRUENORTH_EMBEDDING_MODEL; without it the packaged model is used."
            return broken(part, error.sentence, mend)
        return ok(part, "It is one of your own choice and loads; its weights are not checked.")
    try:
        check()
    except AssistantError as error:
        mend = "Set the installation up again: make clean, then make setup."
        return broken(part, error.sentence, mend)
    return ok(part, "The packaged weights have the published checksum.")


def check_glossary(glossary: Path | None) -> Check:
    """The trust's own glossary can be read, where one is set."""
    part = "glossary"
    if glossary is None:
        return ok(part, "The one that comes with the software is used.")
    mend = "Correct the file that TRUENORTH_GLOSSARY names; see docs/how-to/edit-the-glossary.md."
    try:
        entries = tomllib.loads(glossary.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return broken(part, f"{glossary} cannot be read.", mend)
    except tomllib.TOMLDecodeError:
        return broken(part, f"{glossary} is not valid TOML.", mend)
    aliases = entries.get("alias", [])
    good = isinstance(aliases, list) and all(_is_alias(alias) for alias in aliases)
    if not good:
        return broken(part, f"{glossary} has an alias without a list of two or more terms.", mend)
    if unread := sorted(set(entries) - {"alias"}):
        finding = f"{glossary} has entries that are not read: {', '.join(unread)}."
        return warning(part, finding, "Begin each alias with a line [[alias]].")
    return ok(part, f"{glossary} gives {len(aliases)} aliases.")


def _is_alias(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    terms = value.get("terms")
    if not isinstance(terms, list) or len(terms) < 2:
        return False
    return all(isinstance(term, str) and term.strip() for term in terms)
