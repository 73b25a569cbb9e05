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
) -> DigestServices:
    """Tie them together; `channel` is where the clock sends the week's digest."""
    return DigestServices(
        digests,
        SendingDigests(works, digests, programme, channel=channel, now=now),
        Following(works, FollowUp(works, now=now), now=now),
    )
