"""Turn files from Word, from the web and from plain text into bulletins.

The work is cut in three, so that each part can be read and tested alone:

readers (``read_text``, ``read_html``, ``read_docx``)
    bytes → :class:`~portal.desk.importing.shapes.Reading`: lines with hints, and what the file
    states about itself. Nothing in here trusts the file: sizes are checked before reading,
    archives before unpacking, pictures before decoding.
``parser``
    lines → :class:`~portal.desk.importing.shapes.ParsedArticle`. Pure. Every line ends either in the
    article or in ``dropped`` with a reason, so nothing can vanish unseen.
``writer``
    article → one :class:`~news.bulletins.models.BulletinPage`, in one transaction.

What a file does not state is not invented. Doubt (a month without a day, a title that may belong to
another story) is taken as it stands and said in ``ParsedArticle.warnings``.
"""
