"""A draft as its readers will see it: on a phone, on a desk, in large type, on paper, in English."""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

SIZES = [
    {"name": "mobile", "icon": "mobile-alt", "device_width": 390, "label": gettext_lazy("On a phone")},
    {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": gettext_lazy("On a desk")},
]


class Previews:
    """For a page: the ways in which the panel beside the editor shows it."""

    preview_sizes = SIZES

    @property
    def preview_modes(self):
        return [
            ("", pgettext_lazy("way of reading", "As it is")), ("elder", gettext_lazy("Large type")),
            ("print", gettext_lazy("On paper")), ("twin", gettext_lazy("The English page")),
        ]  # fmt: skip

    def serve_preview(self, request, mode_name):
        if mode_name == "elder":
            request.COOKIES = {**request.COOKIES, "elder": "1"}
        if mode_name == "print":
            request.GET = QueryDict("print=page")
            return self.serve(request)
        if mode_name == "twin":
            return self._twin(request)
        return super().serve_preview(request, mode_name)

    def _twin(self, request):
        twins = self.get_translations(inclusive=True).filter(locale__language_code="en")
        if twin := twins.first():
            return twin.get_latest_revision_as_object().serve_preview(request, "")
        return HttpResponse(_("There is no English page yet. Start it with “Translate” in the menu above."))
