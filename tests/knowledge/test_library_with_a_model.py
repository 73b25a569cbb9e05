"""The whole way: documents read in, a question asked, and a model on this machine to word it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from knowledge.library import open_library
from knowledge.settings import KnowledgeSettings
from programme.errors import RuleBroken
from tests.fakes import FakeDatabase
from tests.knowledge.serving_models import PROVIDERS, ModelService, serving

REPOSITORY = Path(__file__).parent.parent.parent
NO_MODEL_LOADED = """
import sys
from pathlib import Path
import knowledge.library, bot.compose
print(sorted(m for m in sys.modules if m.split(".")[0] in ("langchain", "openai", "ollama")
      or m in ("knowledge.language_model", "knowledge.wording_by_model")))
"""


def run(arguments: list[str], data: Path, **surroundings: str) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("TRUENORTH_", "OPENAI_"))}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        env={**clean, "TRUENORTH_DATA": str(data), **surroundings},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


QUESTIONS = {
    "letters": "What share of letters will be answered within 5 days?",
    "unsaid": "Who is the chief executive's personal dentist?",
    "patient": "Mr John Smith, NHS number 943 476 5919: when is his letter answered?",
}


def ask(data: Path, service: ModelService | None = None) -> dict[str, dict[str, Any]]:
    """Each question's answer, all out of one process."""
    asked = data.parent / "questions.jsonl"
    lines = (json.dumps({"id": id_, "question": words}) for id_, words in QUESTIONS.items())
    asked.write_text("\n".join(lines), encoding="utf-8")
    with_model = {
        "TRUENORTH_LANGUAGE_MODEL": service.setting if service else "",
        "TRUENORTH_LANGUAGE_MODEL_URL": service.url if service else "",
    }
    printed = run(["-m", "bot", "ask", "--batch", str(asked), "--json"], data, **with_model)
    told = [json.loads(line) for line in printed.splitlines()]
    return {one["id"]: {**one, "seconds": None} for one in told}


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a made-up brief read in."""
    folder = tmp_path_factory.mktemp("brief")
    document = folder / "Post room strategy 2026-2031.md"
    document.write_text(
        "# Post room strategy 2026-2031\n\n## Letters\n\nWe will answer 90% of letters within 5 "
        "days, so that people need to write only once. We will send no letters by fax.\n\n"
        "## Visits\n\nVisitors are welcome in the post room on weekday afternoons.\n",
        encoding="utf-8",
    )
    run(["-m", "bot", "ingest", str(document)], folder / "data")
    return folder / "data"


@pytest.fixture(scope="module")
def own(brief: Path) -> dict[str, dict[str, Any]]:
    """The answers in the document's own words."""
    return ask(brief)


@pytest.mark.model
@pytest.mark.parametrize("provider", PROVIDERS)
def test_an_answer_is_worded_and_still_bound_and_nothing_else_is_sent(
    brief: Path, own: dict[str, dict[str, Any]], provider: str
) -> None:
    good, invented = "90% of letters will be answered within 5 days", "99% of letters"
    assert [own[id_]["status"] for id_ in QUESTIONS] == ["answered", "not_found", "declined"]
    assert not own["letters"]["answer"].startswith(good)
    with serving(provider, f"{good} [1]. {invented} [1].") as service:
        worded = ask(brief, service)
        [request] = service.received
    assert QUESTIONS["letters"] in request.body["messages"][1]["content"]
    assert worded["letters"]["answer"].startswith(f"{good}.\n")
    assert "99" not in worded["letters"]["answer"]
    assert worded["letters"]["citations"] == own["letters"]["citations"]
    assert worded["unsaid"] == own["unsaid"]
    assert worded["patient"] == own["patient"]


def test_without_the_setting_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    assert run(["-c", NO_MODEL_LOADED], tmp_path).strip() == "[]"


def test_a_setting_that_cannot_be_used_is_refused_when_the_library_opens(tmp_path: Path) -> None:
    settings = KnowledgeSettings(_env_file=None, language_model="nobody:model")
    with pytest.raises(RuleBroken, match="TRUENORTH_LANGUAGE_MODEL"):
        open_library(settings, FakeDatabase().works, tmp_path)
