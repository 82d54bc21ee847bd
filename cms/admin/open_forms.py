"""The forms a clerk and a supervisor fill."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.models import Disclosure, DisclosureItem
from portal import gate
from portal.forms import Told
from portal.models import Area


def day_box() -> forms.DateInput:
    return forms.DateInput(
        attrs={"type": "date", "min": "2015-01-01", "max": "2100-12-31"}, format="%Y-%m-%d"
    )


class BeginForm(forms.Form):
    """What is to be published, where, about which day."""

    item = forms.ModelChoiceField(label=_("What"), queryset=DisclosureItem.objects.none())
    area = forms.ModelChoiceField(label=_("Which place"), queryset=Area.objects.none())
    day = forms.DateField(
        label=_("A day of the period, or the day it happened"), widget=day_box(),
        error_messages={"invalid": _("Write the day as 2026-11-22.")},
    )  # fmt: skip

    def __init__(self, data, user):
        super().__init__(data, initial={"day": timezone.localdate()})
        self.fields["item"].queryset = DisclosureItem.objects.visible_to(user).in_force(timezone.localdate())
        places = Area.objects.standing().filter(gate.reach(user, "draft disclosures", "code"))
        places = places.filter(code__length__in=[9, 12])
        self.fields["area"].queryset = places
        if len(places[:2]) == 1:
            self.fields["area"].empty_label = None

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not 2015 <= day.year <= timezone.localdate().year:
            raise forms.ValidationError(_("Choose a day that has been."))
        return day


class DraftForm(forms.ModelForm):
    """The words of a draft; its tables stand beside."""

    title = Told(label=_("Title"), max_length=120)
    title_en = Told(label=_("Title, English"), max_length=160, required=False)
    summary = Told(
        label=_("In plain words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Two or three sentences: what came in, what went out, what it was for. Name nobody."),
    )  # fmt: skip
    summary_en = Told(
        label=_("In plain words, English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = Disclosure
        fields = ["title", "title_en", "summary", "summary_en"]


class TableFileForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("An .xlsx or .csv with a sheet for each table. Names of people are kept masked."),
        error_messages={"required": _("Choose a file first.")},
    )  # fmt: skip


class FileForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[("document", _("document")), ("photo", _("photo"))])
    title = Told(
        label=_("What it shows"), max_length=160, help_text=_("In words, for who cannot see it."),
        error_messages={"required": _("Say in a few words what it shows.")},
    )  # fmt: skip
    file = forms.FileField(label=_("File"), error_messages={"required": _("Choose a file first.")})


class PostedForm(forms.Form):
    """The photo of the board, with the day and the place."""

    file = forms.FileField(
        label=_("Photo of the board"), widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
        error_messages={"required": _("Choose a file first.")},
    )  # fmt: skip
    place = Told(label=_("Where it was posted"), max_length=80)
    day = forms.DateField(label=_("Posted on"), widget=day_box(), initial=timezone.localdate)


class ReasonForm(forms.Form):
    reason = Told(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, so that whoever reads it understands.")},
    )  # fmt: skip


class AnswerForm(forms.Form):
    answer = Told(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the answer.")},
    )  # fmt: skip


class ShowForm(forms.Form):
    """Question and answer for everybody, without the person."""

    text = Told(
        label=_("Question, as everybody may read it"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Take out names, phones and whatever tells who asks."),
    )  # fmt: skip
    answer = Told(
        label=_("Answer, as everybody may read it"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
