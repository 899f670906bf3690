"""What honours there are, and who received which."""

from exemplars.honours.models.conferral import Conferral, ConferralChange
from exemplars.honours.models.vocabulary import Honour

__all__ = ["Conferral", "ConferralChange", "Honour"]
