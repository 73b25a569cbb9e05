"""What a form begins with where something was said already: in a message, in a line."""

import json
from dataclasses import dataclass, fields, replace

from programme.updates import Report, UpdateKind, Via

LONGEST_WORDS = 2000
"""Characters of a message that are carried along; an update takes far fewer."""
_LONGEST_LINK = 500
_ROOM = 3000


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form begins with.

    Attributes:
        report: stands in the place of what the form would be prefilled with, field by field.
        kind, reason: for nothing to report.
        submission: made already, so that a draft and its form store once; None to make one.
    """

    via: Via = Via.FORM
    report: Report | None = None
    kind: UpdateKind = UpdateKind.REPORT
    reason: str | None = None
    submission: str | None = None

    @classmethod
    def of_source(cls, via: Via, source: str | None) -> "Begun":
        """What a form that is open came from, without its words."""
        return cls(via, Report(source=source) if source else None)

    def over(self, prefilled: Report) -> Report:
        """What the form is prefilled with, under what was said already."""
        if self.report is None:
            return prefilled
        said = {field.name: getattr(self.report, field.name) for field in fields(Report)}
        return replace(
            prefilled, **{name: value for name, value in said.items() if value is not None}
        )

    def metadata(self) -> str:
        """The words and their source, as a list of goals carries them along."""
        if self.report is None:
            return ""
        source = self.report.source or ""
        words = (self.report.done or "")[:LONGEST_WORDS]
        carried = {
            "via": self.via.value,
            "source": source if len(source) <= _LONGEST_LINK else "",
        }
        # Signs that are escaped take more room than one character each.
        while len(kept := json.dumps({**carried, "done": words}, ensure_ascii=False)) > _ROOM:
            words = words[: len(words) * 9 // 10]
        return kept

    @classmethod
    def of(cls, metadata: str) -> "Begun":
        """What a list of goals carries along; anything else is nothing."""
        try:
            carried = json.loads(metadata)
            report = Report(done=carried["done"] or None, source=carried["source"] or None)
            return cls(Via(carried["via"]), report)
        except (ValueError, KeyError, TypeError):
            return cls()
