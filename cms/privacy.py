"""Which fields are personal. Cases are about invented people."""

PERSONAL: dict[str, set[str]] = {
    "cms.answer": {"facts", "verdict", "words", "cause", "by", "override", "override_reason"},
    "cms.changedanswer": {"answer", "old", "new", "by"},
    "cms.feedback": {"words", "by"},
    "cms.subscription": {"address", "address_hash", "words", "code_hash"},
}

_PUBLISHED = {
    "live", "has_unpublished_changes", "first_published_at", "last_published_at", "live_revision", "go_live_at",
    "expire_at", "expired", "latest_revision", "locked", "locked_at", "locked_by",
}  # fmt: skip
_TEXTS = {
    "name", "short", "also", "authority", "channels", "summary", "papers", "where", "time", "notes", "no_child"
}  # fmt: skip


def _in_both(names: set[str]) -> set[str]:
    return {f"{name}_{language}" for name in names for language in ("zh", "en")}


PLAIN = {
    "cms.fact": _PUBLISHED | _in_both({"label", "web", "sms", "voice", "help"}) | {
        "id", "key", "type", "about", "values", "direction", "sensitivity", "staff_only", "cost", "freshness_days",
        "register_source", "loaded_hash",
    },
    "cms.programme": _PUBLISHED | _in_both(_TEXTS) | {
        "id", "code", "kind", "by_person", "sources", "interactions", "rule", "loaded_hash",
    },
    "cms.ruleversion": {
        "id", "programme", "valid_from", "valid_to", "source", "each", "pays_by", "period", "per", "amount_rule",
        "criteria", "amounts", "variants",
    },
    "cms.rulecase": {
        "id", "programme", "name", "on", "area", "facts", "verdict", "amount", "period", "per", "missing",
        "missing_any", "checks_question", "next_question", "checks_opens_on", "opens_on", "note", "source",
        "generated",
    },
    "cms.secondpairofeyes": {"task_ptr"},
    "cms.homepage": {"page_ptr", "welcome"},
    "cms.policyindexpage": {"page_ptr", "introduction"},
    "cms.policypage": {
        "page_ptr", "reference", "issuer", "in_force_from", "in_force_until", "last_checked", "plain_words",
        "body", "programme",
    },
    "cms.answer": {"id", "at", "channel", "on", "area", "programme", "origins", "rule", "meanings", "beside", "language"},
    "cms.answerreview": {"id", "programme", "publication", "rule", "started_at", "upto", "done_at"},
    "cms.changedanswer": {"id", "rule", "found_at", "state", "at"},
    "cms.announcement": {
        "id", "kind", "key", "area", "titles", "published_at", "found_at", "upto", "done_at",
    },
    "cms.feedback": {
        "id", "key", "page", "address", "title", "area", "language", "useful", "reason", "day", "state", "note", "at",
    },
    "cms.subscription": {
        "id", "channel", "area", "kinds", "language", "state", "tries", "made_at", "confirmed_at", "ended_at",
    },
    "cms.wording": {"id", "words", "level", "reason", "better", "unless"},
    "cms.pagelink": {"id", "page", "address", "state", "checked_at"},
    "cms.diffseen": {"id", "revision", "user", "at"},
    "cms.keptrule": {"hash", "code", "data", "kept_at"},
}  # fmt: skip
