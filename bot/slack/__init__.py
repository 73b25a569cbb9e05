"""True North in Slack: what is heard, how it is worked on, and how the reply looks."""
