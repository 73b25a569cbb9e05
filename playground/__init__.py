"""A small workspace that stands in for Slack."""
