"""Every prompt is versioned, used, documented, and filled in whole."""

import ast
import runpy
from pathlib import Path
from string import Template

import pytest

import prompts
from prompts.loading import Prompt, all_prompts, load_prompt

REPOSITORY = Path(__file__).parent.parent.parent
FOLDER = Path(prompts.__file__).parent
PACKAGES = ("playground", "bot", "ingest", "knowledge", "storage")


def loaded_in_the_product() -> set[tuple[str, int]]:
    """What the code asks `load_prompt` for."""
    asked = set()
    for package in PACKAGES:
        for file in (REPOSITORY / package).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "load_prompt":
                    name, version = (ast.literal_eval(argument) for argument in node.args)
                    asked.add((name, version))
    return asked


def test_every_file_is_a_prompt_and_every_prompt_is_found() -> None:
    files = {file.name for file in FOLDER.glob("*.md")}
    assert files == {f"{p.name}.v{p.version}.md" for p in all_prompts()}
    assert files


def test_every_prompt_is_used_and_no_other_is_asked_for() -> None:
    assert {(p.name, p.version) for p in all_prompts()} == loaded_in_the_product()


@pytest.mark.parametrize("prompt", list(all_prompts()), ids=lambda p: f"{p.name}.v{p.version}")
def test_a_prompt_says_its_version_first_and_does_not_send_it(prompt: Prompt) -> None:
    whole = (FOLDER / f"{prompt.name}.v{prompt.version}.md").read_text(encoding="utf-8")
    first, rest = whole.split("\n", 1)
    assert first == f"# {prompt.name}, version {prompt.version}"
    assert prompt.text == rest.strip()
    assert Template(prompt.text).is_valid()


def test_places_are_filled_in_and_none_is_left_open() -> None:
    prompt = load_prompt("word_answer", 1)
    assert "$" not in prompt.filled(sentences=3)
    assert "at most 3 short sentences" in prompt.filled(sentences=3)
    with pytest.raises(KeyError, match="sentences"):
        prompt.filled()


def test_a_prompt_that_is_not_there_is_missed() -> None:
    with pytest.raises(FileNotFoundError):
        load_prompt("word_answer", 999)


def test_the_reference_shows_every_prompt_as_it_is() -> None:
    written = runpy.run_path(str(REPOSITORY / "docs" / "write_reference.py"))["prompts_page"]()
    page = REPOSITORY / "docs" / "reference" / "prompts.md"
    assert page.read_text(encoding="utf-8") == written, "run: make reference"
    for prompt in all_prompts():
        assert f"## {prompt.name}, version {prompt.version}\n" in written
        for line in prompt.text.splitlines():
            assert f"> {line}".rstrip() in written
