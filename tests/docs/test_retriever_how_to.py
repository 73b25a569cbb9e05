"""The code of the retriever's how-to, run as it is printed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.langchain_retriever import as_document
from tests.knowledge.made_up_answers import LETTERS_PASSAGE, found

REPOSITORY = Path(__file__).parent.parent.parent
PAGE = REPOSITORY / "docs" / "how-to" / "use-the-retriever-in-a-chain.md"


def run(*arguments: str, data: Path) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "TRUENORTH_DATA": str(data), "TRUENORTH_DATABASE_URL": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.model
def test_the_code_runs_as_it_is_printed(tmp_path: Path) -> None:
    run("-m", "bot", "ingest", "samples/documents", data=tmp_path)
    code = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))
    printed = run("-c", code, data=tmp_path)
    first, _, rest = printed.partition("System: Answer from these passages only.")
    assert "current" in first
    assert "18 weeks" in first
    assert rest.count("(current) ") >= 1
    assert rest.rstrip().endswith("Question: How soon should routine referrals be treated?")


def test_the_page_names_every_key_of_the_metadata() -> None:
    named = re.findall(r"^\| `(\w+)` \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert named == list(as_document(found(LETTERS_PASSAGE)).metadata)
