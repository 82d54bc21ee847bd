"""The form of every public page: a place one looks after, and nothing that must not be public."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.editing import checks
from portal import gate
from portal.models import Area

ACT = "edit pages"


class CheckedForm(WagtailAdminPageForm):
    """A draft may be unfinished. What is sent for approval says nothing that is refused."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.above = getattr(self.parent_page and self.parent_page.specific, "area_id", None) or ""
        if "area" in self.fields and self.for_user:
            self.offer_places(self.fields["area"])

    def offer_places(self, field):
        mine = gate.reach(self.for_user, ACT, "code")
        here = Area.objects.standing().filter(mine, code__within=self.above)
        field.queryset = here | Area.objects.filter(pk=self.instance.area_id)
        field.required = not gate.may_county_wide(self.for_user, ACT)
        if not self.instance.area_id:
            tops = gate.places(self.for_user, ACT)
            self.initial["area"] = self.above or (tops[0] if len(tops) == 1 else "") or None

    def clean(self):
        cleaned = super().clean()
        area = cleaned.get("area")
        if area and not area.code.startswith(self.above):
            self.add_error("area", _("This page lies among those of another place. Choose a place there."))
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if not self.is_deferred_validation and not self.errors:
            for problem in checks.refusals(checks.of_page(self.instance)):
                field = problem.field if problem.field in self.fields else None
                self.add_error(field, problem.sentence)
