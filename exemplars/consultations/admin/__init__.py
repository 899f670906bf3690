"""The staff side of public consultation."""
