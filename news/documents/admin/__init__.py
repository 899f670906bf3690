"""The staff side of documents: lists, choosers, and the work list of citations."""
