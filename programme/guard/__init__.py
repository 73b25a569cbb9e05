"""What is looked at before anything is stored, embedded, logged or sent to a model."""

from programme.guard.distress import is_distress
from programme.guard.patient_data import PatientDataKind, find_patient_data
from programme.guard.screening import Decline, HelpTexts, screen

__all__ = [
    "Decline",
    "HelpTexts",
    "PatientDataKind",
    "find_patient_data",
    "is_distress",
    "screen",
]
