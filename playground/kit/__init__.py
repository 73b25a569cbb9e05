"""What Slack takes in messages, modals and the Home tab, and what it refuses.

Rules are those of Slack's reference, strict where Slack only warns: an attribute Slack does not
know and a message without words for screen readers are refused too.

Source: https://docs.slack.dev/reference/block-kit
"""

from playground.kit.blocks import check_blocks
from playground.kit.views import check_view

__all__ = ["check_blocks", "check_view"]
