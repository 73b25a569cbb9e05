"""Whether the language model that is set can be reached and answers."""

from knowledge.language_model import LanguageModel
from knowledge.model_services import service_of
from knowledge.settings import KnowledgeSettings
from programme.errors import Unavailable
from prompts.loading import load_prompt

_MATERIAL = "?"


def try_out(settings: KnowledgeSettings) -> None:
    """Ask the language model for one word; nothing of anybody's goes with it.

    Raises:
        RuleBroken: a setting cannot be used; the sentence names it.
        Unavailable: it did not answer within the time, or not as its service should.
    """
    model = LanguageModel(service_of(settings))
    try:
        said = model.reply(load_prompt("try_out", 1).text, _MATERIAL)
    finally:
        model.close()
    if not said.strip():
        raise Unavailable("The language model answers without a word.")
