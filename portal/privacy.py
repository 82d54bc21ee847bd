"""Which fields are personal. A test fails on a field that stands in neither list of its package."""

PERSONAL = {
    "portal.user": {"username", "first_name", "last_name", "email", "phone", "password", "last_login"},
    "portal.duty": {"user"},
    "portal.auditentry": {"actor", "row", "details"},
    "portal.casewish": {"text", "about"},
    "portal.claimwish": {
        "address",
        "phone",
        "facts",
        "words",
        "verdict",
        "amount",
        "missing",
        "called_by",
        "note",
    },
    "portal.consent": {"address", "words", "staff"},
    "portal.outbox": {"to", "text"},
    "portal.stagedimport": {"name", "found", "problems", "by"},
}

PLAIN = {
    "portal.user": {
        "id", "is_superuser", "is_staff", "is_active", "date_joined", "phone_verified", "groups",
        "user_permissions",
    },
    "portal.duty": {"id", "area", "role", "period"},
    "portal.area": {"code", "name", "name_en", "ended_on", "successor"},
    "portal.auditentry": {"id", "at", "action", "model", "area_code"},
    "portal.casewish": {"id", "key", "kind", "cause", "area", "made_at", "case_number"},
    "portal.claimwish": {
        "id", "key", "programme", "channel", "period", "per", "rule", "made_at", "called_at", "claim_number",
    },
    "portal.consent": {"id", "at", "purpose", "agreed", "channel"},
    "portal.epoch": {"id", "raised"},
    "portal.heartbeat": {"name", "at"},
    "portal.outbox": {
        "id", "reference", "key", "channel", "language", "purpose", "cause", "segments", "cost", "state",
        "attempts", "not_before", "lease_until", "provider_id", "error_code", "made_at", "claimed_at",
        "sent_at", "delivered_at",
    },
    "portal.stagedimport": {"id", "key", "kind", "about", "area", "at", "accepted_at"},
    "portal.submittedform": {"key", "at", "result"},
}  # fmt: skip
