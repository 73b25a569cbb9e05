"""The digest of a week."""
