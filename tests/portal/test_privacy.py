"""Every field says whether it is personal (DESIGN §2.9)."""

from importlib import import_module
from importlib.util import find_spec

import pytest
from django.apps import apps

# Who of the staff does what where, for the manager who appoints them.
LEAVES_WITH_REASON = {
    "portal.user": {"username", "first_name", "last_name"}, "portal.duty": {"user"},
    "membership.resident": {"name"}, "membership.household": {"address"},  # a list is exported as it is seen
    "membership.membership": {"resident"},  # the member roll
}  # fmt: skip
PACKAGES = ["portal", "cms", "membership", "outreach", "hotline"]


def lists(package):
    if find_spec(f"{package}.privacy") is None:
        return {}, {}
    module = import_module(f"{package}.privacy")
    return module.PERSONAL, module.PLAIN


def fields_of(model) -> set[str]:
    return {field.name for field in (*model._meta.local_fields, *model._meta.local_many_to_many)}


@pytest.mark.parametrize("package", PACKAGES)
def test_every_field_is_listed_once_as_personal_or_plain(package):
    personal, plain = lists(package)
    for model in apps.get_app_config(package).get_models():
        name = model._meta.label_lower
        closed, open_ = personal.get(name, set()), plain.get(name, set())
        assert closed | open_ == fields_of(model), f"{name}: list {fields_of(model) ^ (closed | open_)}"
        assert not closed & open_, f"{name}: both personal and plain: {closed & open_}"


@pytest.mark.parametrize("package", PACKAGES)
def test_no_list_names_a_model_that_is_gone(package):
    known = {model._meta.label_lower for model in apps.get_app_config(package).get_models()}
    personal, plain = lists(package)
    assert set(personal) | set(plain) <= known


@pytest.mark.parametrize("package", PACKAGES)
def test_no_back_office_export_carries_a_personal_field(package):
    """Exports leave the house: they list plain fields only."""
    from wagtail.admin.viewsets import viewsets

    personal, _plain = lists(package)
    shown = [
        (v.model._meta.label_lower, v)
        for v in viewsets.viewsets
        if isinstance(getattr(v, "model", None), type)
    ]
    for name, viewset in shown:
        listed = getattr(viewset, "list_export", None)
        exported = set(listed) if isinstance(listed, list | tuple) else set()
        exported -= LEAVES_WITH_REASON.get(name, set())
        assert not exported & personal.get(name, set()), f"{name} exports {exported & personal[name]}"
