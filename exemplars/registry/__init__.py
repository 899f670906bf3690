"""The registry: people, collectives, households and models, and what was decided about them."""
