"""Honours: the vocabulary of titles and commendations, and who received which."""
