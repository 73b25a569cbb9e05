"""The modal that asks before an update is withdrawn."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.slack.blocks import parts
from bot.slack.blocks.parts import Block, View
from bot.slack.blocks.update_fields import LONGEST_TYPED
from bot.slack.blocks.updates import LONGEST_NAME, UpdateCard, headline
from bot.slack.text import fit
from programme.errors import Fault
from programme.weeks import ReportingWeek

WITHDRAW = "withdraw"
TITLE = "Withdraw update"
REASON = "reason"


@dataclass(frozen=True, slots=True)
class OpenWithdrawal:
    """What the open modal knows: which version is taken back, and the id of the sending."""

    goal: str
    name: str
    week: ReportingWeek
    based_on: int
    submission: str
    said: str
    reason_needed: bool

    @classmethod
    def about(cls, card: UpdateCard, submission: str, *, reason_needed: bool) -> "OpenWithdrawal":
        """The modal about an update that stands."""
        return cls(
            goal=card.goal.key,
            name=fit(card.goal.name, LONGEST_NAME),
            week=card.update.week,
            based_on=card.update.version,
            submission=submission,
            said=headline(card),
            reason_needed=reason_needed,
        )

    def metadata(self) -> str:
        """As it is kept in the modal."""
        fields = {
            "goal": self.goal,
            "name": self.name,
            "week": self.week.key,
            "based_on": self.based_on,
            "submission": self.submission,
            "said": self.said,
            "reason_needed": self.reason_needed,
        }
        return json.dumps(fields, ensure_ascii=False)

    @classmethod
    def of(cls, view: View) -> "OpenWithdrawal":
        """What a modal carries.

        Raises:
            Fault: the modal is not one this version opened.
        """
        try:
            fields = json.loads(view["private_metadata"])
            return cls(**fields | {"week": ReportingWeek.parse(fields["week"])})
        except (ValueError, KeyError, TypeError) as error:
            raise Fault(
                "Sorry, this window is of an older version. Please open it again."
            ) from error


def withdraw_view(opened: OpenWithdrawal, reason: str = "", *, notices: Sequence[str] = ()) -> View:
    """The question, with a field for the reason where the digest has been sent."""
    week = opened.week.label
    blocks: list[Block] = [parts.section(f"⚠ {sentence}") for sentence in notices if sentence]
    blocks += [
        parts.section(f"{opened.name}\n{week[0].upper()}{week[1:]}\n{opened.said}"),
        parts.section(
            "If you withdraw it, the week counts as not reported. What you said is not shown any "
            "more; you can post again while the week is open."
        ),
    ]
    if opened.reason_needed:
        element = {
            "type": "plain_text_input",
            "action_id": "words",
            "multiline": True,
            "max_length": LONGEST_TYPED,
        }
        if reason:
            element["initial_value"] = reason
        blocks.append(
            {
                "type": "input",
                "block_id": REASON,
                "label": parts.plain("Why is it withdrawn?"),
                "hint": parts.plain("The week's digest has been sent; the reason is kept."),
                "element": element,
            }
        )
    return {
        **parts.modal(TITLE, blocks, close="Keep it"),
        "callback_id": WITHDRAW,
        "submit": parts.plain("Withdraw", parts.TITLE),
        "private_metadata": opened.metadata(),
    }


def withdrawn_view(opened: OpenWithdrawal) -> View:
    """It is withdrawn."""
    words = f"✅ The update on {opened.name} is withdrawn: the week counts as not reported again."
    return parts.modal(TITLE, [parts.section(words)], close="Done")
