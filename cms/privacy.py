"""Which fields are personal. Cases are about invented people."""

PERSONAL: dict[str, set[str]] = {
    "cms.answer": {"facts", "verdict", "words", "cause", "by", "override", "override_reason"},
    "cms.changedanswer": {"answer", "old", "new", "by"},
    "cms.disclosure": {"drafted_by", "edited_by", "approved_by", "withdrawn_by"},
    "cms.disclosurefile": {"by"},
    "cms.objection": {"writer", "text", "name", "phone", "answer", "answered_by"},
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
_PAGE = {"page_ptr", "purpose", "area", "unit", "unit_phone", "last_checked", "check_every"}
_INDEX = _PAGE | {"introduction"}


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
    "cms.homepage": _PAGE | {"welcome", "tasks"},
    "cms.policyindexpage": _INDEX,
    "cms.policypage": _PAGE | {
        "reference", "issuer", "in_force_from", "in_force_until", "plain_words", "body", "text", "ask", "topic",
        "replaces", "programme",
    },
    "cms.policydocument": {"id", "sort_order", "page", "document", "title"},
    "cms.guideindexpage": _INDEX,
    "cms.guidepage": _PAGE | {
        "for_whom", "conditions", "papers", "steps", "where", "where_words", "hours", "days_promised", "measured_by", "days_legal",
        "fee", "result", "visits", "basis", "questions_phone", "complaints_phone", "policy", "programme",
        "life_event", "group",
    },
    "cms.guideform": {"id", "sort_order", "page", "document", "title"},
    "cms.newsindexpage": _INDEX,
    "cms.newspage": _PAGE | {"day", "summary", "body", "picture"},
    "cms.campaignindexpage": _INDEX,
    "cms.campaignpage": _PAGE | {"summary", "starts", "ends", "body", "picture"},
    "cms.faqindexpage": _INDEX,
    "cms.faqpage": _PAGE | {"answer", "more", "also", "topic", "programme"},
    "cms.relatedfaq": {"id", "sort_order", "page", "to"},
    "cms.placeindexpage": _INDEX,
    "cms.placepage": _PAGE | {"address", "hours", "phone", "latitude", "longitude", "access", "services"},
    "cms.villageindexpage": _INDEX,
    # Who holds an office in the village, and the phone of that office: published by their own wish and by law.
    "cms.villagepage": _PAGE | {"introduction", "people", "charter", "rules"},
    "cms.plainpage": _PAGE | {"body"},
    "cms.alert": {"id", "level", "words_zh", "words_en", "link", "area", "starts_at", "ends_at"},
    "cms.siteidentity": _in_both({"host", "address"}) | {
        "id", "phone", "icp", "police_record", "site_code", "report_error_address", "mourning",
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
    "cms.disclosureitem": {
        "id", "code", "group", "title_zh", "title_en", "content_zh", "content_en", "publisher", "level", "channels",
        "rhythm", "expected", "within_days", "counting", "notice_days", "answer_days", "is_money", "lists_people",
        "layout", "area_prefix", "valid_from", "valid_to",
    },
    "cms.disclosurebasis": {
        "id", "item", "law", "article", "words", "verified", "in_force_from", "in_force_until", "area_prefix", "link",
        "source",
    },
    "cms.disclosure": {
        "id", "item", "area", "period_start", "period_end", "periodic", "title", "title_en", "summary", "summary_en",
        "figures", "state", "due_on", "due_rule", "made_at", "review_note", "published_at", "notice_from",
        "notice_until", "notice_rule", "corrects", "correction_reason", "number", "hash", "previous_hash",
        "withdrawn_at", "withdrawal_reason",
    },
    # People in published tables are masked when they are typed or read from a file.
    "cms.disclosuretable": {"id", "disclosure", "position", "key", "title", "title_en", "columns", "rows", "totals"},
    "cms.disclosurefile": {"id", "disclosure", "kind", "title", "document", "image", "sha256", "day", "place"},
    "cms.objection": {
        "id", "disclosure", "number", "code", "key", "kind", "opened_on", "due_on", "closed_at", "public_text",
        "public_answer", "published_at",
    },
    "cms.searchentry": {
        "id", "key", "language", "kind", "title", "summary", "text", "address", "area_code", "day", "year",
        "in_force_from", "in_force_until", "spelled", "heads", "words", "made_of",
    },
    "cms.synonym": {"id", "words_zh", "words_en"},
    "cms.promotedanswer": {"id", "asked", "says_zh", "says_en", "page", "address"},
    # Only what is too short to tell of anybody, and without longer numbers: cms/models/search_miss.py.
    "cms.searchmiss": {"id", "query", "language", "count", "last_day"},
}  # fmt: skip
