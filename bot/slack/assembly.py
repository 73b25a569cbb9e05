"""What listeners are given to work with."""

from dataclasses import dataclass

from bot.slack.inbox import Inbox
from bot.slack.outgoing import Outgoing
from bot.slack.people import People
from bot.slack.posting import Posting
from bot.slack.receipt import Receipts
from bot.slack.services import SlackServices
from bot.slack.settings import SlackSettings


@dataclass(frozen=True, slots=True)
class Assembly:
    """The parts of the Slack app that its listeners use."""

    services: SlackServices
    settings: SlackSettings
    outgoing: Outgoing
    inbox: Inbox
    receipts: Receipts
    posting: Posting
    people: People
