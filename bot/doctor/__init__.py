"""Looks at every part of the installation and says how each is, and what mends it."""

from bot.doctor.check import Check, Mark

__all__ = ["Check", "Mark"]
