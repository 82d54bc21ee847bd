"""The page above all pages of one kind: its list, cut into parts a phone can load."""

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.models.public import PublicPage
from portal.models import Area
from portal.remembered import remembered


class IndexPage(PublicPage):
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*PublicPage.content_panels, "introduction"]
    parent_page_types = ["cms.HomePage"]
    max_count_per_parent = 1
    per_page = 30

    class Meta:
        abstract = True

    def listed(self, request):
        """The pages to show, in their order; a type narrows them by what is asked."""
        model = self.allowed_subpage_models()[0]
        return model.objects.child_of(self).live().order_by("title").defer_streamfields()

    def get_context(self, request, *args, **kwargs):
        rows = self.listed(request)
        part = Paginator(rows, self.per_page).get_page(request.GET.get("page"))
        kept = request.GET.copy()
        for name in ("page", "print"):
            kept.pop(name, None)
        return {
            **super().get_context(request, *args, **kwargs),
            "part": part,
            "kept": kept.urlencode(),
            "filtered": any(kept.values()),
        }


def area_asked(request) -> str:
    """The code in `?area=`; empty where it is none."""
    code = request.GET.get("area", "")
    return code if code.isascii() and code.isdigit() and len(code) <= 15 else ""


def areas_of(pages) -> list[Area]:
    """The places these pages are for, to choose from."""
    return list(Area.objects.filter(pk__in=pages.order_by().values("area")).order_by("code"))


def choices_of(index, name: str, ask) -> list:
    """What a list can be narrowed by, asked once for every state of what is published."""
    return remembered((index.pk, name), lambda: list(ask()))
