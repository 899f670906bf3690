"""Citations (viện dẫn): recognised in text, resolved to a document, linked on the page.

`recognise` is pure (text in, mentions out); `extract`, `resolve` and `refresh` know the
database; `link` writes the links into a page's HTML.
"""
