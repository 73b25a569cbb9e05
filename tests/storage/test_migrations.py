"""The migrations: up, down, and the same as the tables."""

import logging
import multiprocessing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from programme.errors import Fault, RuleBroken
from storage import migrate
from storage.engine import open_engine
from storage.tables import Table
from storage.work import sql_works
from tests.contracts.made_up import question


def tables_of(url: str) -> set[str]:
    engine = open_engine(url)
    names = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return names


def test_up_and_down_and_up_again(empty_database_url: str) -> None:
    url = empty_database_url
    assert migrate.current(url) is None
    assert not migrate.is_current(url)
    migrate.upgrade(url)
    assert migrate.is_current(url)
    assert migrate.current(url) == migrate.head()
    assert tables_of(url) == set(Table.metadata.tables)
    migrate.downgrade(url, "base")
    assert migrate.current(url) is None
    assert tables_of(url) == set()
    migrate.upgrade(url)
    migrate.upgrade(url)
    assert tables_of(url) == set(Table.metadata.tables)


def test_migrations_give_exactly_the_tables(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
        found = inspect(connection)
        for name, table in Table.metadata.tables.items():
            # What the comparison leaves out: primary keys in their order, and what a delete does.
            assert found.get_pk_constraint(name)["constrained_columns"] == [
                column.name for column in table.primary_key.columns
            ]
            cascades = {
                (tuple(key["constrained_columns"]), key["options"].get("ondelete"))
                for key in found.get_foreign_keys(name)
            }
            assert cascades == {
                (tuple(key.column_keys), key.ondelete) for key in table.foreign_key_constraints
            }
    engine.dispose()


def test_asking_makes_no_file(empty_sqlite_url: str) -> None:
    assert migrate.current(empty_sqlite_url) is None
    assert not Path(empty_sqlite_url.removeprefix("sqlite:///")).exists()


def test_what_is_kept_survives_another_upgrade(database_url: str) -> None:
    engine = open_engine(database_url)
    with sql_works(engine)() as work:
        work.questions.add(question("q1"))
        work.commit()
    migrate.upgrade(database_url)
    with sql_works(engine)() as work:
        assert work.questions.get("q1") == question("q1")
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_alone(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'later'"))
    with pytest.raises(RuleBroken, match="newer"):
        migrate.upgrade(database_url)
    assert not migrate.is_current(database_url)
    assert migrate.current(database_url) == "later"
    engine.dispose()


def test_processes_that_start_at_once_migrate_once(empty_database_url: str) -> None:
    context = multiprocessing.get_context("forkserver")
    starters = [
        context.Process(target=migrate.upgrade, args=(empty_database_url,)) for _ in range(4)
    ]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join(timeout=60)
    assert [starter.exitcode for starter in starters] == [0, 0, 0, 0]
    assert migrate.is_current(empty_database_url)


def test_a_migration_cut_short_leaves_no_trace(empty_sqlite_url: str) -> None:
    url = empty_sqlite_url
    engine = open_engine(url)
    with engine.begin() as connection:
        # In the way of the last table that the first migration makes.
        connection.execute(text("CREATE TABLE received_events (x INTEGER)"))
    engine.dispose()
    with pytest.raises(Fault):
        migrate.upgrade(url)
    assert tables_of(url) == {"received_events"}
    assert migrate.current(url) is None


def test_logging_of_the_application_is_left_as_it_was(empty_sqlite_url: str) -> None:
    root = logging.getLogger()
    ours = logging.getLogger("storage.of_a_test")
    before = (root.level, list(root.handlers), ours.disabled, logging.getLogger("alembic").level)
    migrate.upgrade(empty_sqlite_url)
    after = (root.level, list(root.handlers), ours.disabled, logging.getLogger("alembic").level)
    assert after == before


def test_migrations_do_not_import_the_tables() -> None:
    for file in (Path(migrate.__file__).parent / "migrations" / "versions").glob("0*.py"):
        assert "storage" not in file.read_text(encoding="utf-8"), file.name
