"""Documents in: readers, outline, passages, pipeline."""
