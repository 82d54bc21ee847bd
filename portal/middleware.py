"""The house's own doors: language, large type, who may enter the back office, idle log-out, what browsers keep."""

import time
from contextlib import suppress

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.http import escape_leading_slashes, urlencode
from django.utils.translation import gettext as _

from portal import gate, page_rights, registries

ADMIN = "/admin/"
OPEN_TO_ALL = {f"{ADMIN}login/", f"{ADMIN}logout/", f"{ADMIN}jsi18n/", f"{ADMIN}sprite/"}

# Whole sections of Wagtail that ask rights per model, or none: open only to whoever works with them.
# The site's log names rows of every place; the log for auditors is portal.AuditEntry.
_PAGES = ("pages", "choose-", "api", "images", "documents", "tag-", "reports/writing")
_CONTENT = ("collections", "redirects", "reports/page-types-usage")
_KEEPER = (
    "reports/site-history",
    "failwhale",
    "test404",
    "users",
    "groups",
    "sites",
    "locales",
    "workflows",
    "api/main/images",
    "api/main/documents",
    "bulk/portal/user",
)
SECTIONS = {
    "edit pages": tuple(f"{ADMIN}{name}" for name in _PAGES),
    "edit content": tuple(f"{ADMIN}{name}" for name in _CONTENT),
    "keep": tuple(f"{ADMIN}{name}" for name in _KEEPER),
}


def is_open_to(user, path: str) -> bool:
    """Whether whoever may come into the back office is let in at this address."""
    return all(gate.may(user, act) for act, starts in SECTIONS.items() if path.startswith(starts))


def signed_in(request) -> bool:
    """Without touching the session of a stranger, whose pages stay cacheable."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


class Webhooks:
    """Providers' requests have no session, user or language: they go straight to their view."""

    def __init__(self, get_response):
        self.get_response = get_response

    @cached_property
    def doors(self) -> tuple[str, ...]:
        kinds = [kinds for _name, kinds in registries.addresses]
        return tuple(f"/{entry.pattern}" for one in kinds for entry in one.get("webhooks", []))

    def __call__(self, request):
        if request.path_info.startswith(self.doors):
            with suppress(Resolver404):
                view, args, kwargs = resolve(request.path_info)
                return view(request, *args, **kwargs)
        return self.get_response(request)


class LargeType:
    """`?elder=1` on any address switches to large type, `?elder=0` back: a link, no form, no script."""

    YEAR = 365 * 24 * 3600

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "elder=" in request.META.get("QUERY_STRING", "") and request.method in {"GET", "HEAD"}:
            wanted = request.GET.get("elder")
            if wanted in {"0", "1"}:
                return self.switched(request, wanted)
        return self.get_response(request)

    def switched(self, request, wanted: str):
        rest = request.GET.copy()
        del rest["elder"]
        path = escape_leading_slashes(request.path)
        response = HttpResponseRedirect(f"{path}?{rest.urlencode()}" if rest else path)
        response["Cache-Control"] = "no-store"
        if wanted == "1":
            kept = {"max_age": self.YEAR, "samesite": "Lax", "secure": request.is_secure(), "httponly": True}
            response.set_cookie("elder", "1", **kept)
        else:
            response.delete_cookie("elder", samesite="Lax")
        return response


class LanguageOfTheAddress:
    """/en/ is English, all else Chinese, whatever a browser says: so no page varies by its headers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        translation.activate(translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class SignedInPages:
    """What a signed-in person sees is kept by no cache; the admin's own inline scripts run only there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if signed_in(request):
            response["Cache-Control"] = "no-store, private"
        if request.path.startswith(ADMIN):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY
        return response


class IdleLogOut:
    """A back-office session left alone for half an hour ends."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if signed_in(request) and self.idle(request):
            logout(request)
            messages.info(
                request, _("You were away for a while, so we signed you out. Please sign in again.")
            )
            return redirect_to_login(request.get_full_path())
        return self.get_response(request)

    def idle(self, request) -> bool:
        now, seen = int(time.time()), request.session.get("seen_at")
        if seen is None or now - seen > 60:
            request.session["seen_at"] = now
        return bool(seen) and now - seen > settings.STAFF_IDLE_SECONDS and gate.may(request.user, "use admin")


class AdminDoor:
    """Back-office pages open to whoever has a duty above volunteer, with a second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path.startswith(ADMIN) or request.path in OPEN_TO_ALL:
            return None
        if not request.user.is_authenticated:
            return None  # asked to sign in by the view itself
        gate.remember(request.user)
        if not (gate.may(request.user, "use admin") and is_open_to(request.user, request.path)):
            raise Http404
        if not settings.DEMO and (address := self.second_factor(request)):
            return redirect(f"{address}?{urlencode({'next': request.get_full_path()})}")
        page_rights.keep_in_step(request.user)
        return None

    def second_factor(self, request) -> str | None:
        """Where to go first: to prove the second factor, or to set one up; None when it is proved."""
        kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        if not Authenticator.objects.filter(user=request.user, type__in=kinds).exists():
            messages.info(request, _("Staff sign in with a second factor. Please set one up now."))
            return reverse("mfa_index")
        if not any(record["method"] == "mfa" for record in get_authentication_records(request, request.user)):
            return reverse("mfa_reauthenticate")
        return None
