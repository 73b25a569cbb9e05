"""What is done with digests wherever people are: read, sent, followed up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.use_cases.digest_posts import SendingDigests
from bot.use_cases.digesting import Digests
from bot.use_cases.following_posts import Following
from bot.use_cases.following_up import FollowUp
from programme.configuration import Programme
from programme.ports import UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class DigestServices:
    """The use cases of digests."""

    digests: Digests
    sending: SendingDigests
    following: Following


def digest_services(
    digests: Digests,
    works: UnitOfWorkFactory,
    programme: Programme,
    *,
    now: Callable[[], datetime],
    channel: str | None = None,
    prepare: Callable[[], None] = lambda: None,
) -> DigestServices:
    """Tie them together.

    Args:
        digests: of the whole programme.
        works: units of work that write.
        programme: when a week's digest is due.
        now: the time, with its zone.
        channel: where the clock sends the week's digest.
        prepare: called before a digest is sent, outside of any unit of work.
    """
    return DigestServices(
        digests,
        SendingDigests(works, digests, programme, channel=channel, now=now, prepare=prepare),
        Following(works, FollowUp(works, now=now), now=now),
    )
