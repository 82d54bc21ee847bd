"""Form fields of the register's pages."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership import id_number

FIRST = date(1900, 1, 1)


class DayField(forms.DateField):
    """A day of this or the last century, not in the future."""

    def __init__(self, **kwargs):
        box = forms.DateInput(attrs={"type": "date", "min": "1900-01-01"}, format="%Y-%m-%d")
        kwargs.setdefault("widget", box)
        kwargs.setdefault("error_messages", {"invalid": _("Write the day as 2026-11-22.")})
        super().__init__(**kwargs)

    def clean(self, value):
        day = super().clean(value)
        if day and not FIRST <= day <= timezone.localdate():
            raise ValidationError(_("Choose a day between 1900 and today."))
        return day


class IdField(forms.CharField):
    """A national identity number: tidied, and refused where it cannot be one."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("National identity number"))
        box = forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"})
        super().__init__(max_length=30, widget=box, **kwargs)

    def clean(self, value):
        number = id_number.tidy(super().clean(value) or "")
        if number and not id_number.is_whole(number):
            raise ValidationError(
                _("This number cannot be right: 18 characters whose last one fits the others. Read it again.")
            )
        return number
