"""Duties in the back office: who may do what, where, from when to when."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminDateInput

from portal.admin.gated import GatedModelViewSet
from portal.models import Duty


class DutyForm(WagtailAdminModelForm):
    """Two plain days instead of a range; the last day counts."""

    starts = forms.DateField(label=_("First day"), initial=timezone.localdate, widget=AdminDateInput)
    ends = forms.DateField(
        label=_("Last day"), required=False, widget=AdminDateInput, help_text=_("Empty while it lasts.")
    )

    class Meta:
        model = Duty
        fields = ["user", "area", "role"]

    def __init__(self, *args, for_user=None, **kwargs):
        super().__init__(*args, for_user=for_user, **kwargs)
        if self.instance.pk:
            self.initial |= {"starts": self.instance.first_day, "ends": self.instance.last_day}

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The last day lies before the first. Choose a later day."))
        elif starts:
            self.instance.hold(starts, ends)
        if not self.errors:
            self._check_appointment(cleaned)
        return cleaned

    def _get_validation_exclusions(self):
        """The days are our two fields; the range they make is checked as well."""
        excluded = super()._get_validation_exclusions()
        return excluded if self.errors else excluded - {"period"}

    def _check_appointment(self, cleaned):
        duty = Duty(user=cleaned["user"], area=cleaned["area"], role=cleaned["role"])
        for sentence in duty.why_not_by(self.for_user):
            self.add_error(None, sentence)


class DutyEditView(generic.EditView):
    """What is past stays as it was: a duty changes only in its days."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        for name in ("user", "area", "role"):
            form.fields[name].disabled = True
        return form


class DutyViewSet(GatedModelViewSet):
    model = Duty
    name = "duties"
    icon = "key"
    menu_order = 710
    add_to_admin_menu = True
    list_display = ["user", "area", "get_role_display", Column("first_day"), Column("last_day")]
    list_filter = ["role", "area"]
    list_export = ["user", "area_id", "role", "first_day", "last_day"]
    export_filename = "duties"
    list_per_page = 50
    search_fields = ["user__username", "user__last_name", "user__first_name", "area__name", "area__code"]
    search_backend_name = None
    inspect_view_enabled = True
    inspect_view_fields = ["user", "area", "role", "first_day", "last_day"]
    copy_view_enabled = False
    edit_view_class = DutyEditView

    def get_form_class(self, for_update=False):
        return DutyForm
