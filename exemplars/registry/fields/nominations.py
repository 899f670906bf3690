"""Nominations: all of them private. What becomes public is the exemplar, under a consent of its own."""

from exemplars.registry.fields.shapes import Table, private

_FIELDS = {
    "nominations.Nomination": (
        *("id", "reference", "submit_key", "token_hash", "token_sealed", "kind", "name", "name_key", "birth_year"),
        *("unit", "place_text", "place", "field", "deeds", "since", "witnesses", "asked", "proposer_name"),
        *("email_sealed", "phone_sealed", "relation", "has_interest", "state", "question", "question_answer"),
        *("result", "exemplar", "is_suspect", "net_hash", "is_demo", "created_at", "decided_at", "erased_at"),
    ),
    "nominations.NominationDecision": (
        *("id", "nomination", "from_state", "to_state", "reason", "told", "actor", "at"),
    ),
    "nominations.Attachment": (
        *("id", "nomination", "key", "title", "file", "kind", "size", "digest", "scan", "added_by", "created_at"),
    ),
    "nominations.Confirmation": (
        *("id", "nomination", "step", "addressee", "email_sealed", "token_hash", "token_sealed", "sent_times"),
        *("expires_at", "reminded_at", "revoked_at", "asked_by", "asked_at", "answer", "words", "answered_by"),
        *("answered_at", "paper", "recorded_by"),
    ),
}

NOMINATION_TABLES = tuple(
    Table(model, "", rows=None, columns={name: private() for name in names}) for model, names in _FIELDS.items()
)
