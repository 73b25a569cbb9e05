"""Measurements of speed, size and rightness, each against a named baseline in the same run."""
