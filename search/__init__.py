"""Finding everything public, with or without accents.

Every publishable thing is offered by a source (``search.registry``) as an :class:`search.entry.Entry`; an engine
(``search.engines``) stores entries as token streams made in Python (``search.streams``) and answers a
:class:`search.question.Question`. The index is derived: it can be thrown away and rebuilt at any time.
"""
