"""Related pages: worked out when a page is published, stored with a reason each, read in one query.

``facts`` is where apps say what pages may share; ``choosing`` weighs facts and similarity; ``storing`` keeps the result
and lets neighbours know; ``shown`` reads it for a page.
"""
