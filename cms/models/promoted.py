from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.models.synonym import ForEditors
from cms.search.words import clean


class PromotedAnswer(models.Model):
    """A sentence and where to go, above all that is found, for words that editors choose."""

    asked = models.TextField(
        _("for these words"),
        help_text=_("One a line. It is shown when somebody’s search contains one of them."),
    )
    says_zh = models.CharField(_("sentence (Chinese)"), max_length=200)
    says_en = models.CharField(_("sentence (English)"), max_length=300, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    address = models.CharField(
        _("or address"), max_length=300, blank=True, help_text=_("Such as /check/ or https://…")
    )

    objects = ForEditors.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("promoted answer")
        verbose_name_plural = _("promoted answers")

    def __str__(self):
        return self.says_zh

    def clean(self):
        if not (self.page_id or self.address):
            raise ValidationError({"page": _("Choose a page, or write an address.")})
        if self.address and not self.address.startswith(("/", "https://", "http://", "tel:")):
            raise ValidationError({"address": _("An address begins with / or https://.")})

    def answers(self, text: str) -> bool:
        """Was one of its words asked for? `text` is cleaned already."""
        return any(word in text for line in self.asked.splitlines() if (word := clean(line)))

    @property
    def says(self) -> str:
        return (self.says_en if get_language() == "en" else "") or self.says_zh

    @property
    def link(self) -> str:
        """The page in the reader’s language where there is one; empty while it is not public."""
        if not self.page_id:
            inside = self.address.startswith("/") and not self.address.startswith("/en/")
            return f"/en{self.address}" if inside and get_language() == "en" else self.address
        twins = type(self.page).objects.filter(translation_key=self.page.translation_key).live().public()
        by_language = {one.locale.language_code: one for one in twins.select_related("locale")}
        page = by_language.get(get_language()) or next(iter(by_language.values()), None)
        return (page.url or "") if page else ""
