"""Staff in the back office: a manager appoints people in their places, and gives them a first password."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column

from portal.admin.gated import GatedModelViewSet
from portal.models import Area, Duty, User
from portal.roles import Role


class StaffForm(WagtailAdminModelForm):
    """Name, whether they may sign in, and a new password."""

    last_name = forms.CharField(label=_("Family name"), max_length=60)
    password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Empty: the password stays as it is."),
    )

    class Meta:
        model = User
        fields = ["username", "last_name", "first_name", "is_active"]

    def clean(self):
        cleaned = super().clean()
        if password := cleaned.get("password"):
            try:
                validate_password(password, self.instance)
            except ValidationError as problem:
                self.add_error("password", problem)
        return cleaned

    def save(self, commit=True):
        if password := self.cleaned_data["password"]:
            self.instance.set_password(password)
        return super().save(commit)


class NewStaffForm(StaffForm):
    """A person comes with their first duty: without one nobody here would see them."""

    area = forms.ModelChoiceField(Area.objects.all(), label=_("Place"))
    role = forms.ChoiceField(choices=Role.choices, label=_("Duty"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].required = True
        self.fields["password"].help_text = password_validators_help_text_html()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("area") and cleaned.get("role"):
            self.duty = Duty(area=cleaned["area"], role=cleaned["role"])
            for sentence in self.duty.why_not_by(self.for_user):
                self.add_error(None, sentence)
        return cleaned

    @transaction.atomic
    def save(self, commit=True):
        user = super().save(commit)
        self.duty.user = user
        self.duty.hold(timezone.localdate())
        self.duty.save()
        return user


class StaffViewSet(GatedModelViewSet):
    model = User
    name = "staff"
    icon = "group"
    menu_label = _("Staff")
    menu_order = 705
    add_to_admin_menu = True
    add_to_reference_index = False
    list_display = [
        Column("__str__", label=_("name"), sort_key="last_name"),
        "username",
        "is_active",
        "last_login",
    ]
    list_export = ["username", "last_name", "first_name", "is_active"]
    export_filename = "staff"
    search_fields = ["username", "last_name", "first_name"]
    search_backend_name = None
    copy_view_enabled = False
    ordering = ["username"]

    def get_form_class(self, for_update=False):
        return StaffForm if for_update else NewStaffForm
