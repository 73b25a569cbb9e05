"""Everything that faces people: Slack, the command line, reports, the schedule."""
