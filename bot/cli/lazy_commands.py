"""Commands whose modules are imported when one of them is run, not to list them.

`truenorth --help` is then quick however many commands there are, and each command pays for what
it needs itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group


@dataclass(frozen=True, slots=True)
class Family:
    """Commands that one module adds with its `register(app)`.

    Attributes:
        module: its full name.
        lines: the commands in order, each with what `--help` says of it.
    """

    module: str
    lines: Mapping[str, str]

    def load(self) -> dict[str, Any]:
        """Import the module; its commands by name."""
        scratch = typer.Typer()
        import_module(self.module).register(scratch)
        return dict(get_group(scratch).commands)


def families_of(package: str, listed: Iterable[tuple[str, str, str]]) -> tuple[Family, ...]:
    """Families out of lines: a module of the package, a command in it, what is said of it."""
    lines: dict[str, dict[str, str]] = {}
    for module, name, line in listed:
        lines.setdefault(module, {})[name] = line
    return tuple(Family(f"{package}.{module}", of) for module, of in lines.items())


class LazyGroup(TyperGroup):
    """A group that lists its families' commands without importing them."""

    families: tuple[Family, ...] = ()

    def __init__(self, *, commands: Any = None, **given: Any) -> None:
        """Let a line stand for every command; `commands` are those that are there already."""
        listed = {
            name: TyperCommand(name, help=line)
            for family in self.families
            for name, line in family.lines.items()
        }
        super().__init__(commands={**listed, **(commands or {})}, **given)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        """Find the command that was called, and import it now."""
        if args:
            self.load(args[0])
        return super().resolve_command(ctx, args)

    def load(self, name: str) -> None:
        """Put a family's commands in the place of their lines, if `name` is one of them."""
        for family in self.families:
            if name in family.lines:
                self.commands.update(family.load())

    def load_all(self) -> "LazyGroup":
        """This group with every command imported: to document or test them."""
        for family in self.families:
            self.commands.update(family.load())
        return self


def told_otherwise(group: LazyGroup) -> Iterator[str]:
    """Commands that are listed with other words than their own, or not at all."""
    for family in group.families:
        loaded = family.load()
        for name in loaded.keys() | family.lines.keys():
            own = (loaded[name].help or "").split("\n\n")[0] if name in loaded else None
            if own is None or " ".join(own.split()) != family.lines.get(name):
                yield name
