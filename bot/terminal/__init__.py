"""What people see in a terminal: answers, tables, progress and the conversation."""
