"""Polls (thăm dò ý kiến): a question readers answer with one click."""
