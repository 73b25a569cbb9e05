"""Reads digests for those who may see them, and puts them on cards."""

from bot.reports.comparison import comparison_content
from bot.reports.content import content_of
from bot.reports.words import plural
from bot.slack.blocks.digests import DigestCard
from bot.slack.digests.asking import wanted_digest
from bot.slack.services import SlackServices
from bot.use_cases.digest_refs import DigestRef
from bot.use_cases.digesting import PROGRAMME, DigestView
from programme.digest import Scope, ScopeKind
from programme.people import Actor
from programme.permissions import check_can_see_programme
from programme.weeks import LONDON, ReportingWeek

COMPARED = ("worse", "better", "asked", "decided", "missed")
"""What the message of a comparison shows lines of; the rest is under "Show all"."""


class DigestDesk:
    """What the office is shown of digests.

    Raises:
        RuleBroken: from every method: they may not see it, or there is no such thing.
        Unavailable: from every method: the database does not answer.
    """

    def __init__(self, services: SlackServices) -> None:
        self._services = services
        self._digests = services.digesting.digests

    def actor(self, user: str) -> Actor:
        """Who a Slack member is."""
        return self._services.directory.actor(user)

    def asked(self, actor: Actor, words: str) -> DigestRef:
        """Which digest somebody means; what there is is told to the office only."""
        check_can_see_programme(actor)
        wanted = wanted_digest(words)
        week = self._digests.current_week().plus(-1 if wanted.last else 0)
        if wanted.week:
            week = ReportingWeek.parse(wanted.week)
        self._digests.check_week(week)
        scope = self._digests.named(wanted.name) if wanted.name else PROGRAMME
        since = ReportingWeek.parse(wanted.since) if wanted.since else None
        return DigestRef(week, scope.kind, scope.key, since=since)

    def scope(self, ref: DigestRef) -> Scope:
        """The part of the programme that a reference names."""
        return self._digests.scope(
            true_north=ref.key if ref.kind is ScopeKind.TRUE_NORTH else None,
            team=ref.key if ref.kind is ScopeKind.TEAM else None,
            breakthrough=ref.key if ref.kind is ScopeKind.BREAKTHROUGH else None,
        )

    def view(self, actor: Actor, ref: DigestRef, seen_in: str = "") -> DigestView:
        """The digest of a reference: as it was sent, or as things stand."""
        if ref.record:
            return self._digests.again(actor, ref.record, seen_in)
        return self._digests.look(actor, ref.week, self.scope(ref))

    def card(self, actor: Actor, ref: DigestRef, seen_in: str = "") -> DigestCard:
        """A digest, or what moved since an earlier one, as messages and windows show it."""
        if ref.since:
            return self._comparison(actor, ref, ref.since)
        return card_of(self.view(actor, ref, seen_in))

    def _comparison(self, actor: Actor, ref: DigestRef, since: ReportingWeek) -> DigestCard:
        scope = self.scope(ref)
        moved = self._digests.compare(actor, since, ref.week, scope)
        return DigestCard(comparison_content(moved, scope), str(ref), leading=COMPARED)


def card_of(view: DigestView) -> DigestCard:
    """A digest as somebody of the office looks at it."""
    digest, record = view.digest, view.record
    standing = "As things stand now: not sent yet"
    if record:
        day = record.sent_at.astimezone(LONDON).date()
        standing = f"Sent on {day.day} {day:%B %Y}"
    if view.since.amended:
        standing += f"; {plural(len(view.since.amended), 'update')} amended since"
    if view.since.decided:
        standing += f"; {plural(len(view.since.decided), 'decision')} made since"
    ref = DigestRef.of(digest.week, digest.scope, record)
    return DigestCard(content_of(digest, since=view.since), str(ref), standing)
