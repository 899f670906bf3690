"""Storing the demo's official documents, their relations and files."""

from __future__ import annotations

from news.documents.identity import complete
from news.documents.loading import load_vocabulary
from news.documents.models import DocumentFile, DocumentRelation, DocumentType, Issuer, OfficialDocument
from portal.demo.ledger import Ledger
from portal.demo.media import Media
from portal.demo.shapes import Document

_PLAIN = ("name", "summary", "issued_on", "effective_on", "expires_on", "signer", "signer_position")
_RELATIONS = ("replaces", "amends", "guides", "implements")


class Library:
    """Puts documents into the library, older ones first, so that relations find their targets."""

    def __init__(self, ledger: Ledger, media: Media, province: str) -> None:
        self._ledger, self._media, self._province = ledger, media, province
        self.documents: dict[str, OfficialDocument] = {}

    def store(self, wanted: list[Document]) -> None:
        """Store all documents; one that the library already holds under the same identity is used as it is."""
        load_vocabulary()
        types = {kind.code: kind for kind in DocumentType.objects.all()}
        issuers = {issuer.code: issuer for issuer in Issuer.objects.all()}
        made = []
        for entry in sorted(wanted, key=lambda entry: entry.issued_on):
            stored = self._ledger.find(f"document:{entry.key}", OfficialDocument)
            if stored is None:
                document = self._fill(entry, types[entry.type], issuers[entry.issuer])
                stored = self._same(document)
                if stored is None:
                    document.save()
                    self._ledger.made(f"document:{entry.key}", document)
                    stored = document
                    made.append(entry)
            self.documents[entry.key] = stored
            self._media.paper(entry, self._issuer_name(stored), stored.label)
        for entry in made:
            self._join(entry)

    @staticmethod
    def _fill(entry: Document, kind: DocumentType, issuer: Issuer) -> OfficialDocument:
        values = {name: getattr(entry, name) for name in _PLAIN}
        document = OfficialDocument(type=kind, issuer=issuer, number=entry.number, **values)
        complete(document)
        return document

    @staticmethod
    def _same(document: OfficialDocument) -> OfficialDocument | None:
        """Return the document of the library that has this identity already, put in by someone else."""
        return OfficialDocument.objects.filter(
            issuer=document.issuer,
            type=document.type,
            is_normative=document.is_normative,
            number_key=document.number_key,
            symbol_key=document.symbol_key,
            year=document.year,
            term=document.term,
        ).first()

    def _join(self, entry: Document) -> None:
        document = self.documents[entry.key]
        for kind in _RELATIONS:
            for key in getattr(entry, kind):
                DocumentRelation.objects.create(source=document, kind=kind, target=self.documents[key])
        paper = self._media.files[entry.key]
        DocumentFile.objects.create(document=document, file=paper, title=f"{document.label} (tệp minh họa)"[:200])

    def _issuer_name(self, document: OfficialDocument) -> str:
        name = str(document.issuer)
        return f"{name} {self._province}" if document.issuer.level == "provincial" else name
