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
    here = request.path.removeprefix("/en")
    urgent = [one for one in remembered("alerts", _not_over) if one.showing and _belongs(one, here)]
    return [Notice(alert.level, _said(alert), alert.link) for alert in urgent[:MOST]]


def _belongs(alert: Alert, path: str) -> bool:
    """Danger, and what the whole county must mind, above every page; the rest on the front page, and where it leads to."""
    minded_by_all = alert.level == Alert.Level.WARNING and alert.area.level == Level.COUNTY
    return alert.level == Alert.Level.DANGER or minded_by_all or path == "/" or path == alert.link


def _not_over() -> list[Alert]:
    """With what is still to come: it begins without anybody publishing it."""
    return list(Alert.objects.not_over().select_related("area").by_urgency())


def _said(alert: Alert) -> str:
    if alert.area.level == Level.COUNTY:
        return alert.words
    return _("%(place)s: %(words)s") % {"place": alert.area, "words": alert.words}
