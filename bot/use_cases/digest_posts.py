"""A digest on its way to a channel: kept, its week closed, and one post put into the outbox.

The detail and the charts follow in the thread once the digest stands there: each is a post of its
own, written when the one it hangs under is noted as sent, and so sent once.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.use_cases.digesting import PROGRAMME, Digests
from programme.configuration import Programme
from programme.digest import Scope
from programme.outbox import Post
from programme.people import Actor, Role
from programme.ports import DigestRecord, UnitOfWork, UnitOfWorkFactory
from programme.weeks import ReportingWeek

DIGEST = "digest"
PART = "digest_part"
CHART = "digest_chart"
"""Kinds of posts: the digest itself, and what hangs in its thread."""

SENT_HERE = "digest-sent-here"
CHARTS = ("summary", "heat_map")

SCHEDULE = Actor("schedule", "the schedule", frozenset({Role.OFFICE}))
"""Who sends the digest that nobody asked for."""


@dataclass(frozen=True, slots=True)
class InThread:
    """What hangs in a digest's thread.

    Attributes:
        thread_ts: the message it hangs under.
        number: of the part of the detail, from 0.
        chart: one of `CHARTS`; empty for the detail.
        after: id of the post before it.
    """

    digest: str
    thread_ts: str
    after: str
    number: int = 0
    chart: str = ""


def digest_of(post: Post) -> str:
    """The id of the record a post shows; empty for a post without one."""
    return str(json.loads(post.body).get("digest", "")) if post.body else ""


def in_thread(post: Post) -> InThread:
    """What a post hangs in a thread."""
    return InThread(**json.loads(post.body))


def thread_posts(record: str, main: Post, thread_ts: str, count: int, now: datetime) -> list[Post]:
    """What follows a digest in its thread: the detail in order, then the charts.

    Args:
        record: id of the record.
        main: the post of the digest itself.
        thread_ts: the message it became.
        count: how many messages the detail has.
        now: when they are written.
    """
    posts: list[Post] = []
    for number, chart in enumerate([*[""] * count, *CHARTS]):
        # posts written at one moment go out in the order of their ids
        name = f"part:{number:03}{f':{chart}' if chart else ''}"
        body = {
            "digest": record,
            "thread_ts": thread_ts,
            "after": posts[-1].id if posts else main.id,
            "number": number,
            "chart": chart,
        }
        posts.append(
            Post(
                id=f"digest:{record}:{name}",
                kind=CHART if chart else PART,
                to=main.to,
                body=json.dumps(body),
                created_at=now,
                subject=f"digest:{record}",
            )
        )
    return posts


class SendingDigests:
    """Sends digests to channels, by hand and by the clock.

    Args:
        works: units of work that write.
        programme: when a week's digest is due.
        channel: where the clock sends it; None for nowhere.
        now: the time, with its zone.
        prepare: called before each unit of work: for what must not be waited for inside it.

    Raises:
        Unavailable: from every method: the database does not answer; nothing was kept.
    """

    def __init__(
        self,
        works: UnitOfWorkFactory,
        digests: Digests,
        programme: Programme,
        *,
        channel: str | None,
        now: Callable[[], datetime],
        prepare: Callable[[], None] = lambda: None,
    ) -> None:
        self._works = works
        self._digests = digests
        self._programme = programme
        self._channel = channel
        self._now = now
        self._prepare = prepare

    def send(
        self, actor: Actor, week: ReportingWeek, scope: Scope, to: str, pressed: str
    ) -> DigestRecord | None:
        """Send a digest to a channel; None when this very press has sent it already.

        Args:
            actor: who sends it.
            week: of which week.
            scope: of which part of the programme.
            to: the channel's Slack id.
            pressed: what tells one press of the button from another.

        Raises:
            RuleBroken: they may not send it, or the week lies ahead.
        """
        self._prepare()
        with self._works() as work:
            if not work.schedule.claim(SENT_HERE, pressed, self._now()):
                return None
            record = self._send(work, actor, week, scope, to)
            work.commit()
        return record

    def due(self, now: datetime) -> Sequence[str]:
        """The latest week whose digest is due: after a long stop nobody is sent old ones."""
        if self._channel is None:
            return ()
        self._prepare()
        week = self._programme.rhythm.current(now).plus(1)
        while self._programme.digest_at(week) > now:
            week = week.plus(-1)
        return (week.key,)

    def do(self, work: UnitOfWork, period: str, _now: datetime) -> None:
        """Send it, unless it was sent there by hand or nothing was ever reported."""
        week = ReportingWeek.parse(period)
        sent = work.digests.sent(week, PROGRAMME)
        if self._channel is None or (sent and sent.sent_to == self._channel):
            return
        if self._digests.has_begun(work, week):
            self._send(work, SCHEDULE, week, PROGRAMME, self._channel)

    def _send(
        self, work: UnitOfWork, actor: Actor, week: ReportingWeek, scope: Scope, to: str
    ) -> DigestRecord:
        record = self._digests.send(work, actor, week, scope, to)
        work.outbox.put(
            Post(
                id=f"digest:{record.id}",
                kind=DIGEST,
                to=to,
                body=json.dumps({"digest": record.id}),
                created_at=record.sent_at,
                subject=f"digest:{record.id}",
            )
        )
        return record
