"""Which fields are personal."""

PERSONAL: dict[str, set[str]] = {
    "cms.answer": {"facts", "verdict", "words", "cause", "by", "override", "override_reason"},
    "cms.changedanswer": {"answer", "old", "new", "by"},
}

PLAIN = {
    "cms.programme": {
        "id", "code", "name", "rule", "loaded_hash", "live", "has_unpublished_changes", "first_published_at",
        "last_published_at", "live_revision", "go_live_at", "expire_at", "expired", "latest_revision",
        "locked", "locked_at", "locked_by",
    },
    "cms.homepage": {"page_ptr", "welcome"},
    "cms.policyindexpage": {"page_ptr", "introduction"},
    "cms.policypage": {
        "page_ptr", "reference", "issuer", "in_force_from", "in_force_until", "last_checked", "plain_words",
        "body", "programme",
    },
    "cms.answer": {"id", "at", "channel", "on", "area", "programme", "origins", "rule", "meanings", "beside", "language"},
    "cms.answerreview": {"id", "programme", "publication", "rule", "started_at", "upto", "done_at"},
    "cms.changedanswer": {"id", "rule", "found_at", "state", "at"},
    "cms.diffseen": {"id", "revision", "user", "at"},
    "cms.keptrule": {"hash", "code", "data", "kept_at"},
}  # fmt: skip
