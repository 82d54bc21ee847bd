"""What this package puts around every page: who stands behind the site, and what is urgent today."""

from django.utils.translation import gettext as _

from cms.models import Alert, SiteIdentity
from portal.models import Level
from portal.registries import Identity, Notice

MOST = 3  # more would push the page away


def identity(request) -> Identity:
    who = SiteIdentity.load(request)
    return Identity(
        who.host, who.address, who.phone, who.icp, who.police_record, who.site_code, who.report_error_address, who.mourning
    )  # fmt: skip


def alerts(request) -> list[Notice]:
    """The most urgent first; what is for one place only says so."""
    return [
        Notice(alert.level, _said(alert), alert.link)
        for alert in Alert.objects.showing().select_related("area").by_urgency()[:MOST]
    ]


def _said(alert: Alert) -> str:
    if alert.area.level == Level.COUNTY:
        return alert.words
    return _("%(place)s: %(words)s") % {"place": alert.area, "words": alert.words}
