from django.db import models
from django.utils.translation import gettext_lazy as _


class PageLink(models.Model):
    """A link on a published page, and whether it led somewhere when it was last looked at."""

    class State(models.TextChoices):
        GOOD = "good", _("leads there")
        BROKEN = "broken", _("leads nowhere")
        UNCHECKED = "unchecked", _("outside, not looked at")

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("page"))
    address = models.CharField(_("address"), max_length=500)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    checked_at = models.DateTimeField(_("looked at"), auto_now=True)

    class Meta:
        verbose_name = _("link on a page")
        verbose_name_plural = _("links on pages")
        constraints = [models.UniqueConstraint(fields=["page", "address"], name="page_link_once")]

    def __str__(self):
        return self.address
