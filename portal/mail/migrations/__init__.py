"""How answers leave the house: headers, limits, health."""
