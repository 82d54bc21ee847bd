"""Form fields every package may use."""

from allauth.account.fields import PasswordField
from allauth.account.forms import LoginForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.phones import international


def posted(request, name: str, most: int = 2000) -> str:
    """A small text outside any form, without what PostgreSQL cannot keep."""
    return request.POST.get(name, "").replace("\x00", "").strip()[:most]


class Told(forms.CharField):
    """What somebody tells in their own words. NUL, which PostgreSQL cannot keep, is dropped without complaint."""

    def to_python(self, value):
        return super().to_python(value.replace("\x00", "") if isinstance(value, str) else value)


class PhoneField(forms.CharField):
    """A telephone number as people write it; clean it gives +86… ."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Mobile number"))
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
        )
        super().__init__(**kwargs)

    def clean(self, value):
        given = super().clean(value)
        return international(given) if given else given


class StaffLoginForm(LoginForm):
    """User name and password; beside it on the same page stands the way by phone."""

    def _setup_password_field(self):
        """allauth drops the password where signing up takes none; staff have one from their manager."""
        name = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"})
        self.fields["login"] = forms.CharField(label=_("User name"), max_length=150, widget=name)
        self.fields["password"] = PasswordField(label=_("Password"), autocomplete="current-password")
        del self.fields["password"].widget.attrs["placeholder"]

    def by_phone(self):
        return RequestLoginCodeForm()
