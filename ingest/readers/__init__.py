"""One reader a format, each giving the same blocks."""
