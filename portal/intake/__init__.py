"""What readers send: the steps every form of theirs goes through before anything is stored."""
