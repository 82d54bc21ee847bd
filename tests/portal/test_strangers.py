"""Every address of the house, walked by people it is not for. A new screen is walked by itself."""

import re

import pytest
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.regex_helper import normalize
from wagtail.models import Page

from portal.roles import Role
from tests.people import person, place
from tests.samples import MARK, row_of

pytestmark = [
    pytest.mark.django_db,
    # Django’s InMemoryStorage leaves the picture’s temporary file to the garbage collector.
    pytest.mark.filterwarnings("ignore:Exception ignored in. <function SpooledTemporaryFile"),
]

# Addresses that show the same to everybody who is let into the back office, whatever they are given.
SAME_FOR_ALL = {
    "admin/dismissibles/",
    "admin/editing-sessions/release/%(session_id)s/",
}  # the latter: only one's own
LINKED = {"admin/choose-page/%(parent_page_id)s/"}  # what is published may be linked to
OPEN = {"admin/login/", "admin/jsi18n/", "admin/sprite/", "admin/logout/"}


def addresses(patterns=None, route=""):
    """(template, view) of every pattern below the root, in the way a browser would write it."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry.pattern, RoutePattern):
            piece = re.sub(r"<(?:\w+:)?(\w+)>", r"%(\1)s", str(entry.pattern))
        else:
            piece = normalize(entry.pattern.regex.pattern)[0][0] if entry.pattern.regex.pattern else ""
        if isinstance(entry, URLPattern):
            yield route + piece, entry.callback
        else:
            yield from addresses(entry.url_patterns, route + piece)


ADMIN = [(template, view) for template, view in addresses() if template.startswith("admin/")]


def model_of(view):
    """What a view shows: a function says it by `portal.gate.shows(Model)`."""
    said = [getattr(view, "view_initkwargs", {}).get("model"), getattr(view, "model", None),
            getattr(getattr(view, "view_class", None), "model", None)]  # fmt: skip
    return next((one for one in said if isinstance(one, type)), None)


@pytest.fixture
def walk(rf):
    """Each admin address with a foreign row's key filled in."""
    away = place("南岭村")
    page = Page.get_first_root_node().add_child(title=MARK, slug="foreign")
    revision = page.save_revision()
    rows = {}

    def key(view):
        model = model_of(view)
        if model is None or issubclass(model, Page):
            return page.pk
        if model not in rows:
            rows[model] = row_of(model, away)
        return rows[model].pk

    found = []
    for template, view in ADMIN:
        names = re.findall(r"%\((\w+)\)s", template)
        given = {name: revision.pk if "revision" in name else page.pk for name in names}
        given |= {
            name: "portal" for name in names if name in {"app_label", "app_name", "content_type_app_name"}
        }
        given |= {name: "user" for name in names if name in {"model_name", "content_type_model_name"}}
        given |= {name: "delete" for name in names if name in {"action", "action_name"}}
        if "pk" in names or "object_id" in names:
            given |= {name: key(view) for name in names if name in {"pk", "object_id"}}
        found.append((template, "/" + template % given, bool(names)))
    return found, rows


def look(client, address, method):
    client.raise_request_exception = False
    response = getattr(client, method)(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, body.decode("utf-8", "replace")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", [None, Role.VOLUNTEER])
def test_the_back_office_answers_nobody_without_a_duty(client, walk, role, method):
    if role:
        client.force_login(person(role, "青石村"))
    wrong = []
    for template, address, _filled in walk[0]:
        if template not in OPEN:
            status, body = look(client, address, method)
            if MARK in body or status not in ({404} if role else {302, 404, 405}):
                wrong.append((status, template))
    assert not wrong


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("role", "where"), [(Role.CLERK, "青石村"), (Role.OFFICER, "青石镇"), (Role.HANDLER, "青石镇")]
)
def test_no_screen_shows_or_touches_a_row_of_another_place(client, settings, walk, role, where, method):
    settings.DEMO = True
    client.force_login(person(role, where))
    found, rows = walk
    wrong = []
    for template, address, filled in found:
        if template in OPEN | LINKED:
            continue  # signing in and out: the walk goes on as the same person
        status, body = look(client, address, method)
        if status >= 500 or MARK in body or (status == 200 and filled and template not in SAME_FOR_ALL):
            wrong.append((status, template, MARK in body))
    assert not wrong
    assert client.get("/admin/").status_code == 200, "still the same person at the end of the walk"
    for model, row in rows.items():
        assert model._default_manager.filter(pk=row.pk).exists(), f"a stranger removed a {model._meta.label}"


# What anybody may open, by the first words of its address, and why.
OPENINGS = {
    "": "published pages",
    "_util/": "a password in front of a page, asked by Wagtail",
    "api/v1/": "verdicts and programmes for other programs",
    "accounts/": "signing in and up",
    "documents/": "published papers",
    "healthz": "are we up",
    "chat/": "talk to the hotline",
    "open/": "village affairs, and objections without an account",
    "check/": "what can I get, without a name",
    "case/": "how far is my case, by number and code",
    "media/images/": "pictures of published pages",
    "favicon.ico": "the house's sign, which browsers ask for by name",
    "villages/": "a village in one file, for days without signal",
    "offline/": "what is kept on this phone",
    "sw.js": "shows what is kept without network",
    "manifest.webmanifest": "name and sign for a phone's start screen",
    "robots.txt": "what search engines leave alone",
    "sitemap": "every public page, for search engines",
    "feeds/": "what is new, for feed readers",
    "updates/": "ask to be told what is new, and stop it",
    "feedback/": "say whether a page was useful",
    "hotline/twilio/": "signed by the carrier",
    "search/": "everything public, found",
    "evaluation/": "is an association's certificate genuine",
    "static/": "style sheets",
}


def test_every_address_outside_is_closed_or_a_named_opening(client):
    for template, view in addresses():
        if template.startswith("admin/"):
            continue
        path = template.removeprefix("en/")
        if getattr(view, "login_required", True):
            names = re.findall(r"%\((\w+)\)s", template)
            answer = client.get("/" + template % dict.fromkeys(names, 1))
            assert answer.status_code in {302, 404, 405}, template
            assert answer.status_code != 302 or "/accounts/login/" in answer["Location"], template
        else:
            opening = max((start for start in OPENINGS if path.startswith(start)), key=len)
            assert opening or path in {"", "%(_0)s"}, (
                f"/{template} asks nobody who they are. Close it, or name it in OPENINGS with its reason."
            )
