"""Weekly updates in Slack: opening the form, taking it in, looking back, withdrawing."""
