"""Which files come in, and the sentence for each that does not."""

import io
import os
import struct
import tempfile
import zipfile
from pathlib import Path

import docx
import pytest

from ingest.admission import Admission, admit, shown
from ingest.archives import check_archive
from ingest.formats import Format, sniff
from ingest.settings import IngestSettings
from programme.errors import RuleBroken

LIMITS = IngestSettings()


def keys(admission: Admission) -> list[str]:
    return [file.key for file in admission.files]


def reason(path: Path, limits: IngestSettings = LIMITS) -> str:
    admission = admit([path], limits)
    assert not admission.files
    (refusal,) = admission.refusals
    return refusal.reason


def a_file(folder: Path, name: str, content: bytes = b"Words.\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def a_word_file(path: Path, words: str = "Words.") -> Path:
    document = docx.Document()
    document.add_paragraph(words)
    document.save(str(path))
    return path


def test_folders_are_walked_in_order_and_what_is_no_document_is_passed_over(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden", "~$a.docx", "x.tmp", "catalogue.toml",
                 "documents.toml", ".git/config", "Thumbs.db"):  # fmt: skip
        a_file(tmp_path, name)
    admission = admit([tmp_path], LIMITS)
    assert keys(admission) == ["a.txt", "b.txt", "sub/c.md"]
    assert admission.refusals == ()


def test_a_file_named_twice_comes_in_once_and_another_of_its_name_is_refused(tmp_path):
    one = a_file(tmp_path, "one/plan.txt")
    other = a_file(tmp_path, "other/plan.txt")
    assert keys(admit([one, one.parent], LIMITS)) == ["plan.txt"]
    (refusal,) = admit([one, other], LIMITS).refusals
    assert (refusal.path, "already in this ingest" in refusal.reason) == (str(other), True)


def test_the_digest_follows_the_bytes_and_not_the_name(tmp_path):
    first, second = a_file(tmp_path, "a.txt"), a_file(tmp_path, "b.txt")
    third = a_file(tmp_path, "c.txt", b"Other words.\n")
    digests = [file.digest for file in admit([first, second, third], LIMITS).files]
    assert digests[0] == digests[1] != digests[2]


def test_a_refused_file_does_not_keep_the_others_out(tmp_path):
    a_file(tmp_path, "good.txt")
    a_file(tmp_path, "empty.txt", b"")
    admission = admit([tmp_path, tmp_path / "missing.pdf"], LIMITS)
    assert keys(admission) == ["good.txt"]
    assert [refusal.reason for refusal in admission.refusals] == [
        "The file is empty.",
        "There is no such file or folder.",
    ]


def test_symbolic_links_are_reported_and_not_followed(tmp_path):
    outside = a_file(tmp_path, "outside/secret.txt")
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "link.txt").symlink_to(outside)
    (folder / "folder").symlink_to(outside.parent, target_is_directory=True)
    admission = admit([folder, folder / "link.txt"], LIMITS)
    assert not admission.files
    assert {Path(r.path).name for r in admission.refusals} == {"link.txt", "folder"}
    assert all("symbolic link" in r.reason for r in admission.refusals)


def test_a_path_outside_the_set_folder_is_refused(tmp_path):
    inside, outside = a_file(tmp_path, "in/a.txt"), a_file(tmp_path, "out/b.txt")
    limits = IngestSettings(documents_root=tmp_path / "in")
    assert keys(admit([inside], limits)) == ["a.txt"]
    assert "outside" in reason(outside, limits)
    assert "outside" in reason(tmp_path / "in" / ".." / "out" / "b.txt", limits)


def test_a_pipe_is_no_document(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert reason(tmp_path / "pipe.txt") == "This is not an ordinary file."


def test_a_name_with_control_characters_is_refused_and_shown_escaped(tmp_path):
    path = a_file(tmp_path, "bad\x1b[31m\n\u202ename.txt", b"Words that could be read.")
    (refusal,) = admit([path], LIMITS).refusals
    assert refusal.reason == "The file's name holds control characters: give it a plain name."
    assert refusal.path.endswith("bad\\x1b[31m\\n\\u202ename.txt")
    assert shown("plan – Café 2026.txt") == "plan – Café 2026.txt"


def test_a_file_that_may_not_be_read_is_named():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = a_file(folder, "closed.txt")
        path.chmod(0)
        (folder / "closed").mkdir(mode=0o000)
        administrator = os.geteuid() == 0
        if administrator:
            # To an administrator nothing is closed: look at it as nobody does.
            os.seteuid(65_534)
        try:
            reasons = {r.reason for r in admit([folder], LIMITS).refusals}
        finally:
            if administrator:
                os.seteuid(0)
            (folder / "closed").chmod(0o755)
    assert reasons == {
        "There is no permission to read this file.",
        "There is no permission to open this folder.",
    }


def test_a_file_over_the_limit_is_refused_with_its_size(tmp_path):
    path = a_file(tmp_path, "large.txt", b"x" * 1_500_001)
    assert reason(path, IngestSettings(ingest_file_mb=1)) == (
        "The file is 1.5 MB; the most that is read is 1 MB."
    )


def test_no_more_files_than_one_ingest_takes(tmp_path):
    for name in "abc":
        a_file(tmp_path, f"{name}.txt")
    admission = admit([tmp_path], IngestSettings(ingest_files=2))
    assert keys(admission) == ["a.txt", "b.txt"]
    assert "takes 2 files" in admission.refusals[0].reason


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.txt", b"Words.", Format.TEXT),
        ("a", b"Words.", Format.TEXT),
        ("a.md", b"# Words", Format.MARKDOWN),
        ("a.csv", b"a,b\n1,2\n", Format.CSV),
        ("a.htm", b"<p>Words</p>", Format.HTML),
        ("a.pdf", b"%PDF-1.7", Format.PDF),
        ("a.txt", "Wörds".encode("utf-16"), Format.TEXT),
    ],
)
def test_formats_by_their_contents(name, content, form, tmp_path):
    sniffed = sniff(a_file(tmp_path, name, content))
    assert (sniffed.format, sniffed.warning) == (form, None)


_MEND = "give it the ending of what it is, and ingest it again."


def test_a_file_under_the_name_of_another_kind_is_refused_with_the_reason(tmp_path):
    a_word_file(tmp_path / "real.docx").rename(tmp_path / "plan.pdf")
    a_file(tmp_path, "page.docx", b"<!DOCTYPE html><html><p>Words</p></html>")
    admission = admit([tmp_path], LIMITS)
    assert admission.files == ()
    assert [refusal.reason for refusal in admission.refusals] == [
        f"The name says a Word document, but it holds a web page: {_MEND}",
        f"The name says a PDF, but it holds a Word document: {_MEND}",
    ]


def test_among_kinds_of_text_the_contents_decide_and_the_report_says_so(tmp_path):
    (page,) = admit(
        [a_file(tmp_path, "page.txt", b"<!DOCTYPE html><html><p>Words</p></html>")], LIMITS
    ).files
    assert page.format == Format.HTML
    assert page.warning == "The name says plain text, but it holds a web page and was read so."


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n", "an image"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "an image"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Office format"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        ("a.txt", bytes(range(256)) * 4, "binary data"),
        ("a.xml", b"<?xml version='1.0'?><a/>", "data or program text"),
        ("a.json", b'{"a": 1}', "data or program text"),
        ("a.docx", b"PK\x03\x04rest of a broken file", "damaged"),
        ("a.rtf", b"{\\rtf1 words}", "rich text"),
    ],
)
def test_what_is_not_read_is_called_by_its_name(name, content, words, tmp_path):
    assert words in reason(a_file(tmp_path, name, content))


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {"word/document.xml": b"<w/>", **parts}.items():
            file.writestr(name, content)
    return path


def test_an_ordinary_word_file_passes(tmp_path):
    check_archive(a_word_file(tmp_path / "a.docx"), LIMITS.inflated_bytes)


def test_a_zip_of_other_things_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("photo.jpg", b"x")
    assert "zip archive" in reason(path)


def test_a_bomb_that_declares_its_size_is_refused(tmp_path):
    path = archive(tmp_path / "bomb.docx", {"word/media/a": b"\x00" * 20_000_000})
    with pytest.raises(RuleBroken, match="far more than it should"):
        check_archive(path, LIMITS.inflated_bytes)


def test_many_parts_that_are_too_large_together_are_refused(tmp_path):
    path = archive(tmp_path / "bomb.docx", {f"part{n}": os.urandom(10_000) for n in range(20)})
    with pytest.raises(RuleBroken, match="far more than it should"):
        check_archive(path, 150_000)


def test_parts_that_share_their_bytes_are_refused(tmp_path):
    path = archive(tmp_path / "bomb.docx", {"word/media/a": b"\x00" * 4_000_000})
    with zipfile.ZipFile(path, "a") as file:
        (info,) = [i for i in file.infolist() if i.filename == "word/media/a"]
        for place in range(3_000):
            # Another entry in the list of parts, pointing at the very same bytes.
            twin = zipfile.ZipInfo(f"word/media/{place}")
            for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(twin, field, getattr(info, field))
            file.filelist.append(twin)
        file._didModify = True
    with pytest.raises(RuleBroken, match="far more than it should"):
        check_archive(path, 20_000_000_000)


def test_a_part_that_lies_about_its_size_is_refused(tmp_path):
    path = archive(tmp_path / "liar.docx", {"word/media/a": b"\x00" * 3_000_000})
    content = bytearray(path.read_bytes())
    entry = content.rfind(b"PK\x01\x02")
    struct.pack_into("<L", content, entry + 24, 10)
    path.write_bytes(content)
    with pytest.raises(RuleBroken):
        check_archive(path, LIMITS.inflated_bytes)


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le"])
def test_xml_with_entities_of_its_own_is_refused_wherever_it_stands(encoding, tmp_path):
    letter = len("x".encode(encoding))
    # The mark lies across two of the pieces in which parts are looked at.
    padding = " " * ((262_144 - 4 * letter) // letter)
    bomb = f'{padding}<!DOCTYPE a [<!ELEMENT b "bbbb">]><a/>'
    path = archive(tmp_path / "bomb.docx", {"word/styles.xml": bomb.encode(encoding)})
    with pytest.raises(RuleBroken, match="XML entities"):
        check_archive(path, LIMITS.inflated_bytes)


def test_an_archive_with_too_many_parts_is_refused_before_they_are_listed(tmp_path):
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, 60_000_000, 0, 0)
    path = a_file(tmp_path, "many.docx", b"PK\x03\x04" + b"\x00" * 64 + end)
    assert "too many parts" in reason(path)


def test_an_encrypted_part_is_refused(tmp_path):
    path = archive(tmp_path / "secret.docx", {"word/a.xml": b"<a/>"})
    content = bytearray(path.read_bytes())
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(RuleBroken, match="encrypted"):
        check_archive(path, LIMITS.inflated_bytes)


def test_an_archive_cut_short_is_damaged(tmp_path):
    whole = a_word_file(tmp_path / "whole.docx").read_bytes()
    buffer = io.BytesIO(whole[: len(whole) // 2])
    path = a_file(tmp_path, "half.docx", buffer.getvalue())
    assert "damaged" in reason(path)
