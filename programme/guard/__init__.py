"""What is looked at before anything is stored, embedded, logged or sent to a model."""

from programme.guard.screening import Decline, HelpTexts, screen

__all__ = ["Decline", "HelpTexts", "screen"]
