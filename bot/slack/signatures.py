"""Whether a request over HTTP comes from Slack.

Looked at before anything is made of the request: Bolt reads a request first, tells of trouble
with it in the channel it names, and writes one that is not signed to the log, words and all.

Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hashlib
import hmac
import logging
import time
from collections.abc import Mapping

log = logging.getLogger(__name__)

OLDEST = 300
"""Seconds: an older request may be one that somebody sends again."""
_LONGEST_STAMP = 12


def is_from_slack(secret: str, body: bytes, headers: Mapping[str, str]) -> bool:
    """True when the body is signed with the secret, and not long ago."""
    stamp = headers.get("x-slack-request-timestamp", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= _LONGEST_STAMP):
        log.info("a request was refused: it does not say when it was signed")
        return False
    apart = time.time() - int(stamp)
    if abs(apart) > OLDEST:
        log.info("a request was refused: it was signed %.0f seconds ago", apart)
        return False
    digest = hmac.new(secret.encode(), b"v0:%b:%b" % (stamp.encode(), body), hashlib.sha256)
    given = headers.get("x-slack-signature", "")
    good = hmac.compare_digest(f"v0={digest.hexdigest()}".encode(), given.encode())
    if not good:
        log.info("a request was refused: it is not signed with SLACK_SIGNING_SECRET")
    return good
