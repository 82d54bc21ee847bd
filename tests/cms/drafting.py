"""What an editor does to a draft, and how its screens read."""

import html
import re


def draft_cases(jf):
    jf.refresh_from_db()
    return list(jf.get_latest_revision_as_object().cases.all())


def text_of(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(page.content.decode())).split())


def raise_amount(jf, user):
    """What an editor does in the form: another sum in the newest row."""
    draft = jf.get_latest_revision_as_object()
    version = draft.rule_versions.all()[0]
    amounts = version.amounts.stream_block.get_prep_value(version.amounts)
    amounts[-1]["value"]["value"] = "1000"
    version.amounts = amounts
    draft.rule_versions.set([version])
    draft.save_revision(user=user)
