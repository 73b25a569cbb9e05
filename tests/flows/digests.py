"""What the app does with digests at the stage."""

import uuid
from collections.abc import Callable
from datetime import datetime

from bot.slack.links import MessageLinks
from bot.use_cases.digest_material import DigestRules
from bot.use_cases.digest_services import DigestServices, digest_services
from bot.use_cases.digesting import Digests
from programme.configuration import load_programme
from programme.ports import UnitOfWorkFactory

WORKSPACE = "https://playground.example/"


def digesting(
    works: UnitOfWorkFactory,
    readings: UnitOfWorkFactory,
    now: Callable[[], datetime],
    channel: str | None = None,
) -> DigestServices:
    """Digests of the programme that is shipped; `channel` gets them by the clock."""
    programme = load_programme()
    rules = DigestRules(programme.true_norths, programme.breakthrough_objectives, programme.rhythm)
    digests = Digests(
        works,
        readings,
        rules=rules,
        now=now,
        new_id=lambda: uuid.uuid4().hex,
        links_of=MessageLinks(lambda: WORKSPACE),
    )
    return digest_services(digests, works, programme, now=now, channel=channel)
