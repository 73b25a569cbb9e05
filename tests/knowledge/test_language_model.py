"""A language model over the wire: the real LangChain classes, real HTTP, no network."""

import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from knowledge.language_model import LanguageModel
from knowledge.model_services import service_of
from knowledge.settings import KnowledgeSettings
from programme.errors import RuleBroken, Unavailable
from tests.knowledge.serving_models import MODEL, PROVIDERS, ModelService, serving

REPOSITORY = Path(__file__).parent.parent.parent
SAID = "Letters are answered within 5 days [1]."
KEYS = (
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_API_BASE",
    "OLLAMA_HOST",
    "LANGSMITH_TRACING",
    "LANGSMITH_GATEWAY",
)


@pytest.fixture(autouse=True)
def clean_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)


def settings(**given: Any) -> KnowledgeSettings:
    return KnowledgeSettings(_env_file=None, **given)


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@contextmanager
def model_of(
    service: ModelService, clock: Clock | None = None, **given: Any
) -> Iterator[LanguageModel]:
    chosen = settings(language_model=service.setting, language_model_url=service.url, **given)
    model = LanguageModel(service_of(chosen), clock or Clock())
    try:
        yield model
    finally:
        model.close()


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_model_is_given_the_two_texts_and_its_answer_comes_back(provider: str) -> None:
    with serving(provider, SAID) as service, model_of(service) as model:
        assert model.reply("Rules.", '{"question": "“Why?”"}') == SAID
        [request] = service.received
        assert request.body["model"] == MODEL
        assert [(m["role"], m["content"]) for m in request.body["messages"]] == [
            ("system", "Rules."),
            ("user", '{"question": "“Why?”"}'),
        ]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_one_model_answers_one_question_after_another(provider: str) -> None:
    with serving(provider, SAID) as service, model_of(service) as model:
        for _ in range(3):
            assert model.reply("Rules.", "{}") == SAID
        assert len(service.received) == 3


@pytest.mark.parametrize("provider", PROVIDERS)
def test_nothing_is_sent_before_a_question(provider: str) -> None:
    with serving(provider, SAID) as service, model_of(service) as model:
        model.warm()
        assert service.received == []


def test_a_server_of_ones_own_gets_no_key_but_the_one_that_is_set() -> None:
    with serving("openai", SAID) as service:
        with model_of(service) as model:
            model.reply("Rules.", "{}")
        with model_of(service, language_model_key="made-up-key") as model:
            model.reply("Rules.", "{}")
        keys = [
            r.headers.get("Authorization") or r.headers["authorization"] for r in service.received
        ]
        assert keys == ["Bearer none", "Bearer made-up-key"]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_reply_is_cut_where_it_grows_beyond_use(provider: str) -> None:
    with serving(provider, "word " * 10_000) as service, model_of(service) as model:
        assert len(model.reply("Rules.", "{}")) == 4000


BROKEN = {
    "an error of the server": {"status": 500, "raw": b'{"error": {"message": "made up"}}'},
    "no key": {"status": 401, "raw": b'{"error": {"message": "secret-looking words"}}'},
    "no such model": {"status": 404, "raw": b'{"error": "model not found"}'},
    "too many requests": {"status": 429, "raw": b"{}"},
    "an error without words": {"status": 503, "raw": b""},
    "no JSON": {"raw": b"<html>Welcome</html>"},
    "half a JSON": {"raw": b'{"choices": [{"message": {"con'},
    "nothing": {"raw": b""},
    "null": {"raw": b"null"},
    "a list": {"raw": b"[]"},
    "a number": {"raw": b"7"},
    "an error in a good reply": {"raw": b'{"error": "out of memory"}'},
    "no bytes of UTF-8": {"raw": b'{"choices": "\xff\xfe"}'},
}


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("kind", BROKEN)
def test_a_reply_that_is_none_is_unavailable(
    provider: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="knowledge")
    with serving(provider, **BROKEN[kind]) as service, model_of(service) as model:
        with pytest.raises(Unavailable) as raised:
            model.reply("Rules.", '{"question": "private words"}')
        assert len(service.received) == 1, "nothing is tried twice"
    assert raised.value.__cause__ is None
    [line] = [r.getMessage() for r in caplog.records if r.name == "knowledge.language_model"]
    assert line.startswith("the language model gave no answer: ")
    assert "private" not in caplog.text
    assert "secret-looking" not in caplog.text


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "raw",
    [
        b"{}",
        b'{"choices": [{}]}',
        b'{"choices": [{"message": null}]}',
        b'{"choices": [{"message": {"role": "assistant", "content": null}}]}',
        b'{"message": {}, "done": true}',
        b'{"message": {"content": ""}, "done": true}',
    ],
)
def test_a_reply_without_words_is_empty_or_unavailable(provider: str, raw: bytes) -> None:
    with serving(provider, raw=raw) as service, model_of(service) as model:
        try:
            said = model.reply("Rules.", "{}")
        except Unavailable:
            said = ""
        assert said == ""


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_silent_service_is_waited_for_so_long_and_no_longer(provider: str) -> None:
    with serving(provider, SAID) as service:
        service.held.clear()
        with model_of(service, language_model_seconds=0.3) as model:
            model.warm()
            started = time.monotonic()
            with pytest.raises(Unavailable):
                model.reply("Rules.", "{}")
            assert time.monotonic() - started < 3


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_service_that_drips_is_no_way_round_the_limit(provider: str) -> None:
    with (
        serving(provider, SAID, drips=True) as service,
        model_of(service, language_model_seconds=0.5) as model,
    ):
        model.warm()
        started = time.monotonic()
        with pytest.raises(Unavailable):
            model.reply("Rules.", "{}")
        assert time.monotonic() - started < 4


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_service_that_is_not_there_is_unavailable(provider: str) -> None:
    with serving(provider, SAID) as gone:
        pass
    with model_of(gone) as model, pytest.raises(Unavailable):
        model.reply("Rules.", "{}")


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_service_that_failed_is_left_alone_for_half_a_minute(provider: str) -> None:
    clock = Clock()
    with serving(provider, SAID, status=500) as service, model_of(service, clock) as model:
        with pytest.raises(Unavailable):
            model.reply("Rules.", "{}")
        service.status = 200
        clock.seconds += 29
        with pytest.raises(Unavailable):
            model.reply("Rules.", "{}")
        assert len(service.received) == 1
        clock.seconds += 2
        assert model.reply("Rules.", "{}") == SAID


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("status", [301, 307, 308])
def test_no_redirect_is_followed(provider: str, status: int) -> None:
    with serving(provider, SAID) as elsewhere:
        location = f"{elsewhere.url}/{'chat/completions' if provider == 'openai' else 'api/chat'}"
        with (
            serving(provider, status=status, location=location) as service,
            model_of(service) as model,
            pytest.raises(Unavailable),
        ):
            model.reply("Rules.", "{}")
        assert elsewhere.received == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_service_of_this_machine_is_reached_past_any_proxy(
    provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with serving(provider, "through the proxy") as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        with serving(provider, SAID) as service, model_of(service) as model:
            assert model.reply("Rules.", "{}") == SAID
        assert proxy.received == []


ASKS_ONCE = """
from knowledge.language_model import LanguageModel
from knowledge.model_services import service_of
from knowledge.settings import KnowledgeSettings
from langchain_core.tracers.langchain import wait_for_all_tracers

model = LanguageModel(service_of(KnowledgeSettings(_env_file=None)))
print(model.reply("Rules.", "{}"))
model.close()
wait_for_all_tracers()
"""


@pytest.mark.parametrize("provider", PROVIDERS)
def test_tracing_that_is_switched_on_sees_nothing(provider: str) -> None:
    """In a process of its own: LangSmith remembers its settings and sends in the background."""
    with socket.create_server(("127.0.0.1", 0)) as tracer, serving(provider, SAID) as service:
        tracer.setblocking(False)
        surroundings = {
            "TRUENORTH_LANGUAGE_MODEL": service.setting,
            "TRUENORTH_LANGUAGE_MODEL_URL": service.url,
            "LANGSMITH_TRACING": "true",
            "LANGSMITH_API_KEY": "made-up",
            "LANGSMITH_ENDPOINT": f"http://127.0.0.1:{tracer.getsockname()[1]}",
        }
        done = subprocess.run(
            [sys.executable, "-c", ASKS_ONCE],
            cwd=REPOSITORY,
            env={**os.environ, **surroundings},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.stdout.strip() == SAID, done.stderr
        with pytest.raises(BlockingIOError):
            tracer.accept()


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"language_model": "gpt-made-up"}, "TRUENORTH_LANGUAGE_MODEL"),
        ({"language_model": "nobody:model"}, "TRUENORTH_LANGUAGE_MODEL"),
        ({"language_model": "ollama:"}, "TRUENORTH_LANGUAGE_MODEL"),
        ({"language_model": "openai:gpt-made-up"}, "OPENAI_API_KEY"),
        (
            {"language_model": "ollama:a", "language_model_url": "not an address"},
            "TRUENORTH_LANGUAGE_MODEL_URL",
        ),
        (
            {"language_model": "ollama:a", "language_model_url": "ftp://127.0.0.1"},
            "TRUENORTH_LANGUAGE_MODEL_URL",
        ),
        (
            {"language_model": "ollama:a", "language_model_url": "http://127.0.0.1:port"},
            "TRUENORTH_LANGUAGE_MODEL_URL",
        ),
        (
            {"language_model": "ollama:a", "language_model_url": "http://[::1"},
            "TRUENORTH_LANGUAGE_MODEL_URL",
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(
    given: dict[str, str], named: str
) -> None:
    with pytest.raises(RuleBroken, match=named):
        service_of(settings(**given))


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8000/v1", True),
        ("http://localhost:8000/v1", True),
        ("http://[::1]:8000/v1", True),
        ("http://192.0.2.7:8000/v1", False),
        ("https://models.example/v1", False),
    ],
)
def test_what_is_of_this_machine_is_known(url: str, here: bool) -> None:
    service = service_of(settings(language_model="openai:made-up", language_model_url=url))
    assert service.is_here is here


def test_without_an_address_ollama_is_on_this_machine_and_openai_is_openai() -> None:
    ollama = service_of(settings(language_model="ollama:llama3:8b"))
    assert (ollama.url, ollama.model, ollama.is_here) == (
        "http://127.0.0.1:11434",
        "llama3:8b",
        True,
    )
    own = service_of(settings(language_model="openai:gpt-made-up", language_model_key="made-up"))
    assert (own.url, own.own_address, own.is_here) == ("https://api.openai.com/v1", True, False)
    assert "made-up'" not in repr(own.key)


def test_the_key_is_read_under_the_providers_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "made-up-key")
    key = settings(language_model="openai:gpt-made-up").language_model_key
    assert key is not None
    assert key.get_secret_value() == "made-up-key"
