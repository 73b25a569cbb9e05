"""What Slack sends, each kind with one module that has `register`."""
