"""The base page, the article's body blocks, pictures, files, people and the office's own settings."""
