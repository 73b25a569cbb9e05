"""The optional language model: does it answer, where one is set."""

from collections.abc import Callable

from bot.doctor.check import Check, broken, ok, warning
from programme.errors import AssistantError, RuleBroken

_HOW_TO = "see docs/how-to/add-a-language-model.md."


def check_language_model(try_out: Callable[[], None] | None) -> Check:
    """The model answers; None: none is set, which is well.

    A setting that cannot be used stops every answer; a model that is silent stops none.
    """
    part = "language model"
    if try_out is None:
        return ok(part, "None is set: answers are in the documents' own words.")
    try:
        try_out()
    except RuleBroken as error:
        return broken(part, error.sentence, f"Correct the setting; {_HOW_TO}")
    except AssistantError as error:
        return warning(
            part,
            f"{error.sentence} Until it does, answers are in the documents' own words.",
            "Start its service, or correct TRUENORTH_LANGUAGE_MODEL, "
            f"TRUENORTH_LANGUAGE_MODEL_URL and OPENAI_API_KEY; {_HOW_TO}",
        )
    return ok(part, "It can be reached, and answers.")
