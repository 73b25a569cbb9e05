"""Backups: whole or refused, from either database into either, while updates are coming in."""

import hashlib
import json
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from programme.errors import AssistantError, RuleBroken
from programme.outbox import PostState
from programme.people import Person
from programme.plans import MeasureValue
from programme.ports import Acknowledgement, DecisionMade, Rebase
from storage import migrate
from storage.backup import Copied, back_up, move, restore
from storage.backup.archive import open_archive
from storage.backup.lines import tally_of
from storage.backup.sources import snapshot
from storage.engine import open_engine
from storage.work import sql_readings, sql_works
from tests.contracts.made_up import (
    MODEL,
    NOON,
    document,
    embedding,
    event,
    generation,
    hash_of,
    minutes,
    passage,
    question,
    verdict,
)
from tests.contracts.made_up_programme import (
    WEEK,
    draft,
    entry,
    goal,
    measure,
    post,
    put_goals,
    team,
    update,
)
from tests.contracts.test_digest_contract import record
from tests.storage.processes import restore_into, start, start_telling, write_updates

LATER = NOON + minutes(4)
PRIVATE = "zephyr-quartz-lantern"


def fill(url: str) -> None:
    """Something in every table."""
    engine = open_engine(url)
    with sql_works(engine)() as work:
        passages = [passage("d1", n) for n in range(1203)]
        hashes = [hash_of(p.text) for p in passages]
        work.library.add_document(document("d1", warnings=("a “picture”",)), passages, hashes)
        work.library.add_embeddings(MODEL, [embedding(h) for h in hashes])
        work.library.begin_generation(generation("gen1"), ["d1"])
        work.library.mark_proven("gen1")
        work.library.serve("gen1", NOON)
        work.questions.add(question("q1", text="“café” \N{GRINNING FACE} £5\n\x7f"))
        work.questions.add_feedback(verdict("q1"))
        work.events.receive(event("e1"))
        put_goals(work, "g0", "g1", "g2", "g3", leads=("p1", "p2"))
        work.people.snooze("p1", NOON + minutes(0.001))
        work.plans.put_measure(measure("m1"))
        work.plans.put_goal(goal("g1", leads=("p2", "p1"), measure="m1"))
        work.plans.put_values([MeasureValue("m1", WEEK.monday, 0.1 + 0.2, "u1")])
        work.updates.add(update("g1"))
        work.updates.add(update("g1", version=2))
        work.updates.close_week(WEEK, NOON)
        work.audit.add(entry(before={"rating": None, "late": True}, after={"value": 1.0}), entry())
        work.outbox.put(post("waiting"), post("sent"))
        work.outbox.sent("sent", NOON, "D1", "1.2")
        work.schedule.claim("digest", "2026-W46", NOON)
        work.drafts.put(draft("d1"))
        work.plans.put_team(team("north", leads=("p2", "p1")))
        work.digests.add(record("digest-1"))
        work.digests.decide(DecisionMade("u1", "g1", "Yes", "p1", NOON))
        work.digests.acknowledge(Acknowledgement("u1", "p1", NOON))
        work.digests.rebase(Rebase("m1", WEEK.monday, "A made-up reason", "p1", NOON))
        work.commit()
    engine.dispose()


def rows_of(url: str) -> dict[str, Any]:
    """The tally of each table: equal only where every value of every row is."""
    with snapshot(url) as seen:
        return {shape.name: tally_of(seen.lines(shape)) for shape in seen.shapes}


def different(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    """The tables that do not hold the same rows."""
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "truenorth.backup"


@pytest.fixture
def source_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def target_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables, and not the source."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'target.db'}"
        return
    server = request.getfixturevalue("postgresql_server")
    url = server.empty_database()
    yield url
    server.drop(url)


both_ways = pytest.mark.parametrize(
    ("source_url", "target_url"),
    [
        pytest.param("sqlite", "sqlite"),
        pytest.param("sqlite", "postgresql", marks=pytest.mark.postgresql),
        pytest.param("postgresql", "sqlite", marks=pytest.mark.postgresql),
        pytest.param("postgresql", "postgresql", marks=pytest.mark.postgresql),
    ],
    indirect=True,
)


@both_ways
def test_a_backup_restores_whole_into_either_database(
    source_url: str, target_url: str, file: Path
) -> None:
    fill(source_url)
    before = rows_of(source_url)
    saved = back_up(source_url, file, NOON)
    assert saved == Copied(len(before), sum(tally.rows for tally in before.values()))
    assert [name for name, tally in before.items() if not tally.rows] == []
    assert restore(target_url, file, LATER) == Copied(saved.tables, saved.rows, unsure=1)
    assert migrate.is_current(target_url)
    after = rows_of(target_url)
    assert different(before, after) == {"posts", "audit_entries"}
    assert rows_of(source_url) == before


@both_ways
def test_a_restored_database_goes_on(source_url: str, target_url: str, file: Path) -> None:
    fill(source_url)
    back_up(source_url, file, NOON)
    restore(target_url, file, LATER)
    engine = open_engine(target_url)
    with sql_works(engine)() as work:
        # What was still to be sent is looked for before it is sent again.
        assert work.outbox.claim(NOON) is None
        [doubted] = work.outbox.doubt(NOON + minutes(1))
        assert (doubted.id, doubted.state) == ("waiting", PostState.IN_DOUBT)
        assert work.updates.standing("g1", WEEK) == update("g1", version=2)
        assert not work.updates.add(update("g1", id_="again"))
        assert work.updates.add(update("g1", version=3))
        work.audit.add(entry("goal:g1", at=NOON + minutes(5)))
        assert [kept.subject for kept in work.audit.recent()] == [
            "goal:g1",
            "database",
            *["update:u1"] * 2,
        ]
        served = work.library.served()
        assert served is not None
        stored = list(work.library.passages_with_vectors(served.id))
        assert len(stored) == 1203
        work.commit()
    with pytest.raises(AssistantError), engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_entries"))
    engine.dispose()


@both_ways
def test_a_move_leaves_the_same_rows_in_the_other_database(
    source_url: str, target_url: str
) -> None:
    fill(source_url)
    before = rows_of(source_url)
    moved = move(source_url, target_url, LATER)
    assert moved == Copied(len(before), sum(tally.rows for tally in before.values()))
    assert different(before, rows_of(target_url)) == {"audit_entries"}
    assert rows_of(source_url) == before
    engine = open_engine(target_url)
    with sql_readings(engine)() as work:
        assert [(noted.action, noted.at) for noted in work.audit.about("database")] == [
            ("database.moved", LATER)
        ]
    engine.dispose()


def test_a_move_needs_an_empty_database(sqlite_url: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    migrate.upgrade(other)
    fill(other)
    with pytest.raises(RuleBroken, match="not empty") as refused:
        move(sqlite_url, other, LATER)
    assert "--replace" not in refused.value.sentence, "a move knows no such thing"


def test_a_move_to_no_database_names_the_address_that_is_wrong(sqlite_url: str) -> None:
    with pytest.raises(RuleBroken, match=r"^The address to move to names no database"):
        move(sqlite_url, "mysql://host/name", LATER)
    with pytest.raises(RuleBroken, match=r"^TRUENORTH_DATABASE_URL names no database"):
        move("mysql://host/name", sqlite_url, LATER)


def test_nobody_writes_while_a_database_is_moved(database_url: str) -> None:
    engine = open_engine(database_url, wait_seconds=0.2)
    with sql_works(engine)() as work:
        put_goals(work, "g1")
        work.commit()
    with (
        snapshot(database_url, held_still=True),
        pytest.raises(AssistantError, match="busy"),
        sql_works(engine)() as work,
    ):
        work.updates.add(update("g1"))
    with sql_works(engine)() as work:
        assert work.updates.add(update("g1"))
    engine.dispose()


@both_ways
def test_a_backup_amid_writing_is_of_one_moment(
    source_url: str, target_url: str, file: Path
) -> None:
    fill(source_url)
    writers = [start(write_updates, source_url, f"w{n}", 10_000) for n in range(2)]
    engine = open_engine(source_url)
    deadline = time.monotonic() + 60

    def written() -> int:
        with sql_readings(engine)() as work:
            return len(work.audit.recent(10_000)) - 2

    while written() < 20 and time.monotonic() < deadline:
        time.sleep(0.05)
    back_up(source_url, file, NOON)
    more = written() + 5
    while written() < more and time.monotonic() < deadline:
        time.sleep(0.05)
    for writer in writers:
        writer.kill()
        writer.join(timeout=60)
    at_last = written()
    engine.dispose()
    restore(target_url, file, LATER)
    restored = open_engine(target_url)
    with sql_readings(restored)() as work:
        entries = {e.subject for e in work.audit.recent(10_000) if e.subject[:8] == "update:w"}
        posts = {post.id for post in work.outbox.waiting(10_000) if post.id[:8] == "update:w"}
        updates = {each.id for each in work.updates.by_author("p1") if each.id[0] == "w"}
    restored.dispose()
    assert 20 <= len(updates) < at_last
    assert entries == {f"update:{id_}" for id_ in updates}
    assert posts == {f"update:{id_}:channel" for id_ in updates}


def test_only_an_empty_database_is_filled(database_url: str, file: Path) -> None:
    fill(database_url)
    before = rows_of(database_url)
    back_up(database_url, file, NOON)
    with pytest.raises(RuleBroken, match="--replace"):
        restore(database_url, file, LATER)
    with pytest.raises(RuleBroken, match="another"):
        move(database_url, database_url, LATER)
    assert rows_of(database_url) == before


def test_what_is_replaced_is_gone_from_the_tables_and_the_file(
    sqlite_url: str, tmp_path: Path, file: Path
) -> None:
    other = f"sqlite:///{tmp_path / 'other.db'}"
    migrate.upgrade(other)
    fill(sqlite_url)
    engine = open_engine(other)
    with sql_works(engine)() as work:
        work.people.put(Person("p9", PRIVATE))
        work.questions.add(question("q9", text=f"{PRIVATE} " * 2000))
        work.audit.add(entry())
        work.commit()
    engine.dispose()
    back_up(sqlite_url, file, NOON)
    restore(other, file, LATER, replace=True)
    assert different(rows_of(sqlite_url), rows_of(other)) == {"posts", "audit_entries"}
    held = b"".join(path.read_bytes() for path in tmp_path.glob("other.db*"))
    assert PRIVATE.encode() not in held


def test_replacing_works_on_postgresql_too(
    postgresql_url: str, sqlite_url: str, file: Path
) -> None:
    fill(postgresql_url)
    back_up(sqlite_url, file, NOON)
    restore(postgresql_url, file, LATER, replace=True)
    assert different(rows_of(sqlite_url), rows_of(postgresql_url)) == {"audit_entries"}


def test_a_backup_of_an_older_version_is_brought_up(
    empty_sqlite_url: str, tmp_path: Path, file: Path
) -> None:
    migrate.upgrade(empty_sqlite_url, "0001")
    engine = open_engine(empty_sqlite_url)
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO generations VALUES ('g', 'm', 'served', 0, :at, :at)"),
            {"at": "2026-11-02 12:00:00.000000"},
        )
    engine.dispose()
    back_up(empty_sqlite_url, file, NOON)
    target = f"sqlite:///{tmp_path / 'target.db'}"
    assert restore(target, file, LATER).rows == 1
    assert migrate.is_current(target)


def test_the_file_is_private_and_no_other_is_left(
    sqlite_url: str, tmp_path: Path, file: Path
) -> None:
    before = set(tmp_path.iterdir())
    back_up(sqlite_url, file, NOON)
    assert file.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in set(tmp_path.iterdir()) - before} <= {
        file.name,
        "truenorth.db-wal",
        "truenorth.db-shm",
    }


def test_what_cannot_be_written_or_read_is_told_in_a_sentence(
    sqlite_url: str, empty_sqlite_url: str, tmp_path: Path, file: Path
) -> None:
    file.write_text("mine")
    with pytest.raises(RuleBroken, match="already"):
        back_up(sqlite_url, file, NOON)
    with pytest.raises(RuleBroken, match="written to"):
        back_up(sqlite_url, tmp_path / "nowhere" / "b", NOON)
    with pytest.raises(RuleBroken, match="nothing to copy"):
        back_up(empty_sqlite_url, tmp_path / "b", NOON)
    with pytest.raises(RuleBroken, match="no file"):
        restore(empty_sqlite_url, tmp_path / "nothing", LATER)
    with pytest.raises(RuleBroken, match="not a whole backup"):
        restore(empty_sqlite_url, file, LATER)
    assert file.read_text() == "mine"
    assert migrate.current(empty_sqlite_url) is None


def test_a_backup_of_a_newer_version_is_refused(
    sqlite_url: str, empty_sqlite_url: str, file: Path
) -> None:
    back_up(sqlite_url, file, NOON)
    change_manifest(file, lambda told: told | {"format": 2})
    with pytest.raises(RuleBroken, match="newer version"):
        restore(empty_sqlite_url, file, LATER)
    change_manifest(file, lambda told: told | {"format": 1, "revision": "9999"})
    with pytest.raises(RuleBroken, match="does not know"):
        restore(empty_sqlite_url, file, LATER)
    assert migrate.current(empty_sqlite_url) is None


def test_a_table_that_is_not_ours_is_refused(
    sqlite_url: str, empty_sqlite_url: str, file: Path
) -> None:
    back_up(sqlite_url, file, NOON)
    change_manifest(file, lambda told: told | {"tables": told["tables"][1:]})
    with pytest.raises(RuleBroken, match="does not fit"):
        restore(empty_sqlite_url, file, LATER)
    assert migrate.current(empty_sqlite_url) is None


def change_manifest(file: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Write a backup anew with another manifest, whose hash is right."""
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["manifest.json"] = json.dumps(change(json.loads(members["manifest.json"]))).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, held in members.items():
            archive.writestr(name, held)
        archive.comment = hashlib.sha256(members["manifest.json"]).hexdigest().encode()


@pytest.fixture(scope="module")
def whole(migrated_sqlite_file: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a small backup."""
    folder = tmp_path_factory.mktemp("backup")
    shutil.copyfile(migrated_sqlite_file, folder / "a.db")
    engine = open_engine(f"sqlite:///{folder / 'a.db'}")
    with sql_works(engine)() as work:
        put_goals(work, "g1", leads=("p1",))
        work.updates.add(update("g1"))
        work.audit.add(entry())
        work.commit()
    engine.dispose()
    back_up(f"sqlite:///{folder / 'a.db'}", folder / "b", NOON)
    return (folder / "b").read_bytes()


def read(file: Path) -> Any:
    """What a backup holds, or None when it is refused as not whole."""
    try:
        with open_archive(file) as archive:
            return archive.revision, archive.shapes, archive.tallies
    except RuleBroken as refused:
        return None if "not a whole backup" in refused.sentence else refused


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_file_that_was_changed_is_refused_or_says_the_same(
    whole: bytes, file: Path, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(whole) - 1))
    put = data.draw(st.integers(0, 255))
    file.write_bytes(whole)
    told = read(file)
    file.write_bytes(whole[:place] + bytes([put]) + whole[place + 1 :])
    # Some bytes of a zip file say nothing that is read, a file's time for one.
    assert read(file) in (told, None)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_file_that_was_cut_short_is_refused(
    whole: bytes, file: Path, data: st.DataObject
) -> None:
    file.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    assert read(file) is None


def test_a_kill_amid_a_restore_leaves_nothing_or_all(
    empty_database_url: str, sqlite_url: str, file: Path
) -> None:
    fill(sqlite_url)
    back_up(sqlite_url, file, NOON)
    expected = rows_of(sqlite_url)
    begun = time.monotonic()
    restore(f"sqlite:///{file.with_name('measured.db')}", file, LATER)
    seconds = time.monotonic() - begun
    left_empty = 0
    for tenth in range(10):
        process, told = start_telling(restore_into, empty_database_url, str(file))
        assert told.recv_bytes() == b"begun"
        time.sleep(seconds * tenth / 10)
        process.kill()
        process.join()
        told.close()
        if migrate.current(empty_database_url) is not None:
            break
        left_empty += 1
    else:
        restore(empty_database_url, file, LATER)
    assert left_empty > 0
    after = rows_of(empty_database_url)
    assert different(expected, after) == {"posts", "audit_entries"}
    assert after["audit_entries"].rows == expected["audit_entries"].rows + 1
    assert migrate.is_current(empty_database_url)
