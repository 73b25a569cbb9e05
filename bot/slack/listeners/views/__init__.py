"""Forms that have been sent in."""
