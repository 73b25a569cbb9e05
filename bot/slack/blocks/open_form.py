"""What an open update form knows, and what has been typed in it so far.

Both travel with the form itself, so it can be drawn again, with every word in it, while the
database is away.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.slack.blocks.parts import View
from bot.slack.text import fit
from programme.errors import Fault
from programme.update_faults import DraftNotWhole, FieldFault
from programme.updates import (
    Blocker,
    Confidence,
    DecisionRequired,
    Rating,
    Report,
    UpdateDraft,
    UpdateKind,
    Via,
)
from programme.weeks import ReportingWeek

Typed = Mapping[str, str | tuple[str, ...]]
"""What stands in a form, by field; fields with nothing in them are left out."""

NOTHING = "nothing_to_report"
"""The choice beside the three ratings."""

BLOCKER, DECISION, RISK = "blocker", "decision", "risk"
"""Choices of the field `more`, each of which opens fields of its own."""

LONGEST_METADATA = 3000
_NAME, _LABEL, _WORDS, _LINK = 150, 120, 100, 500


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form somebody has open.

    Attributes:
        submission: made when the form is opened, so that sending it again stores once.
        based_on: the version its author has seen; 0 for none.
        name: the goal's.
        measure: the label of its value, with the unit, or None for a goal without a measure.
        last, last_value: what was said before, in words; empty where nothing was.
        standing: how the week stands, in words.
        recovery_if: ratings that ask for a recovery step.
        sure_if_green, reason_needed: what else the rules will ask for.
        before_plan: that the week lies before the goal's plan, in words; empty where it does not.
        weeks: the weeks that may sensibly be reported on, this one among them.
        today: the day on the wall when it was opened.
        source: permalink of the message the words came from.
        warned: a warning has been shown, so what is sent now is meant.
    """

    goal: str
    week: ReportingWeek
    submission: str
    today: date
    based_on: int = 0
    via: Via = Via.FORM
    name: str = ""
    measure: str | None = None
    last: str = ""
    last_value: str = ""
    standing: str = ""
    recovery_if: tuple[Rating, ...] = ()
    sure_if_green: bool = False
    before_plan: str = ""
    reason_needed: bool = False
    weeks: tuple[ReportingWeek, ...] = ()
    source: str | None = None
    warned: bool = False

    def metadata(self) -> str:
        """As it is kept in the form, within Slack's limit for what is kept there."""
        fields = {
            "goal": self.goal,
            "week": self.week.key,
            "submission": self.submission,
            "today": self.today.isoformat(),
            "based_on": self.based_on,
            "via": self.via.value,
            "name": fit(self.name, _NAME),
            "measure": fit(self.measure, _LABEL) if self.measure is not None else None,
            "last": fit(self.last, _WORDS),
            "last_value": fit(self.last_value, _WORDS),
            "standing": fit(self.standing, _WORDS),
            "recovery_if": [rating.value for rating in self.recovery_if],
            "sure_if_green": self.sure_if_green,
            "before_plan": fit(self.before_plan, _LABEL),
            "reason_needed": self.reason_needed,
            "weeks": [week.key for week in self.weeks],
            "warned": self.warned,
            "source": self.source if self.source and len(self.source) <= _LINK else None,
        }
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of(cls, view: View) -> "OpenForm":
        """What a form carries.

        Raises:
            Fault: the form is not one this version opened.
        """
        try:
            fields = json.loads(view["private_metadata"])
            return cls(
                **fields
                | {
                    "week": ReportingWeek.parse(fields["week"]),
                    "today": date.fromisoformat(fields["today"]),
                    "via": Via(fields["via"]),
                    "recovery_if": tuple(Rating(each) for each in fields["recovery_if"]),
                    "weeks": tuple(ReportingWeek.parse(each) for each in fields["weeks"]),
                }
            )
        except (ValueError, KeyError, TypeError) as error:
            raise Fault("Sorry, this form is of an older version. Please open it again.") from error


def typed_in(view: View) -> Typed:
    """What somebody has typed and chosen in a form, as Slack sends it."""
    values: dict[str, dict[str, dict[str, Any]]] = (view.get("state") or {}).get("values") or {}
    found: dict[str, str | tuple[str, ...]] = {}
    for field, elements in values.items():
        for element in elements.values():
            value = _value(element)
            if value:
                found[field] = value
    return found


def _value(element: dict[str, Any]) -> str | tuple[str, ...]:
    if element.get("selected_options"):
        return tuple(option["value"] for option in element["selected_options"])
    chosen = element.get("selected_option")
    if chosen:
        return str(chosen["value"])
    return str(element.get("selected_date") or element.get("value") or "").strip()


def typed_of(draft: UpdateDraft, today: date) -> Typed:
    """A draft as it stands in the form's fields."""
    report = draft.report
    nothing = draft.kind is UpdateKind.NOTHING_TO_REPORT
    more = [
        name
        for name, said in (
            (BLOCKER, report.blocker),
            (DECISION, report.decision),
            (RISK, report.risk),
        )
        if said
    ]
    blocker = report.blocker or Blocker("")
    decision = report.decision or DecisionRequired("")
    fields: dict[str, str | tuple[str, ...] | None] = {
        "rating": NOTHING if nothing else report.rating and report.rating.value,
        "confidence": report.confidence and report.confidence.value,
        "value": None if report.value is None else _typed_number(report.value),
        "as_at": (report.as_at or today).isoformat(),
        "done": report.done,
        "next": report.next,
        "recovery": report.recovery,
        "more": tuple(more),
        "blocker.what": blocker.what,
        "blocker.who": blocker.who,
        "blocker.by": _iso(blocker.by),
        "decision.what": decision.what,
        "decision.from_whom": decision.from_whom,
        "decision.by": _iso(decision.by),
        "risk": report.risk,
        "reason": draft.reason,
    }
    return {field: value for field, value in fields.items() if value}


def draft_of(form: OpenForm, typed: Typed) -> UpdateDraft:
    """What was typed, as a draft.

    Raises:
        DraftNotWhole: the value is not a number.
    """
    rating = _words(typed, "rating")
    nothing = rating == NOTHING
    return UpdateDraft(
        goal=form.goal,
        week=form.week,
        submission=form.submission,
        via=form.via,
        kind=UpdateKind.NOTHING_TO_REPORT if nothing else UpdateKind.REPORT,
        report=Report() if nothing else _report(form, typed),
        reason=_words(typed, "reason"),
        based_on=form.based_on,
        sure=bool(typed.get("sure")),
    )


def _report(form: OpenForm, typed: Typed) -> Report:
    more = typed.get("more") or ()
    rating, confidence = _words(typed, "rating"), _words(typed, "confidence")
    value = _number(typed)
    blocker = Blocker(
        _words(typed, "blocker.what") or "",
        _words(typed, "blocker.who"),
        _day(typed, "blocker.by"),
    )
    decision = DecisionRequired(
        _words(typed, "decision.what") or "",
        _words(typed, "decision.from_whom"),
        _day(typed, "decision.by"),
    )
    return Report(
        rating=Rating(rating) if rating else None,
        confidence=Confidence(confidence) if confidence else None,
        value=value,
        as_at=None if value is None else _day(typed, "as_at"),
        done=_words(typed, "done"),
        next=_words(typed, "next"),
        recovery=_words(typed, "recovery"),
        blocker=blocker if BLOCKER in more else None,
        decision=decision if DECISION in more else None,
        risk=_words(typed, "risk") if RISK in more else None,
        source=form.source,
    )


def _words(typed: Typed, field: str) -> str | None:
    value = typed.get(field)
    return value if isinstance(value, str) and value else None


def _day(typed: Typed, field: str) -> date | None:
    words = _words(typed, field)
    return date.fromisoformat(words) if words else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(typed: Typed) -> float | None:
    words = _words(typed, "value")
    if words is None:
        return None
    try:
        return float(words.replace(",", ""))
    except ValueError:
        fault = FieldFault("value", "Give the value as an ordinary number, like 11.4.")
        raise DraftNotWhole((fault,)) from None


def _typed_number(value: float) -> str:
    """A number as it is typed: no commas, no exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
