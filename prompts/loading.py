"""The words sent to a language model, read from their files.

A file is `<name>.v<version>.md`. Its first line says the same, for whoever reads it alone, and is
not sent. Words that are sent are never edited in place: a change is a new version beside the old.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from string import Template

_FILE = re.compile(r"(?P<name>[a-z][a-z_]*)\.v(?P<version>[1-9]\d*)\.md")


@dataclass(frozen=True, slots=True)
class Prompt:
    """Words for a language model; `$name` in them is filled in before they are sent."""

    name: str
    version: int
    text: str

    def filled(self, **values: object) -> str:
        """The words with every place filled in.

        Raises:
            KeyError: a place has no value.
        """
        return Template(self.text).substitute(values)


def load_prompt(name: str, version: int) -> Prompt:
    """One prompt.

    Raises:
        FileNotFoundError: there is no such prompt in this version.
        ValueError: the file's first line speaks of another name or version.
    """
    file = resources.files("prompts") / f"{name}.v{version}.md"
    title, _, text = file.read_text(encoding="utf-8").partition("\n")
    if title != f"# {name}, version {version}":
        raise ValueError(f"the first line of {name}.v{version}.md says otherwise")
    return Prompt(name=name, version=version, text=text.strip())


def all_prompts() -> Iterator[Prompt]:
    """Every prompt in every version, by name and version."""
    found = (_FILE.fullmatch(file.name) for file in resources.files("prompts").iterdir())
    known = sorted((match["name"], int(match["version"])) for match in found if match)
    return (load_prompt(name, version) for name, version in known)
