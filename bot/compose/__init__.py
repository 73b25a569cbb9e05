"""The one place that reads the environment and ties the parts of the house together.

Nothing is opened or loaded before a command asks for it: `truenorth --help` must not wait for a
database driver, and a migration must not wait for an embedding model. So imports stand in the
functions that need them.
"""

from bot.compose.house import House

__all__ = ["House"]
