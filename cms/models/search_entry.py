from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    POLICY = "policy", pgettext_lazy("kind of hit", "Policies")
    GUIDE = "guide", pgettext_lazy("kind of hit", "Guides")
    FAQ = "faq", pgettext_lazy("kind of hit", "Questions")
    NEWS = "news", pgettext_lazy("kind of hit", "News")
    CAMPAIGN = "campaign", pgettext_lazy("kind of hit", "Campaigns")
    VILLAGE = "village", pgettext_lazy("kind of hit", "Villages")
    PLACE = "place", pgettext_lazy("kind of hit", "Places")
    DISCLOSURE = "disclosure", pgettext_lazy("kind of hit", "Village affairs")
    PAGE = "page", pgettext_lazy("kind of hit", "Other pages")


class SearchEntry(models.Model):
    """What search finds of one public thing in one language. Made anew from the thing, never edited."""

    key = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=500)
    area_code = models.CharField(max_length=15, blank=True)
    day = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    in_force_from = models.DateField(null=True)
    in_force_until = models.DateField(null=True)
    spelled = models.CharField(max_length=255)  # the title in one spelling
    heads = SearchVectorField()  # title (A), what it says of itself (B), pinyin of both (D)
    words = SearchVectorField()  # every lexeme of it
    made_of = models.CharField(max_length=32)  # fingerprint: what is the same is not written again

    class Meta:
        verbose_name = _("search entry")
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="search_entry_once")]
        indexes = [
            GinIndex(fields=["words"], name="search_words", fastupdate=False),
            GinIndex(fields=["heads"], name="search_heads", fastupdate=False),
            models.Index(fields=["language", "spelled"], name="search_spelled", opclasses=["varchar_ops", "varchar_pattern_ops"]),
        ]  # fmt: skip

    def __str__(self):
        return self.title
