"""The language model tried out, on real services of this machine."""

import pytest

from knowledge.settings import KnowledgeSettings
from knowledge.trying_out import try_out
from programme.errors import RuleBroken, Unavailable
from tests.knowledge.serving_models import PROVIDERS, ModelService, serving


def settings(service: ModelService, seconds: float = 20) -> KnowledgeSettings:
    return KnowledgeSettings(
        _env_file=None,
        language_model=service.setting,
        language_model_url=service.url,
        language_model_seconds=seconds,
    )


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_model_that_answers_is_well(provider):
    with serving(provider, "ready") as service:
        try_out(settings(service))

    assert len(service.received) == 1


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("changes", [{"status": 401}, {"status": 500}, {"raw": b"what?"}])
def test_a_model_that_refuses_or_talks_nonsense_is_unavailable(provider, changes):
    with serving(provider, "ready", **changes) as service, pytest.raises(Unavailable):
        try_out(settings(service))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_model_without_a_word_is_unavailable(provider):
    with serving(provider, " ") as service, pytest.raises(Unavailable, match="without a word"):
        try_out(settings(service))


def test_a_model_that_hangs_is_unavailable():
    with serving("ollama", "ready") as service:
        service.held.clear()
        with pytest.raises(Unavailable):
            try_out(settings(service, seconds=0.5))
        service.held.set()


def test_a_setting_that_cannot_be_used_is_named():
    with pytest.raises(RuleBroken, match="TRUENORTH_LANGUAGE_MODEL"):
        try_out(KnowledgeSettings(_env_file=None, language_model="something"))
