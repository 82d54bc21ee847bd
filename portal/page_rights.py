"""Wagtail answers rights on pages, pictures and documents from groups: these follow from duties.

Each act has a group of the same name for the whole county, and one with the code behind it for each smaller
place: “edit pages 990001101001”. Membership is brought in step whenever somebody enters the back office, so a
duty that ended ends there and then; so are the pages and the folder that belong to a place.
"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal import gate
from portal.models import Area

ON_PAGES = {
    "edit pages": ["add_page", "change_page"],
    "approve pages": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
ON_FILES = ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"]
OURS = Q(name__startswith="edit pages") | Q(name__startswith="approve pages")


def keep_in_step(user) -> None:
    """Put the user into the groups their duties name today, and out of the others."""
    wanted = {_name(act, code): (act, code) for act in ON_PAGES for code in gate.places(user, act)}
    held = dict(user.groups.filter(OURS).values_list("name", "pk"))
    if held.keys() != wanted.keys():
        user.groups.remove(*[held[name] for name in held.keys() - wanted.keys()])
        user.groups.add(*[group_that_may(*wanted[name]) for name in wanted.keys() - held.keys()])
    if places := {name: code for name, (_act, code) in wanted.items() if not _county_wide(code)}:
        _keep_pages_in_step(places)


def _county_wide(code: str) -> bool:
    return len(code) <= gate.COUNTY


def _name(act: str, code: str) -> str:
    return act if _county_wide(code) else f"{act} {code}"


@transaction.atomic
def group_that_may(act: str, code: str = gate.EVERYWHERE) -> Group:
    group, made = Group.objects.get_or_create(name=_name(act, code))
    if made:
        _allow(group, GroupCollectionPermission, ON_FILES, collection=folder_of(code))
        if _county_wide(code):
            _allow(group, GroupPagePermission, ON_PAGES[act], page=Page.get_first_root_node())
    return group


def _allow(group, kind, codenames, **where):
    permissions = Permission.objects.filter(
        codename__in=codenames, content_type__app_label__in=["wagtailcore", "wagtailimages", "wagtaildocs"]
    )
    kind.objects.bulk_create([kind(group=group, permission=each, **where) for each in permissions])


def folder_of(code: str) -> Collection:
    """A place's own pictures and documents; a village's lie within its township's."""
    folder = Collection.objects.select_for_update().get(depth=1)
    if _county_wide(code):
        return folder
    for area in Area.objects.filter(pk__in=Area(code=code).path()[1:]):
        found = folder.get_children().filter(name__startswith=f"{area.code} ").first()
        folder = found or folder.add_child(name=f"{area.code} {area.name}")
    return folder


def _keep_pages_in_step(places: dict[str, str]) -> None:
    """Of each group (name: code), its rights on pages lie on the topmost pages of its place."""
    rows = GroupPagePermission.objects.filter(group__name__in=places)
    held = set(rows.values_list("group__name", "page"))
    tops = topmost(set(places.values()))
    wanted = {(name, pk) for name, code in places.items() for pk in tops[code]}
    for name, pk in held - wanted:
        rows.filter(group__name=name, page=pk).delete()
    for name, pk in wanted - held:
        act = name.rpartition(" ")[0]
        _allow(Group.objects.get(name=name), GroupPagePermission, ON_PAGES[act], page_id=pk)


def topmost(codes: set[str]) -> dict[str, list[int]]:
    """The pages that concern each place, without those below one of them: rights reach down the tree."""
    pages: list[tuple[str, int, str]] = sorted((path, pk, area) for pk, path, area in _pages_in(codes))
    found: dict[str, list[int]] = {}
    for code in codes:
        last, found[code] = None, []
        for path, pk, area in pages:
            if area.startswith(code) and not (last and path.startswith(last)):
                found[code].append(pk)
                last = path
    return found


def _pages_in(codes: set[str]):
    """One question to all kinds of pages that lie in places."""
    within = Q(pk__in=[])
    for code in codes:
        within |= Q(area_id__within=code)
    kinds = [kind for kind in apps.get_models() if issubclass(kind, Page) and hasattr(kind, "area_id")]
    asked = [
        kind._default_manager.filter(within).order_by().values_list("pk", "path", "area_id") for kind in kinds
    ]
    return asked[0].union(*asked[1:], all=True) if len(asked) > 1 else [row for one in asked for row in one]
