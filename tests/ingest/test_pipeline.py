"""An ingest on a real database with a real index: what goes in, what it costs, what is said."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.compose.house import House
from ingest.pipeline import Outcome
from ingest.settings import IngestSettings
from knowledge.vector_homes import ServerHome
from programme.documents import EditionStatus, PassageKind, Period
from programme.errors import RuleBroken, Unavailable
from storage.ingest_lock import ingest_lock
from tests.fakes.embedder import FakeEmbedder
from tests.ingest.office import OLD_STRATEGY, REPORT, STRATEGY, Office, open_office
from tests.knowledge.chroma_serving import chroma_served, free_port


def outcomes(report) -> dict[str, int]:
    return dict(Counter(str(row.outcome) for row in report.documents))


def embedded(office: Office) -> int:
    assert isinstance(office.embedder, FakeEmbedder)
    return office.embedder.embedded


def test_a_first_ingest_adds_every_document(office):
    office.write("strategy.md", STRATEGY)
    office.write("folder/report.md", REPORT)

    report = office.ingest()

    assert outcomes(report) == {"added": 2}
    assert report.failed == ()
    assert report.embedded == embedded(office) == len(office.passages()) > 0
    assert set(office.documents()) == {"strategy.md", "folder/report.md"}


def test_a_row_of_the_report_says_what_was_read(office):
    office.write("strategy.md", STRATEGY)

    (row,) = office.ingest().documents

    assert row.document == "Northshire Harbour Trust strategy 2026 to 2031"
    assert row.edition.period == Period(2026, 2031)
    assert row.edition.kind == "strategy"
    assert row.edition.status is EditionStatus.CURRENT
    assert row.sections == 3
    assert row.passages == len(office.passages())
    assert row.outcome is Outcome.ADDED


def test_the_same_again_reads_and_embeds_nothing(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    served = office.served()
    before = embedded(office)
    # A file that is looked at but not read: reading it would say that it takes too long.
    office.settings = IngestSettings(ingest_in_process_kb=0, ingest_seconds=0.001)

    again = office.ingest()

    assert outcomes(again) == {"unchanged": 1}
    assert again.failed == ()
    assert (again.embedded, embedded(office)) == (0, before)
    assert office.served() == served


def test_a_changed_document_replaces_its_passages_and_embeds_only_what_is_new(office):
    office.write("strategy.md", STRATEGY)
    office.write("report.md", REPORT)
    office.ingest()

    office.write("strategy.md", STRATEGY.replace("an orchard", "a hedge"))
    report = office.ingest()

    assert outcomes(report) == {"updated": 1, "unchanged": 1}
    assert report.embedded == 1
    words = " ".join(passage.source for passage in office.passages())
    assert "a hedge" in words
    assert "an orchard" not in words


def test_a_document_that_is_gone_stays_until_it_is_pruned(office):
    office.write("strategy.md", STRATEGY)
    gone = office.write("report.md", REPORT)
    office.ingest()
    gone.unlink()

    kept = office.ingest()
    assert outcomes(kept) == {"unchanged": 2}
    assert "report.md" in office.documents()

    pruned = office.ingest(prune=True)
    assert outcomes(pruned) == {"removed": 1, "unchanged": 1}
    assert set(office.documents()) == {"strategy.md"}
    assert office.library().search("bicycles and a cookery book", 1)[0].document.key != "report.md"


def test_pruning_the_last_document_leaves_an_empty_library(office):
    gone = office.write("strategy.md", STRATEGY)
    office.ingest()
    gone.unlink()

    report = office.ingest(prune=True)

    assert outcomes(report) == {"removed": 1}
    assert office.documents() == {}
    assert office.library().search("orchard", 3) == []


def test_pruning_spares_a_document_that_could_not_be_read(office):
    path = office.write("strategy.md", STRATEGY)
    office.ingest()
    path.write_bytes(b"\x00\x01\x02" * 500)

    report = office.ingest(prune=True)

    assert len(report.failed) == 1
    assert outcomes(report) == {"unchanged": 1}
    assert "orchard" in " ".join(passage.source for passage in office.passages())


def test_pruning_spares_what_lies_in_a_folder_that_is_not_there(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()
    office.folder.rename(office.folder.with_name("unmounted"))

    report = office.ingest(prune=True)

    assert len(report.failed) == 1
    assert outcomes(report) == {"unchanged": 1}


def test_pruning_spares_files_past_the_most_that_one_ingest_takes(office):
    office.write("a.md", STRATEGY)
    office.write("b.md", REPORT)
    office.ingest()
    office.settings = IngestSettings(ingest_files=1)

    report = office.ingest(prune=True)

    assert outcomes(report) == {"unchanged": 2}
    assert set(office.documents()) == {"a.md", "b.md"}


def test_the_catalogue_decides_and_a_change_to_it_is_a_change(office):
    office.write("paper.md", STRATEGY)
    catalogue = office.folder / "catalogue.toml"
    catalogue.write_text('["paper.md"]\ntitle = "The lighthouse plan"\nperiod = "2020"\n')

    first = office.ingest()
    assert first.documents[0].document == "The lighthouse plan"
    assert first.documents[0].edition.period == Period(2020, 2020)

    catalogue.write_text('["paper.md"]\ntitle = "The lighthouse plan"\nstatus = "superseded"\n')
    second = office.ingest()

    assert outcomes(second) == {"updated": 1}
    assert second.embedded == 0
    assert office.documents()["paper.md"].edition.status is EditionStatus.SUPERSEDED


def test_a_catalogue_beside_a_document_in_a_folder_below_is_read(office):
    office.write("papers/2020/paper.md", STRATEGY)
    office.write("papers/2020/catalogue.toml", '["paper.md"]\ntitle = "The lighthouse plan"\n')

    (row,) = office.ingest().documents

    assert row.document == "The lighthouse plan"


def test_what_a_catalogue_settled_stands_while_its_document_is_not_in_the_ingest(office):
    office.write("settled/new.md", STRATEGY)
    office.write("settled/old.md", OLD_STRATEGY)
    office.write(
        "settled/catalogue.toml",
        '["old.md"]\nstatus = "current"\n["new.md"]\nstatus = "superseded"\n',
    )
    office.ingest(office.folder / "settled")

    office.write("other/report.md", REPORT)
    office.ingest(office.folder / "other")

    status = {key: str(d.edition.status) for key, d in office.documents().items()}
    assert status == {"old.md": "current", "new.md": "superseded", "report.md": "current"}


def test_the_catalogue_itself_is_no_document(office):
    office.write("strategy.md", STRATEGY)
    office.write("catalogue.toml", '["strategy.md"]\nkind = "strategy"\n')

    report = office.ingest()

    assert report.failed == ()
    assert set(office.documents()) == {"strategy.md"}


@pytest.mark.parametrize(
    ("catalogue", "said"),
    [
        ('["a.md"', "TOML"),
        ('"a.md" = 3\n', "table"),
        ('["a.md"]\nperiod = "soon"\n', "2026-2031"),
        ('["a.md"]\nstatus = "old"\n', "superseded"),
    ],
)
def test_a_catalogue_that_cannot_be_read_stops_the_ingest_with_a_sentence(office, catalogue, said):
    office.write("a.md", STRATEGY)
    office.write("catalogue.toml", catalogue)

    with pytest.raises(RuleBroken) as refused:
        office.ingest()

    assert said in refused.value.sentence
    assert office.served() is None


def test_a_new_edition_supersedes_the_old_one_without_embedding_it_again(office):
    office.write("old.md", OLD_STRATEGY)
    office.write("report.md", REPORT)
    first = office.ingest()
    assert all(row.edition.is_current for row in first.documents)
    before = embedded(office)

    office.write("new.md", STRATEGY)
    second = office.ingest(office.folder / "new.md")

    status = {key: d.edition.status for key, d in office.documents().items()}
    assert status == {
        "old.md": EditionStatus.SUPERSEDED,
        "new.md": EditionStatus.CURRENT,
        "report.md": EditionStatus.CURRENT,
    }
    assert outcomes(second) == {"added": 1, "unchanged": 2}
    new = [p for p in office.passages() if p.document_id == office.documents()["new.md"].id]
    assert second.embedded == embedded(office) - before == len(new)
    assert office.library().search("paint every corridor yellow", 1)[0].document.key == "old.md"


def test_the_old_edition_is_current_again_when_the_new_one_is_taken_away(office):
    office.write("old.md", OLD_STRATEGY)
    new = office.write("new.md", STRATEGY)
    office.ingest()
    assert not office.documents()["old.md"].edition.is_current

    new.unlink()
    office.ingest(prune=True)

    assert office.documents()["old.md"].edition.is_current
    assert outcomes(office.ingest(prune=True)) == {"unchanged": 1}


def test_bad_files_are_named_with_the_reason_and_the_rest_goes_in(office):
    office.write("strategy.md", STRATEGY)
    office.write("empty.md", "")
    office.write("blank.txt", "   \n\n \n")
    (office.folder / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    (office.folder / "picture.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))

    report = office.ingest()

    assert outcomes(report) == {"added": 1}
    failed = {Path(path).name: reason for path, reason in report.failed}
    assert set(failed) == {"empty.md", "blank.txt", "broken.pdf", "picture.docx"}
    assert all(reason.endswith(".") for reason in failed.values())
    assert "image" in failed["picture.docx"]
    assert office.library().search("walk-in clinic", 1)[0].document.key == "strategy.md"


def test_a_path_that_is_not_there_is_said(office):
    office.write("strategy.md", STRATEGY)

    report = office.ingest(office.folder, office.folder / "nowhere.md")

    assert [Path(path).name for path, _ in report.failed] == ["nowhere.md"]
    assert outcomes(report) == {"added": 1}


def test_an_ingest_of_nothing_serves_nothing(office):
    report = office.ingest()

    assert report.documents == report.failed == ()
    assert office.served() is None
    with pytest.raises(RuleBroken, match="truenorth ingest"):
        office.library().search("anything", 1)


def test_a_file_named_twice_goes_in_once(office):
    path = office.write("strategy.md", STRATEGY)

    report = office.ingest(path, path, office.folder)

    assert outcomes(report) == {"added": 1}
    assert report.failed == ()


def test_two_files_of_one_name_are_told_apart_or_refused(office):
    office.write("north/strategy.md", STRATEGY)
    office.write("south/strategy.md", OLD_STRATEGY)

    report = office.ingest(office.folder / "north", office.folder / "south")

    # Both folders call it strategy.md: one goes in, and the other is named, never lost in silence.
    assert outcomes(report) == {"added": 1}
    assert [Path(path).name for path, _ in report.failed] == ["strategy.md"]


def test_the_same_words_in_two_files_are_embedded_once(office):
    office.write("one.md", REPORT)
    office.write("two.md", REPORT)

    report = office.ingest()

    assert outcomes(report) == {"added": 2}
    assert report.embedded * 2 == len(office.passages())


@pytest.mark.parametrize("named", ["strategy.md", "report.md", "another.md"])
def test_another_model_embeds_everything_anew_whichever_file_is_named(named, office):
    office.write("strategy.md", STRATEGY)
    office.write("report.md", REPORT)
    office.ingest()
    office.write("another.md", OLD_STRATEGY)
    office.embedder = FakeEmbedder("other-words.1.64.p1")

    report = office.ingest(office.folder / named)

    assert report.embedded == len(office.passages())
    assert office.served().model == "other-words.1.64.p1"
    assert office.library().search("orchard", 1)[0].document.key == "strategy.md"
    assert office.library().search("cookery book", 1)[0].document.key == "report.md"


def test_progress_is_told_stage_by_stage_and_ends_whole(office):
    office.write("strategy.md", STRATEGY)
    office.write("report.md", REPORT)

    office.ingest()

    stages = list(dict.fromkeys(step.stage for step in office.steps))
    assert stages == ["Reading", "Embedding", "Indexing"]
    for stage in stages:
        steps = [step for step in office.steps if step.stage == stage]
        assert [s.done for s in steps] == sorted(s.done for s in steps)
        assert steps[-1].done == steps[-1].total > 0


def test_quotations_lists_and_outlines_arrive_as_what_they_are(office):
    office.write("strategy.md", STRATEGY)
    office.ingest()

    kinds = {p.kind for p in office.passages()}

    assert {PassageKind.LIST, PassageKind.QUOTATION, PassageKind.OUTLINE} <= kinds


def test_of_two_ingests_at_once_one_goes_in_and_the_other_is_told(office):
    office.write("strategy.md", STRATEGY)

    with ingest_lock(office.engine):
        told = subprocess.run(
            [sys.executable, "-m", "bot", "ingest", str(office.folder), "--json"],
            env={
                **os.environ,
                "TRUENORTH_DATA": str(office.data),
                "TRUENORTH_DATABASE_URL": str(office.engine.url),
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        report = office.ingest()

    assert outcomes(report) == {"added": 1}
    assert told.returncode == 1
    assert "Another ingest is running" in told.stderr
    assert told.stdout == ""


@pytest.fixture
def chroma_server(tmp_path: Path) -> Iterator[ServerHome]:
    """The home on a real Chroma server of the test's own."""
    with chroma_served(tmp_path / "chroma") as server:
        home = ServerHome(server.url, seconds=60)
        yield home
        home.close()


@pytest.mark.postgresql
def test_the_same_on_postgresql_and_a_chroma_server(postgresql_url, chroma_server, tmp_path):
    office = replace(open_office(tmp_path, postgresql_url), home=chroma_server)
    try:
        office.write("strategy.md", STRATEGY)
        assert outcomes(office.ingest()) == {"added": 1}
        reader = office.library()
        assert reader.search("telephone call within 40 seconds", 1)[0].document.key == "strategy.md"

        office.write("report.md", REPORT)
        assert outcomes(office.ingest()) == {"added": 1, "unchanged": 1}

        assert reader.search("nineteen bicycles", 1)[0].document.key == "report.md"
        assert reader.answer("How quickly is every telephone call answered?").question
        assert outcomes(office.ingest()) == {"unchanged": 2}
        office.write("report.md", REPORT.replace("nineteen", "twenty"))
        office.ingest()
        office.ingest(prune=True)
        with office.readings() as work:
            on_record = {generation.id for generation in work.library.generations()}
        assert set(office.vectors.stored()) == on_record
        assert len(on_record) == 2
    finally:
        office.engine.dispose()


def test_an_index_server_that_is_down_is_said_so_and_nothing_changes(office):
    office.write("strategy.md", STRATEGY)
    office.home = ServerHome(f"http://127.0.0.1:{free_port()}", seconds=5)

    with pytest.raises(Unavailable):
        office.ingest()

    assert office.served() is None


@pytest.mark.model
def test_the_command_line_house_ingests_and_answers(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "strategy.md").write_text(STRATEGY, encoding="utf-8")
    house = House(env_file=tmp_path / "none.env", data=tmp_path / "data")
    try:
        report = house.ingest([folder], prune=False, progress=lambda _: None)
        answer = house.library.answer("How many people does the trust care for?")
    finally:
        house.close()

    assert outcomes(report) == {"added": 1}
    assert "120,000" in answer.text
    assert "120,000" in answer.citations[0].quote
