"""What came of a line of a digest: it was read, or decided; and the window that asks what."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.slack.blocks import parts
from bot.slack.blocks.parts import Block, Message, View
from bot.slack.text import fit
from bot.use_cases.following_up import LONGEST_OUTCOME
from programme.errors import Fault
from programme.weeks import ReportingWeek

DECISION = "digest_decision"
DECIDED = "decided"
TITLE = "Decision made"
OFFICE = "The programme office"


@dataclass(frozen=True, slots=True)
class Settled:
    """A line that something came of.

    Attributes:
        by: the name of who did it; empty where it is not known.
        asked: the decision that was asked for, or empty.
        decided: what was decided, or empty.
    """

    goal: str
    team: str
    week: ReportingWeek
    by: str = ""
    asked: str = ""
    decided: str = ""


def acknowledged_message(settled: Settled) -> Message:
    """To the lead: somebody has read what they wrote."""
    words = (
        f"{settled.by or OFFICE} has read your update on “{fit(settled.goal, 200)}”, "
        f"{settled.week.label}."
    )
    return parts.message(words, [parts.section(words), parts.small("There is nothing to do.")])


def decided_message(settled: Settled) -> Message:
    """To the lead, and to the digest's thread: what was decided."""
    lead = f"Decision made on “{fit(settled.goal, 200)}” · {fit(settled.team, 100)}"
    who = f"Noted by {settled.by or OFFICE}."
    asked = [parts.section(f"Asked for: {settled.asked}")] if settled.asked else []
    body: list[Block] = [
        parts.rich([parts.paragraph(parts.run(lead, bold=True))]),
        *asked,
        parts.section(f"Decided: {settled.decided}"),
        parts.small(who),
    ]
    return parts.message(f"{lead}. Decided: {settled.decided} {who}", body)


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """What the open window knows.

    Attributes:
        update: id of the update that asks.
        channel, thread_ts: where the digest's detail stands; empty where it was opened elsewhere.
    """

    update: str
    goal: str
    asked: str
    channel: str = ""
    thread_ts: str = ""

    def metadata(self) -> str:
        """As it is kept in the window."""
        fields = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(fields, ensure_ascii=False)

    @classmethod
    def of(cls, view: View) -> "OpenDecision":
        """What a window carries.

        Raises:
            Fault: it is not one this version opened.
        """
        try:
            return cls(**json.loads(view["private_metadata"]))
        except (ValueError, KeyError, TypeError) as error:
            raise Fault(
                "Sorry, this window is of an older version. Please open it again."
            ) from error


def decision_view(opened: OpenDecision, typed: str = "", *, notices: Sequence[str] = ()) -> View:
    """The window that asks what was decided."""
    blocks: list[Block] = [parts.section(f"⚠ {sentence}") for sentence in notices if sentence]
    blocks.append(parts.section(f"{opened.goal}\nAsked for: {opened.asked}"))
    element = {
        "type": "plain_text_input",
        "action_id": "words",
        "multiline": True,
        "max_length": LONGEST_OUTCOME,
    }
    if typed:
        element["initial_value"] = typed
    blocks.append(
        {
            "type": "input",
            "block_id": DECIDED,
            "label": parts.plain("What was decided?"),
            "hint": parts.plain("One or two sentences. The lead and the digest's thread are told."),
            "element": element,
        }
    )
    return {
        **parts.modal(TITLE, blocks, close="Cancel"),
        "callback_id": DECISION,
        "submit": parts.plain("Note it", parts.TITLE),
        "private_metadata": opened.metadata(),
    }


def noted_view(opened: OpenDecision, told: Sequence[str]) -> View:
    """It is noted; who is told."""
    told_words = f" {_listed(told)} will be told." if told else ""
    words = f"✅ The decision on “{opened.goal}” is noted as made.{told_words}"
    foot = "Digests that are made from now on no longer list it as required."
    return parts.modal(TITLE, [parts.section(words), parts.small(foot)], close="Done")


def read_words(goal: str, told: Sequence[str], *, news: bool) -> str:
    """What whoever pressed Acknowledge is told."""
    if not news:
        return f"You have acknowledged the update on “{goal}” already: nobody is told again."
    who = f"{_listed(told)} will be told" if told else "nobody could be told in Slack"
    return f"Acknowledged: the update on “{goal}”. {who[0].upper()}{who[1:]}."


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
