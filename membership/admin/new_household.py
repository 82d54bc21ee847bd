"""A household with its people, entered in one go: the head first."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.forms import formset_factory
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from membership.admin.fields import DayField
from membership.admin.person_forms import PersonForm
from membership.models import Household
from membership.models.household import HouseholdKind, Relation
from portal import audit, gate, idempotency
from portal.forms import PhoneField, Told
from portal.models import Area

LINES, MOST = 4, 20


class HomeForm(forms.Form):
    area = forms.ModelChoiceField(
        Area.objects.none(), label=gettext_lazy("Place"), empty_label=gettext_lazy("Please choose")
    )
    address = Told(label=gettext_lazy("home address"), max_length=120, required=False)
    phone = PhoneField(label=gettext_lazy("telephone"), required=False)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("kinds"), choices=HouseholdKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    needs = Told(label=gettext_lazy("main needs"), max_length=200, required=False)
    since = DayField(label=gettext_lazy("They live here since"), initial=timezone.localdate)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        places = Area.objects.standing().filter(
            gate.reach(user, "edit register", "code"), code__length__gte=12
        )
        self.fields["area"].queryset = places
        if len(only := list(places[:2])) == 1:
            self.fields["area"].initial = only[0]


class People(forms.BaseFormSet):
    """Lines left empty are nobody; exactly one person is the head."""

    def clean(self):
        told = [form.cleaned_data for form in self.forms if form.has_changed() and not form.errors]
        if any(self.errors):
            return
        heads = sum(one["relation"] == Relation.HEAD for one in told)
        if heads != 1:
            raise ValidationError(_("A household has exactly one head. Choose who it is."))
        numbers = [one["number"] for one in told if one["number"]]
        if len(set(numbers)) < len(numbers):
            raise ValidationError(_("The same identity number stands twice. Read both again."))

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {
            "empty_permitted": index > 0,
            "use_required_attribute": False,
        }


PeopleForms = formset_factory(
    PersonForm, People, extra=LINES, max_num=MOST, validate_max=True, absolute_max=MOST
)
STARTS = [{"relation": Relation.HEAD}, *({"relation": Relation.OTHER} for _n in range(MOST - 1))]


def new(request):
    """The form; once sent twice it is one household."""
    if not gate.may(request.user, "edit register"):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    home = HomeForm(sent, user=request.user, auto_id="home-%s")
    people = PeopleForms(_more(sent), prefix="p", initial=STARTS[:LINES])
    if sent and "more" not in sent:
        with idempotency.once(sent.get("once", "")) as kept:
            # Sent twice, the number of the first time is “registered already”: its result comes first.
            if not kept.result and home.is_valid() & people.is_valid():
                kept.result = _entered(request.user, home, people)
        if kept.result:
            return redirect(kept.result)
    context = {"title": _("Add a household"), "icon": "home", "home": home, "people": people,
               "once": (sent or {}).get("once") or idempotency.token()}  # fmt: skip
    return render(request, "membership/register/new_household.html", context)


def _more(sent):
    """“One more line”: the same form with one line more."""
    if sent is None or "more" not in sent:
        return sent
    lines = sent.get("p-TOTAL_FORMS", "")
    again = sent.copy()
    again["p-TOTAL_FORMS"] = str(min(int(lines) + 1, MOST)) if lines.isdigit() else str(LINES)
    return again


def _entered(user, home: HomeForm, people) -> str:
    told = dict(home.cleaned_data)
    day = told.pop("since")
    try:
        with transaction.atomic():
            row = Household.objects.create(**told, checked_on=timezone.localdate())
            for form in people.forms:
                if form.has_changed():
                    resident = form.enter(row.area, timezone.localdate())
                    row.take_in(resident, form.cleaned_data["relation"], day)
            audit.record(user, "add household", row)
    except ValidationError as problem:
        home.add_error(None, ValidationError(problem.messages))
    except IntegrityError:
        home.add_error(None, _("Somebody changed this at the same moment. Look again, then save."))
    else:
        return reverse("register-household", args=[row.pk])
    return ""
