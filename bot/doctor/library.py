"""What the documents stand on: the index, the model, the glossary."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from bot.doctor.check import Check, broken, ok, warning
from programme.errors import AssistantError
from programme.ports import UnitOfWorkFactory

FindStored = Callable[[str, str, bytes], bool]
"""Whether the generation's index finds the passage of this id by its stored vector (float32)."""


def check_index(works: UnitOfWorkFactory, find: FindStored) -> Check:
    """A passage that is on record is found in the index that is served.

    Counting is not enough: an index can hold vectors that no search reaches.
    """
    part = "index"
    rebuild = "Read the documents in again with truenorth ingest: a new index is built beside it."
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
        return broken(part, error.sentence, rebuild)
    if not found:
        return broken(part, "A passage on record is not found in the served index.", rebuild)
    return ok(part, f"It serves {served.passages} passages, and a stored one is found.")


def check_model(check: Callable[[], None] | None) -> Check:
    """The packaged model's weights are the published ones; None: a model of one's own choice."""
    part = "embedding model"
    if check is None:
        return ok(part, "It is one of your own choice; its weights are not checked.")
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
        aliases = tomllib.loads(glossary.read_text(encoding="utf-8-sig")).get("alias", [])
    except (OSError, UnicodeDecodeError):
        return broken(part, f"{glossary} cannot be read.", mend)
    except tomllib.TOMLDecodeError:
        return broken(part, f"{glossary} is not valid TOML.", mend)
    good = isinstance(aliases, list) and all(_is_alias(alias) for alias in aliases)
    if not good:
        return broken(part, f"{glossary} has an alias without a list of two or more terms.", mend)
    return ok(part, f"{glossary} gives {len(aliases)} aliases.")


def _is_alias(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    terms = value.get("terms")
    if not isinstance(terms, list) or len(terms) < 2:
        return False
    return all(isinstance(term, str) and term.strip() for term in terms)
