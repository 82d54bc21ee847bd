"""Wagtail answers rights on pages, pictures and documents from groups: these follow from duties.

Each act has one group of the same name. Who holds such a duty for the county is in it; membership is
brought in step whenever somebody enters the back office, so a duty that ended ends there and then.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal import gate
from portal.models import Level

ON_PAGES = {
    "edit content": ["add_page", "change_page"],
    "approve content": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
ON_FILES = ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"]


def keep_in_step(user) -> None:
    """Put the user into the groups their duties name today, and out of the others."""
    wanted = {act for act in ON_PAGES if any(len(code) <= Level.COUNTY for code in gate.places(user, act))}
    held = set(user.groups.filter(name__in=ON_PAGES).values_list("name", flat=True))
    if held != wanted:
        user.groups.remove(*Group.objects.filter(name__in=held - wanted))
        user.groups.add(*[group_that_may(act) for act in wanted - held])


@transaction.atomic
def group_that_may(act: str) -> Group:
    group, made = Group.objects.get_or_create(name=act)
    if made:
        _allow(group, GroupPagePermission, ON_PAGES[act], page=Page.get_first_root_node())
        _allow(group, GroupCollectionPermission, ON_FILES, collection=Collection.get_first_root_node())
    return group


def _allow(group, kind, codenames, **where):
    permissions = Permission.objects.filter(
        codename__in=codenames, content_type__app_label__in=["wagtailcore", "wagtailimages", "wagtaildocs"]
    )
    kind.objects.bulk_create([kind(group=group, permission=each, **where) for each in permissions])
