"""Consultations, who is proposed, what readers say, and days off."""

from exemplars.consultations.models.calendar import DayChange
from exemplars.consultations.models.candidate import Candidate
from exemplars.consultations.models.consultation import Consultation, Extension
from exemplars.consultations.models.opinion import Opinion

__all__ = ["Candidate", "Consultation", "DayChange", "Extension", "Opinion"]
