"""Workbooks and CSV files that people fill in: rows with their places, values, and faults."""
