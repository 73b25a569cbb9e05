"""The law of the pointer: whatever happens, what is served is whole and was proven.

The same steps are taken on SQLite, in memory, and on a model that is a few lines long.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from programme.errors import RuleBroken
from programme.ports import UnitOfWork, UnitOfWorkFactory
from storage.engine import open_engine
from storage.work import sql_works
from tests.contracts.made_up import MODEL, NOON, document, embedding, generation, hash_of, passage
from tests.contracts.made_up import minutes as after
from tests.fakes import FakeDatabase

DOCUMENTS = st.frozensets(st.sampled_from("abcd"), min_size=1)


@dataclass
class Model:
    """What must be true, in the fewest words."""

    held: dict[str, frozenset[str]] = field(default_factory=dict)
    proven: set[str] = field(default_factory=set)
    served: list[str] = field(default_factory=list)


class Pointer(RuleBasedStateMachine):
    """Builds, proves, serves, sweeps and gives up, in any order."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="truenorth-law-"))
        shutil.copyfile(self.template, self.folder / "law.db")
        self.engine = open_engine(f"sqlite:///{self.folder / 'law.db'}")
        self.factories: list[UnitOfWorkFactory] = [sql_works(self.engine), FakeDatabase().works]
        self.model = Model()
        self.count = 0

    def teardown(self) -> None:
        self.engine.dispose()
        shutil.rmtree(self.folder)

    @rule(documents=DOCUMENTS, commit=st.booleans())
    def build(self, documents: frozenset[str], commit: bool) -> None:
        self.count += 1
        id_ = f"g{self.count:04}"
        for works in self.factories:
            with works() as work:
                for name in documents:
                    put(work, name)
                made = generation(id_, at=NOON + after(self.count))
                work.library.begin_generation(made, documents)
                if commit:
                    work.commit()
        if commit:
            self.model.held[id_] = documents

    @rule(documents=DOCUMENTS)
    def ingest(self, documents: frozenset[str]) -> None:
        """A whole ingest, without which chance seldom gets as far as a second one served."""
        self.build(documents, commit=True)
        id_ = f"g{self.count:04}"
        self._each("mark_proven", id_)
        self._each("serve", id_, NOON)
        self.model.proven.add(id_)
        self.model.served.append(id_)

    @precondition(lambda self: self.model.held)
    @rule(data=st.data())
    def prove(self, data: st.DataObject) -> None:
        building = sorted(set(self.model.held) - set(self.model.served))
        if not building:
            return
        id_ = data.draw(st.sampled_from(building))
        self._each("mark_proven", id_)
        self.model.proven.add(id_)

    @precondition(lambda self: self.model.held)
    @rule(data=st.data())
    def serve(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.model.held)))
        if id_ not in self.model.proven:
            for works in self.factories:
                with pytest.raises(RuleBroken), works() as work:
                    work.library.serve(id_, NOON)
            return
        self._each("serve", id_, NOON)
        if self.model.served[-1:] != [id_]:
            self.model.served.append(id_)

    @rule()
    def sweep(self) -> None:
        needed = set(self.model.served[-2:])
        for works in self.factories:
            with works() as work:
                dropped = work.library.sweep()
                work.commit()
            assert set(dropped) == set(self.model.held) - needed
        self.model.held = {id_: held for id_, held in self.model.held.items() if id_ in needed}
        self.model.proven &= needed

    @invariant()
    def the_last_one_served_is_served_and_whole(self) -> None:
        for works in self.factories:
            with works() as work:
                served = work.library.served()
                if not self.model.served:
                    assert served is None
                    continue
                assert served is not None
                assert served.id == self.model.served[-1]
                whole = [
                    (passage(name, ordinal), embedding(hash_of(f"{name}{ordinal}")))
                    for name in sorted(self.model.held[served.id])
                    for ordinal in range(2)
                ]
                assert list(work.library.passages_with_vectors(served.id)) == whole

    @invariant()
    def both_have_the_same_on_record(self) -> None:
        in_sql, in_memory = (self._on_record(works) for works in self.factories)
        assert in_sql == in_memory

    def _on_record(self, works: UnitOfWorkFactory) -> list[Any]:
        with works() as work:
            return [
                work.library.generations(),
                [work.library.documents(id_) for id_ in sorted(self.model.held)],
                work.library.passages([f"{name}-{n}" for name in "abcd" for n in range(2)]),
                work.library.known_hashes(
                    MODEL, [hash_of(f"{name}{n}") for name in "abcd" for n in range(2)]
                ),
            ]

    def _each(self, what: str, *arguments: Any) -> None:
        for works in self.factories:
            with works() as work:
                getattr(work.library, what)(*arguments)
                work.commit()


def put(work: UnitOfWork, name: str) -> None:
    hashes = [hash_of(f"{name}{ordinal}") for ordinal in range(2)]
    work.library.add_document(document(name), [passage(name, 0), passage(name, 1)], hashes)
    work.library.add_embeddings(MODEL, [embedding(h) for h in hashes])


def test_what_is_served_is_whole_and_was_proven(migrated_sqlite_file: Path) -> None:
    machine = type("PointerOnSqlite", (Pointer,), {"template": migrated_sqlite_file})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
