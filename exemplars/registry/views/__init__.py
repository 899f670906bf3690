"""The registry as readers meet it, below /guong/."""

from exemplars.registry.views.browse import exemplar_list
from exemplars.registry.views.letters import exemplar_letter, exemplar_letters
from exemplars.registry.views.page import exemplar

__all__ = ["exemplar", "exemplar_letter", "exemplar_letters", "exemplar_list"]
