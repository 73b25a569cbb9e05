"""Events: messages, mentions, the app being opened."""
