"""The update form and the question before a withdrawal, sent in."""

from slack_bolt import App

from bot.slack.assembly import Assembly
from bot.slack.blocks.update_form import UPDATE
from bot.slack.blocks.withdrawing import WITHDRAW
from bot.slack.reporting.desk import Desk
from bot.slack.reporting.sending import UpdateForm
from bot.slack.reporting.withdrawing import WithdrawForm


def register(app: App, assembly: Assembly) -> None:
    """Hear them: what was sent is stored within the receipt, or the form says it is not."""
    services, outgoing = assembly.services, assembly.outgoing
    desk = Desk(services)
    wake = assembly.posting.wake
    app.view(UPDATE)(assembly.receipts.answering(UpdateForm(services, desk, outgoing, wake)))
    app.view(WITHDRAW)(assembly.receipts.answering(WithdrawForm(services, desk, outgoing, wake)))
