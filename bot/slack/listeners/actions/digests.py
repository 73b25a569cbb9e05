"""The buttons of digests, and the window that asks what was decided."""

import re

from slack_bolt import App

from bot.slack.assembly import Assembly
from bot.slack.blocks.digest_pages import GO_TO, PAGE
from bot.slack.blocks.digest_sources import SEE_ONE_OF, SEE_UPDATE
from bot.slack.blocks.digests import ACKNOWLEDGE, DECIDE, FILE, SEND_HERE, SHOW_ALL
from bot.slack.blocks.following import DECISION
from bot.slack.digests.following import DecisionForm, FollowingLines
from bot.slack.digests.giving import GivingDigests
from bot.slack.digests.showing import ShowingDigests


def register(app: App, assembly: Assembly) -> None:
    """Hear them."""
    showing, giving = ShowingDigests(assembly), GivingDigests(assembly)
    following = FollowingLines(assembly, showing)
    before = assembly.receipts.before
    app.action(SHOW_ALL)(before(showing.on_show_all))
    app.action(re.compile(f"^{PAGE}:"))(before(showing.on_turn))
    app.action(GO_TO)(before(showing.on_turn))
    app.action(SEND_HERE)(before(giving.on_send))
    app.action(re.compile(f"^{FILE}:"))(before(giving.on_file))
    app.action(ACKNOWLEDGE)(before(following.on_acknowledge))
    app.action(DECIDE)(before(following.on_decide))
    app.action(SEE_UPDATE)(before(following.on_see))
    app.action(re.compile(f"^{SEE_ONE_OF}:"))(before(following.on_see))
    form = DecisionForm(assembly, assembly.posting.wake)
    app.view(DECISION)(assembly.receipts.answering(form))
