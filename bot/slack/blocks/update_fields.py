"""The fields of the update form: which are shown, and what each looks like."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from bot.reports.words import NOT_RATED
from bot.slack.blocks import parts
from bot.slack.blocks.open_form import BLOCKER, DECISION, NOTHING, RISK, OpenForm, Typed
from bot.slack.blocks.parts import Block
from bot.slack.blocks.update_words import CONFIDENCES, rating_words
from programme.update_faults import LONGEST_TEXT
from programme.updates import Rating

CHANGED = "update_changed"
"""What Slack is told of at once, because other fields depend on it."""

LONGEST_TYPED = 3000
"""Longer than an update may be: what is too long is told at the field, and not cut off."""

Element = dict[str, Any]
Option = tuple[str, str]


def shown(form: OpenForm, typed: Typed, revealed: Collection[str] = ()) -> list[str]:
    """The fields that matter now, in their order; `revealed` are asked for by the rules."""
    rating, more = typed.get("rating"), typed.get("more") or ()
    asked = {
        "recovery": rating in form.recovery_if
        or (bool(typed.get("recovery")) and rating != Rating.GREEN),
        "sure": bool(form.before_plan) or (form.sure_if_green and rating == Rating.GREEN),
        "reason": form.reason_needed or rating == NOTHING,
        "value": form.measure is not None,
        "as_at": form.measure is not None,
        **dict.fromkeys(("blocker.what", "blocker.who", "blocker.by"), BLOCKER in more),
        **dict.fromkeys(("decision.what", "decision.from_whom", "decision.by"), DECISION in more),
        "risk": RISK in more,
    }
    return [field for field in ORDER if asked.get(field, True) or field in revealed]


def field_block(field: str, form: OpenForm, typed: Typed) -> Block:
    """One field with what stands in it."""
    return _FIELDS[field](field, form, typed)


def _rating(field: str, form: OpenForm, typed: Typed) -> Block:
    options = [(rating.value, rating_words(rating)) for rating in Rating]
    options.append((NOTHING, f"{NOT_RATED} Nothing to report this week: say why"))
    element = _choice("radio_buttons", options, typed.get(field))
    hint = f"Last time: {form.last}." if form.last else ""
    return _input(field, "How does the goal stand?", element, form, hint=hint, tells=True)


def _sure(field: str, form: OpenForm, typed: Typed) -> Block:
    green = form.sure_if_green and typed.get("rating") == Rating.GREEN
    meant = [
        "from red to green in one week" if green else "",
        "for a week before the plan" if form.before_plan else "",
    ]
    words = ", ".join(["Yes", *filter(None, meant)])
    element = _choices([("sure", words)], typed.get(field))
    hint = f"{form.before_plan}." if form.before_plan else ""
    return _input(field, "Are you sure?", element, form, hint=hint)


def _reason(field: str, form: OpenForm, typed: Typed) -> Block:
    nothing = typed.get("rating") == NOTHING
    label = "Why is there nothing to report?" if nothing else "Why does this change now?"
    hint = (
        "Only this reason is kept; the fields below are left out."
        if nothing
        else "The week's digest has been sent; the reason is kept with the update."
    )
    return _text(label, hint=hint, optional=False)(field, form, typed)


def _recovery(field: str, form: OpenForm, typed: Typed) -> Block:
    label, hint = "What brings it back on plan?", "The recovery step, in a sentence."
    asked = typed.get("rating") in form.recovery_if
    return _text(label, hint=hint, optional=not asked)(field, form, typed)


def _more(field: str, form: OpenForm, typed: Typed) -> Block:
    options = [
        (BLOCKER, "Something is in the way"),
        (DECISION, "A decision is needed"),
        (RISK, "There is a risk to note"),
    ]
    element = _choices(options, typed.get(field))
    return _input(field, "Anything else?", element, form, optional=True, tells=True)


def _confidence(field: str, form: OpenForm, typed: Typed) -> Block:
    options = [(each.value, words) for each, words in CONFIDENCES.items()]
    element = _choice("static_select", options, typed.get(field))
    element["placeholder"] = parts.plain("Choose, if you can say", 150)
    return _input(field, "How sure are you of the goal?", element, form, optional=True)


def _value(field: str, form: OpenForm, typed: Typed) -> Block:
    element: Element = {"type": "number_input", "is_decimal_allowed": True}
    if typed.get(field):
        element["initial_value"] = typed[field]
    hint = f"Last: {form.last_value}." if form.last_value else ""
    return _input(field, form.measure or "Value", element, form, optional=True, hint=hint)


def _day(label: str) -> Callable[[str, OpenForm, Typed], Block]:
    def block(field: str, form: OpenForm, typed: Typed) -> Block:
        element: Element = {"type": "datepicker"}
        if typed.get(field):
            element["initial_date"] = typed[field]
        return _input(field, label, element, form, optional=True)

    return block


def _text(
    label: str, *, hint: str = "", lines: bool = True, optional: bool = True
) -> Callable[[str, OpenForm, Typed], Block]:
    def block(field: str, form: OpenForm, typed: Typed) -> Block:
        element: Element = {
            "type": "plain_text_input",
            "multiline": lines,
            "max_length": LONGEST_TYPED,
        }
        if typed.get(field):
            element["initial_value"] = str(typed[field]).strip()[:LONGEST_TYPED]
        return _input(field, label, element, form, optional=optional, hint=hint)

    return block


def _input(
    field: str,
    label: str,
    element: Element,
    form: OpenForm,
    *,
    optional: bool = False,
    hint: str = "",
    tells: bool = False,
) -> Block:
    # Slack keeps what stands in a field as long as its ids are the same; those of another week
    # are others, so that they show what was said of that week.
    place = f"{form.week.key}:{field}"
    block: Block = {
        "type": "input",
        "block_id": field,
        "label": parts.plain(label, 200),
        "element": {**element, "action_id": f"{CHANGED}:{place}" if tells else place},
        "optional": optional,
    }
    if hint:
        block["hint"] = parts.plain(hint, 200)
    if tells:
        block["dispatch_action"] = True
    return block


def options_of(options: Sequence[Option]) -> list[dict[str, Any]]:
    """Options as Slack takes them, from their values and words."""
    return [{"text": parts.plain(words, 75), "value": value} for value, words in options]


def _choice(kind: str, options: Sequence[Option], chosen: object) -> Element:
    given = options_of(options)
    element: Element = {"type": kind, "options": given}
    first = next((option for option in given if option["value"] == chosen), None)
    return element | ({"initial_option": first} if first else {})


def _choices(options: Sequence[Option], chosen: object) -> Element:
    given = options_of(options)
    ticked = [each for each in given if isinstance(chosen, tuple) and each["value"] in chosen]
    element: Element = {"type": "checkboxes", "options": given}
    return element | ({"initial_options": ticked} if ticked else {})


_SHORT = f"One or a few sentences, up to {LONGEST_TEXT} characters. No patient details, please."

_FIELDS: dict[str, Callable[[str, OpenForm, Typed], Block]] = {
    "rating": _rating,
    "recovery": _recovery,
    "sure": _sure,
    "reason": _reason,
    "value": _value,
    "as_at": _day("As at"),
    "done": _text("What was done?", hint=_SHORT),
    "next": _text("What comes next?"),
    "more": _more,
    "blocker.what": _text("What is in the way?", optional=False),
    "blocker.who": _text("Who can help?", lines=False),
    "blocker.by": _day("By when is the help needed?"),
    "decision.what": _text("What is to be decided?", optional=False),
    "decision.from_whom": _text("Who is to decide?", lines=False, optional=False),
    "decision.by": _day("By when is the decision needed?"),
    "risk": _text("What is the risk?"),
    "confidence": _confidence,
}
ORDER = tuple(_FIELDS)

FIELD_NAMES = {
    "rating": "Rating",
    "recovery": "Recovery step",
    "sure": "Are you sure?",
    "reason": "Reason",
    "value": "Value",
    "as_at": "As at",
    "done": "Done",
    "next": "Next",
    "more": "Anything else",
    "blocker.what": "In the way",
    "blocker.who": "Who can help",
    "blocker.by": "Help needed by",
    "decision.what": "To be decided",
    "decision.from_whom": "Who decides",
    "decision.by": "Decision needed by",
    "risk": "Risk",
    "confidence": "Confidence",
}
"""How a sentence above the form names a field."""
