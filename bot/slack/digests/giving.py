"""A digest given out: sent to a channel for all to see, or as files to whoever asked."""

from typing import Any

from bot.slack.admission import place_of
from bot.slack.assembly import Assembly
from bot.slack.blocks.digests import asked_message
from bot.slack.blocks.notices import notice
from bot.slack.digests.desk import DigestDesk, card_of
from bot.slack.digests.files import CHARTS, DigestFiles
from bot.use_cases.digest_refs import DigestRef
from bot.use_cases.digesting import DigestView
from programme.permissions import check_can_see_programme

Body = dict[str, Any]

FORMS = {"docx": "The Word report", "xlsx": "The workbook", "pdf": "The PDF", CHARTS: "The charts"}
ON_ITS_WAY = (
    "The digest is kept, and on its way to this channel. If I am not a member here, the programme "
    "office gets a message that says how to invite me."
)
SENT_ALREADY = "This digest was sent from here already. Type /truenorth digest to look at it."
NOTHING_TO_DRAW = "There is nothing to draw yet: no goal has been planned."


class GivingDigests:
    """Sends digests and gives out files.

    Raises:
        RuleBroken: from every method: it is not for them.
        Unavailable: from every method: Slack or the database does not answer.
    """

    def __init__(self, assembly: Assembly) -> None:
        self._desk = DigestDesk(assembly.services)
        self._files = DigestFiles(assembly.services)
        self._sending = assembly.services.digesting.sending
        self._outgoing = assembly.outgoing
        self._wake = assembly.posting.wake

    def on_send(self, body: Body) -> None:
        """Send a digest to the channel in which the button was pressed; once for each press."""
        place = place_of(body)
        if place is None:
            return
        channel = (body.get("channel") or {}).get("id") or place.channel
        actor = self._desk.actor(place.user)
        ref = DigestRef.parse(body["actions"][0]["value"])
        pressed = f"{channel}/{body['container'].get('message_ts', '')}/{place.user}"
        scope = self._desk.scope(ref)
        record = self._sending.send(actor, ref.week, scope, channel, pressed)
        if record is None:
            self._outgoing.whisper(place, notice(SENT_ALREADY))
            return
        self._wake()
        if place.response_url:
            card = card_of(DigestView(record.digest, record))
            self._outgoing.replace(place.response_url, asked_message(card, here=False))
        self._outgoing.whisper(place, notice(ON_ITS_WAY))

    def on_file(self, body: Body) -> None:
        """Write a digest in the form that was asked for, and give it to whoever asked."""
        place = place_of(body)
        if place is None:
            return
        value, _, form = body["actions"][0]["value"].rpartition(" ")
        actor = self._desk.actor(place.user)
        check_can_see_programme(actor)
        what = FORMS[form]
        made = "are being made. They come" if form == CHARTS else "is being made. It comes"
        self._outgoing.whisper(place, notice(f"{what} {made} to you in a direct message."))
        ref = DigestRef.parse(value)
        view = self._desk.view(actor, ref)
        files = self._files.of_form(actor, view, form)
        if not files:
            self._outgoing.whisper(place, notice(NOTHING_TO_DRAW))
            return
        part = "" if not view.digest.scope.key else f", {view.digest.scope.name}"
        comment = f"{what} of the digest, {view.digest.week.label}{part}."
        self._outgoing.share_files(place.user, files, comment)
