"""What the workspace looks like: Slack's payloads as HTML, by pure functions.

Every word of a payload is shown as a word: mark-up is only ever made here. Nothing is fetched
from elsewhere, neither style nor script nor picture.
"""
