"""What this package puts around every page: who stands behind the site, and what is urgent today."""

from django.utils.translation import gettext as _

from cms.models import Alert, SiteIdentity
from portal.models import Level
from portal.registries import Identity, Notice
from portal.remembered import remembered

MOST = 3  # more would push the page away


def identity(request) -> Identity:
    who = remembered("site identity", SiteIdentity.load)
    return Identity(
        who.host, who.address, who.phone, who.icp, who.police_record, who.site_code, who.report_error_address, who.mourning
    )  # fmt: skip


def alerts(request) -> list[Notice]:
    """The most urgent first; what is for one place only says so."""
    urgent = [alert for alert in remembered("alerts", _not_over) if alert.showing]
    return [Notice(alert.level, _said(alert), alert.link) for alert in urgent[:MOST]]


def _not_over() -> list[Alert]:
    """With what is still to come: it begins without anybody publishing it."""
    return list(Alert.objects.not_over().select_related("area").by_urgency())


def _said(alert: Alert) -> str:
    if alert.area.level == Level.COUNTY:
        return alert.words
    return _("%(place)s: %(words)s") % {"place": alert.area, "words": alert.words}
