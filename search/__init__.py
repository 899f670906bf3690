"""Finding everything public, with or without accents."""
