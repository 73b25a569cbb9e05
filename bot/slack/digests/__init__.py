"""Digests in Slack: asked for, shown page by page, sent, given out as files, followed up."""
