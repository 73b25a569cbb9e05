"""One module for each revision, oldest first by their number."""
