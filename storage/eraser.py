"""What stores of people's words have in common."""

from sqlalchemy import Connection

ERASED = "erased"
"""Stands where the id of somebody stood who was erased."""


class ErasingStore:
    """A store inside a unit of work, from which people's words can be removed.

    `erased` says that some were, so that the unit of work clears up behind.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.erased = False
