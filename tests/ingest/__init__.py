"""Documents in: tests of what is read and what is refused."""
