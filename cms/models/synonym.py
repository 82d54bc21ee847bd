from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.gate import GatedQuerySet, may


class ForEditors(GatedQuerySet):
    """Rows of the whole house: whoever edits content sees them all."""

    see_act = "edit content"

    def where_may(self, user, act):
        return self if may(user, act) else self.none()


class Synonym(models.Model):
    """Words that mean the same to whoever searches."""

    words_zh = models.TextField(
        _("words that mean the same (Chinese)"), blank=True, help_text=_("One a line: how the papers say it, how people say it.")
    )  # fmt: skip
    words_en = models.TextField(
        _("words that mean the same (English)"), blank=True, help_text=_("One a line.")
    )

    objects = ForEditors.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")

    def __str__(self):
        return " = ".join([*self.group("zh"), *self.group("en")][:4])

    def group(self, language: str) -> list[str]:
        text = self.words_en if language == "en" else self.words_zh
        return [word.strip() for word in text.splitlines() if word.strip()]

    def clean(self):
        if not any(len(self.group(language)) > 1 for language in ("zh", "en")):
            raise ValidationError({"words_zh": _("Write at least two words of one language, one a line.")})
