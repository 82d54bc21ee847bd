"""The desk's forms."""

from django import forms
from django.utils.translation import gettext_lazy

from hotline.models import Case
from hotline.models.case_state import Kind
from portal import gate
from portal.forms import Told
from portal.models import Area, User
from portal.phones import international


class AnswerForm(forms.Form):
    text = Told(label=gettext_lazy("Answer to the person"), widget=forms.Textarea(attrs={"rows": 5}))
    basis = forms.CharField(label=gettext_lazy("Legal basis"), required=False, max_length=200)


class AssignForm(forms.Form):
    handler = forms.ModelChoiceField(
        label=gettext_lazy("Handler"), queryset=User.objects.none(), empty_label=gettext_lazy("Please choose")
    )

    def __init__(self, *args, case: Case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = case.eligible_handlers()


class NoteForm(forms.Form):
    note = Told(label=gettext_lazy("Internal note"), widget=forms.Textarea(attrs={"rows": 2}))


class AccusedForm(forms.Form):
    user = forms.ModelChoiceField(
        label=gettext_lazy("Member of staff"), queryset=User.objects.none(), required=False
    )
    unit = forms.ModelChoiceField(label=gettext_lazy("Unit"), queryset=Area.objects.none(), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = (
            User.objects.filter(duties__isnull=False).distinct().order_by("username")
        )
        self.fields["unit"].queryset = Area.objects.standing()

    def clean(self):
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error(None, gettext_lazy("Choose a member of staff or a unit."))
        return self.cleaned_data


class RevealForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why do you need the number?"), max_length=200)


class CallForm(forms.Form):
    note = Told(
        label=gettext_lazy("What came of it"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class PhoneInForm(forms.Form):
    """Somebody calls or comes in; under a minute."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices, initial=Kind.COMPLAINT)
    text = Told(label=gettext_lazy("What happened"), widget=forms.Textarea(attrs={"rows": 5}))
    area = forms.ModelChoiceField(
        label=gettext_lazy("Place"), queryset=Area.objects.none(), empty_label=gettext_lazy("Please choose")
    )
    phone = forms.CharField(
        label=gettext_lazy("Phone"), required=False, help_text=gettext_lazy("Empty: anonymous.")
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Area.objects.standing().filter(gate.reach(user, "file cases", "code"))

    def clean_phone(self):
        phone = self.cleaned_data["phone"].strip()
        return international(phone) if phone else ""
