"""What a browser would send for a programme's edit page, from the programme itself."""

from wagtail import blocks

from cms.admin.programmes import ProgrammeForm
from cms.models import Programme, RuleVersion


def posted(programme: Programme, **changes) -> dict[str, str]:
    """The filled-in form. A change of a field goes by its name; of a version, set it on the programme first."""
    view = Programme.snippet_viewset.get_edit_handler()
    form = view.get_form_class()(instance=programme)
    assert isinstance(form, ProgrammeForm)
    sent = {}
    for name in form.fields:
        sent |= _field(Programme, programme, name, name)
    versions = list(programme.rule_versions.all())
    sent |= {
        "rule_versions-TOTAL_FORMS": len(versions),
        "rule_versions-INITIAL_FORMS": sum(bool(v.pk) for v in versions),
    }
    sent |= {"rule_versions-MIN_NUM_FORMS": 0, "rule_versions-MAX_NUM_FORMS": 1000}
    for number, version in enumerate(versions):
        prefix = f"rule_versions-{number}"
        sent |= {f"{prefix}-id": version.pk or ""}
        for name in form.formsets["rule_versions"].form.base_fields:
            if name not in {"id", "DELETE"}:
                sent |= _field(RuleVersion, version, name, f"{prefix}-{name}")
    return {key: _sendable(value) for key, value in (sent | changes).items() if value is not None}


def _sendable(value):
    if isinstance(value, list):
        return [str(each) for each in value]
    return str(value).replace("\n", "\r\n")  # as browsers send it


def _field(model, instance, name, prefix) -> dict:
    value = getattr(instance, name)
    block = getattr(model._meta.get_field(name), "stream_block", None)
    if block is not None:
        [child.value for child in value]  # read as the page reads it, not as it is stored
        return _block(block, block.get_prep_value(value), prefix)
    if value is True:
        return {prefix: "on"}
    return {} if value is False or value is None else {prefix: value}


def _block(block, raw, prefix) -> dict:
    """One block's part of the form, whatever kind it is."""
    if isinstance(block, blocks.StreamBlock):
        rows = [(block.child_blocks[row["type"]], row) for row in raw or ()]
        return _rows(rows, prefix, typed=True)
    if isinstance(block, blocks.ListBlock):
        return _rows([(block.child_block, row) for row in raw or ()], prefix, typed=False)
    if isinstance(block, blocks.StructBlock):
        sent = {}
        for name, child in block.child_blocks.items():
            sent |= _block(child, (raw or {}).get(name), f"{prefix}-{name}")
        return sent
    if isinstance(block, blocks.BooleanBlock):
        return {prefix: "on"} if raw else {}
    if isinstance(raw, list):
        return {prefix: raw}
    return {} if raw is None else {prefix: raw}


def _rows(rows, prefix, typed) -> dict:
    sent = {f"{prefix}-count": len(rows)}
    for number, (block, row) in enumerate(rows):
        here = f"{prefix}-{number}"
        sent |= {f"{here}-deleted": "", f"{here}-order": number, f"{here}-id": row.get("id") or ""}
        sent |= {f"{here}-type": row["type"]} if typed else {}
        sent |= _block(block, row["value"], f"{here}-value")
    return sent


def posted_page(page, user, **changes) -> dict[str, str]:
    """The same for a page's edit page: its fields as they stand, no rows beside it."""
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(instance=page, for_user=user, parent_page=page.get_parent())
    sent = {}
    for name, field in form.fields.items():
        value = form[name].value()
        block = getattr(field, "block", None)
        if block is not None:
            sent |= _block(block, block.get_prep_value(value), name)
        elif value is True:
            sent[name] = "on"
        elif value not in (None, False, []):
            sent[name] = field.widget.format_value(value) if hasattr(field.widget, "converter") else value
    for name in form.formsets:
        sent |= {f"{name}-{part}_FORMS": 0 for part in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    return {key: _sendable(value) for key, value in (sent | changes).items() if value is not None}
