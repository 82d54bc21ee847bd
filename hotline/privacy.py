"""Which fields are personal. `reporter` is sealed; hashes of it count as personal too."""

PERSONAL = {
    "hotline.contact": {"address", "session"},
    "hotline.inbound": {"contact", "text", "why"},
    "hotline.callback": {"inbound", "done_by", "note"},
    "hotline.case": {
        "text", "place_text", "reporter", "reporter_hash", "code_hash", "tail_hash", "handler", "answer_text",
    },
    "hotline.caseevent": {"actor", "text"},
    "hotline.caseaccused": {"user", "unit", "name"},
}  # fmt: skip

PLAIN = {
    "hotline.contact": {"id", "channel", "language", "first_heard", "last_heard"},
    "hotline.inbound": {
        "id", "channel", "provider_id", "token", "media", "state", "attempts", "error", "received_at",
        "answered_at",
    },
    "hotline.callback": {"id", "urgent", "made_at", "done_at"},
    "hotline.caseserial": {"year", "last"},
    "hotline.case": {
        "id", "number", "key", "kind", "state", "area", "channel", "language", "urgent", "opened_at", "due_on",
        "due_rule", "basis", "answered_at", "closed_at", "solved", "satisfied", "version",
    },
    "hotline.caseevent": {"id", "case", "at", "kind"},
    "hotline.caseaccused": {"id", "case"},
}  # fmt: skip
