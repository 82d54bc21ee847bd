"""House rules that `manage.py check` minds."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from portal.crypto import keys

HERE_ONLY = {"127.0.0.1", "localhost", "::1"}


@register(Tags.security, deploy=True)
def no_demo_in_public(app_configs, **kwargs):
    """The demo waives the second factor and its passwords are printed: never on a public address."""
    if settings.DEMO and not (settings.PRIVATE and urlsplit(settings.PUBLIC_URL).hostname in HERE_ONLY):
        return [
            Error(
                "LINLI_DEMO is on: the second factor is waived and the demo passwords are public.",
                hint="Unset LINLI_DEMO, and delete the demo users or run this on 127.0.0.1 only.",
                id="portal.E001",
            )
        ]
    return []


@register(Tags.security)
def field_keys_are_whole(app_configs, **kwargs):
    """Before anything is sealed, not after."""
    try:
        keys()
    except ImproperlyConfigured as problem:
        return [Error(str(problem), hint="The README's table shows their shape.", id="portal.E002")]
    return []
