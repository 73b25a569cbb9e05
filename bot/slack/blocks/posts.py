"""What the author and the office are told of a post in doubt, or of one that Slack refused."""

from dataclasses import dataclass
from typing import Any

from bot.slack.blocks import parts
from bot.slack.blocks.notices import notice
from bot.slack.blocks.parts import Block, Message
from bot.use_cases.digest_posts import DIGEST
from bot.use_cases.records import CHANNEL_POST
from programme.outbox import Post

POST_AGAIN = "post_again"
POST_IS_THERE = "post_is_there"
"""Buttons about a post; their value is its id."""

NOT_A_MEMBER = frozenset({"not_in_channel", "channel_not_found"})
NO_SUCH_PERSON = frozenset(
    {"user_not_found", "users_not_found", "user_disabled", "cannot_dm_bot", "messages_tab_disabled"}
)


AFTERWARDS = {
    CHANNEL_POST: (
        "Slack did not say where it stands, so if the update is amended, the new words are posted "
        "as a message of their own."
    ),
    DIGEST: (
        "Slack did not say where it stands, so its detail cannot hang in a thread there: press "
        "Show all on it to read every line."
    ),
}
"""What cannot be done with a message that somebody has seen and Slack has not told of."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A post that is in doubt or was refused.

    Attributes:
        what: what it is, in words that can stand in a sentence.
        code: Slack's word for the refusal; empty for a doubt.
    """

    post: Post
    what: str
    code: str = ""


def doubt_message(trouble: Trouble) -> Message:
    """Nobody knows whether a channel has a post: somebody is asked to look."""
    lead = (
        f"I cannot tell whether {trouble.what} was posted: Slack gave no answer. "
        "It is stored safely. Please look in the channel:"
    )
    row = [
        parts.button("It is there", POST_IS_THERE, trouble.post.id),
        parts.button("Post it again", POST_AGAIN, trouble.post.id),
    ]
    return parts.message(lead, [parts.section(lead), _where(trouble.post), parts.actions(row)])


def undelivered_message(trouble: Trouble) -> Message:
    """Slack refused a post: what that means, and how it is mended."""
    lead = f"Slack did not take {trouble.what}. It is stored safely, but nobody sees it there yet."
    mend = _mend(trouble)
    row = [parts.button("Post it again", POST_AGAIN, trouble.post.id)]
    blocks = [
        parts.section(lead),
        _where(trouble.post),
        parts.section(mend),
        parts.actions(row),
        parts.small(f"Slack's own word for it: {trouble.code}"),
    ]
    return parts.message(f"{lead} {mend}", blocks)


def settled_message(what: str, *, again: bool, kind: str = "") -> Message:
    """What pressing a button led to, and what that means for a post of this kind."""
    if again:
        return notice(f"Thank you. {_capital(what)} is being posted again.")
    after = AFTERWARDS.get(kind, "")
    return notice(f"Thank you. {_capital(what)} counts as posted.{after and f' {after}'}")


def removed_message() -> Message:
    """What stands where a message was whose words have been erased."""
    return notice("This message was removed.")


def _mend(trouble: Trouble) -> str:
    if trouble.code in NOT_A_MEMBER:
        return (
            "I am not a member of that channel. Open it in Slack, type /invite @True North, and "
            "then press the button. If the channel is gone, give the team another one first."
        )
    if trouble.code == "is_archived":
        return (
            "That channel is archived. Unarchive it, or give the team another channel, and then "
            "press the button."
        )
    if trouble.code in NO_SUCH_PERSON:
        return (
            "I cannot write to that person in Slack. Check their Slack member id with "
            "truenorth people list, and then press the button."
        )
    if trouble.code in {"message_not_found", "cant_update_message", "edit_window_closed"}:
        return (
            "The message that was to be changed cannot be changed any more: somebody may have "
            "deleted it. Press the button to post a new one."
        )
    return (
        "The channel may be closed to apps: ask those who look after Slack, and then press the "
        "button."
    )


def _where(post: Post) -> Block:
    """The channel or person as Slack shows it; nobody is pinged by the name of a channel."""
    place: dict[str, Any] = (
        {"type": "channel", "channel_id": post.to}
        if post.to.startswith(("C", "G"))
        else parts.run("a direct message")
    )
    return parts.rich([parts.paragraph(parts.run("Where: "), place)])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
