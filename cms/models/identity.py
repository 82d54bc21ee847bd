from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="home")
class SiteIdentity(BaseGenericSetting):
    """Who stands behind these pages. What is empty is not shown: a village association has no state site number."""

    host_zh = models.CharField(_("host (Chinese)"), max_length=120, blank=True)
    host_en = models.CharField(_("host (English)"), max_length=160, blank=True)
    address_zh = models.CharField(_("address (Chinese)"), max_length=200, blank=True)
    address_en = models.CharField(_("address (English)"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    icp = models.CharField(_("ICP number"), max_length=60, blank=True)
    police_record = models.CharField(_("police record number"), max_length=60, blank=True)
    site_code = models.CharField(_("site number"), max_length=20, blank=True)
    report_error_address = models.CharField(_("address to report mistakes to"), max_length=300, blank=True)
    mourning = models.BooleanField(
        _("mourning"), default=False, help_text=_("All pages in grey, until this is taken off.")
    )

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel(["host_zh", "host_en"]),
                FieldRowPanel(["address_zh", "address_en"]),
                FieldPanel("phone"),
            ],
            heading=_("Who we are"),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["icp", "police_record"]), FieldRowPanel(["site_code", "report_error_address"])],
            heading=_("Numbers the law asks for"),
        ),
        FieldPanel("mourning"),
    ]

    class Meta:
        verbose_name = _("who we are")

    def _in_language(self, name: str) -> str:
        english = getattr(self, f"{name}_en") if get_language() == "en" else ""
        return english or getattr(self, f"{name}_zh")

    @property
    def host(self) -> str:
        return self._in_language("host")

    @property
    def address(self) -> str:
        return self._in_language("address")
