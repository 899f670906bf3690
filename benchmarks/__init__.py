"""Measurements kept with the code. Figures are compared within one run; machines differ by half and more."""
