"""What the documentation says is so: links lead somewhere, commands exist, references are true."""

import re
import runpy
import subprocess
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.evaluation import read_questions
from programme.digest import Digest

REPOSITORY = Path(__file__).parent.parent.parent
PAGES = sorted(
    page
    for page in (
        *REPOSITORY.glob("*.md"),
        *REPOSITORY.glob("docs/**/*.md"),
        *REPOSITORY.glob("samples/*.md"),
    )
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:\.venv/bin/|`|exec bot )truenorth ((?:--\w+ )?[a-z]+(?: [a-z]+)?)")
MAKE = re.compile(r"`make ([a-z]+)|^make ([a-z]+)", re.MULTILINE)
SETTING = re.compile(r"\b(?:TRUENORTH|SLACK)_[A-Z_]+\b")


def reference() -> dict[str, Any]:
    return runpy.run_path(str(REPOSITORY / "docs" / "write_reference.py"))


def known_commands() -> set[str]:
    known = reference()
    return {
        path.removeprefix("truenorth ")
        for path, _ in known["commands_of"](known["everything"](), "truenorth")
    }


def known_settings() -> set[str]:
    return {
        name for _, kind in reference()["FAMILIES"] for name, *_ in reference()["settings_of"](kind)
    }


def words_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


EACH_PAGE = [pytest.param(page, id=str(page.relative_to(REPOSITORY))) for page in PAGES]


def test_there_are_pages() -> None:
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "GLOSSARY.md"} <= {
        p.name for p in PAGES
    }


@pytest.mark.parametrize("page", EACH_PAGE)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(words_of(page)):
        if not target.startswith(("https://", "http://", "#")):
            assert (page.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("page", EACH_PAGE)
def test_commands_exist(page: Path) -> None:
    for called in COMMAND.findall(words_of(page)):
        command = called.removeprefix("--debug ").strip()
        if not command.startswith("--"):
            # either a command of two words, or one of a single word and what it is told
            assert {command, command.partition(" ")[0]} & known_commands(), command


@pytest.mark.parametrize("page", EACH_PAGE)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", words_of(REPOSITORY / "Makefile"), re.MULTILINE))
    for quoted, in_block in MAKE.findall(words_of(page)):
        assert (quoted or in_block) in targets


@pytest.mark.parametrize("page", EACH_PAGE)
def test_settings_exist(page: Path) -> None:
    unknown = set(SETTING.findall(words_of(page))) - known_settings()
    assert unknown <= {"TRUENORTH_SHARED"}


def test_the_reference_is_what_the_code_says() -> None:
    written = reference()
    for name, made in (("settings.md", "settings_page"), ("commands.md", "commands_page")):
        assert words_of(REPOSITORY / "docs" / "reference" / name) == written[made](), (
            "run: make reference"
        )


def test_every_command_of_the_contract_that_is_built_is_documented() -> None:
    page = words_of(REPOSITORY / "docs" / "reference" / "commands.md")
    for command in known_commands():
        assert f"\n## truenorth {command}\n" in page
    assert {
        "ingest",
        "documents",
        "search",
        "ask",
        "eval",
        "spc",
        "serve",
        "doctor",
        "demo",
        "db upgrade",
    } <= known_commands()


def test_json_forms_are_those_that_are_printed() -> None:
    """The keys named in the reference are the keys in the code that prints them."""
    printing = (*REPOSITORY.glob("bot/*/*.py"), *REPOSITORY.glob("programme/spc/*.py"))
    source = "".join(words_of(page) for page in printing)
    # a digest is printed by the names of its fields
    source += "".join(f'"{field.name}"' for field in fields(Digest))
    for form in reference()["FORMS"].values():
        for key in re.findall(r"\w+", form):
            assert f'"{key}"' in source, key


def test_every_decision_is_listed() -> None:
    folder = REPOSITORY / "docs" / "decisions"
    index = words_of(folder / "README.md")
    for page in folder.glob("[0-9]*.md"):
        assert page.name in index
        title = words_of(page).splitlines()[0].removeprefix("# ").split(". ", 1)[1]
        assert f"[{title}]({page.name})" in index


def test_every_how_to_is_listed() -> None:
    folder = REPOSITORY / "docs" / "how-to"
    index = words_of(folder / "README.md")
    assert all(
        f"({page.name})" in index for page in folder.glob("*.md") if page.name != "README.md"
    )


def test_the_settings_example_names_settings() -> None:
    lines = words_of(REPOSITORY / ".env.example").splitlines()
    names = {line.split("=")[0] for line in lines if line and not line.startswith("#")}
    assert names - {"POSTGRES_PASSWORD"} <= known_settings()


def test_what_the_example_of_settings_names_reaches_the_containers() -> None:
    lines = words_of(REPOSITORY / ".env.example").splitlines()
    named = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    compose = words_of(REPOSITORY / "docker-compose.yml")
    assert [name for name in sorted(named) if f"${{{name}:-" not in compose] == []


def test_containers_publish_no_port_but_one_on_this_machine() -> None:
    compose = yaml.safe_load(words_of(REPOSITORY / "docker-compose.yml"))
    ports = {name: s["ports"] for name, s in compose["services"].items() if "ports" in s}
    assert ports == {"bot-http": ["127.0.0.1:3000:3000"]}
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        if service.get("restart") == "unless-stopped":
            assert "healthcheck" in service, name
        settings = set(service.get("environment", {}))
        if service.get("image", "").startswith("truenorth") and name != "index":
            assert settings <= known_settings(), name


def test_the_image_has_no_root() -> None:
    lines = words_of(REPOSITORY / "Dockerfile").splitlines()
    assert "USER 10001:10001" in lines
    assert lines.index("USER 10001:10001") > max(
        i for i, line in enumerate(lines) if line.startswith(("RUN", "COPY"))
    )


def test_samples_can_be_read() -> None:
    samples = REPOSITORY / "samples"
    assert len(read_questions(samples / "questions.jsonl")) == 20
    glossary = tomllib.loads(words_of(samples / "glossary.toml"))
    terms = {term for alias in glossary["alias"] for term in alias["terms"]}
    assert {"KMPT", "MHT", "ED", "A&E", "CMHT", "PICU", "EDI", "QI", "CQC", "ICS"} <= terms
    catalogue = tomllib.loads(words_of(samples / "documents" / "catalogue.toml"))
    documents = {p.name for p in (samples / "documents").iterdir()} - {"catalogue.toml"}
    assert set(catalogue) == documents


def test_samples_say_what_they_are() -> None:
    for brief in (REPOSITORY / "samples" / "documents").glob("*.md"):
        opening = " ".join(words_of(brief).split()[:60])
        assert "in the words of the True North project" in opening


def test_constraints_are_exact() -> None:
    for line in words_of(REPOSITORY / "constraints.txt").splitlines():
        assert re.fullmatch(r"[A-Za-z0-9][\w.-]*==[\w.!+]+", line), line


def test_samples_do_not_copy_the_published_words(shared: Path) -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"[a-z0-9%']+", re.sub(r"<[^>]+>", " ", text).lower())

    length = 12
    published: set[tuple[str, ...]] = set()
    for file in (shared / "documents").glob("*.txt"):
        said = words(file.read_text(encoding="utf-8"))
        published |= {tuple(said[i : i + length]) for i in range(len(said) - length + 1)}
    assert published
    for brief in (REPOSITORY / "samples" / "documents").glob("*.md"):
        said = words(words_of(brief))
        copied = {tuple(said[i : i + length]) for i in range(len(said))} & published
        assert not copied, brief.name


def test_no_file_speaks_of_one_machine() -> None:
    """The hook itself is run over the whole repository by `make check`; here, the pages."""
    config = yaml.safe_load(words_of(REPOSITORY / ".pre-commit-config.yaml"))
    [hook] = [h for h in config["repos"][0]["hooks"] if h["id"] == "machine-paths"]
    pattern = re.compile(hook["entry"])
    assert pattern.search("cd /" + "home/somebody")
    assert not [str(page) for page in PAGES if pattern.search(words_of(page))]


def test_hooks_fetch_nothing() -> None:
    config = yaml.safe_load(words_of(REPOSITORY / ".pre-commit-config.yaml"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"]
    languages = {hook["language"] for hook in config["repos"][0]["hooks"]}
    assert languages <= {"system", "pygrep"}


def test_make_shows_its_targets() -> None:
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for target in ("demo", "test", "check", "eval", "bench", "setup", "clean"):
        assert re.search(rf"^{target}\b", shown, re.MULTILINE)
