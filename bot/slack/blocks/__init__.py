"""What people see: messages, modals and the Home tab, within Slack's limits."""
