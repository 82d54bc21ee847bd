"""Lists of people and homes: found by a name's characters, pinyin or initials, or the end of a phone number."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView
from wagtail.snippets.views.snippets import IndexView

from portal.admin.gated import GatedSnippetChooserViewSet
from portal.models import Area

LAST_FIGURES = 4


def searched(words: str) -> str:
    """What may stand in an address: of a long number its last figures, of a text that is one."""
    plain = words.replace(" ", "").replace("-", "").lstrip("+")
    figures = plain.isdigit() or (plain[:-1].isdigit() and plain[-1] in "xX")
    return plain[-LAST_FIGURES:] if figures and len(plain) > LAST_FIGURES else words


class FoundForm(BaseFilterForm):
    """The search of a chooser: the same words as in the list."""

    q = forms.CharField(label=_("Search"), required=False)

    def filter(self, objects):
        words = self.cleaned_data.get("q")
        self.is_searching, self.search_query = bool(words), words
        return objects.filter(pk__in=objects.model.objects.found_by(words).values("pk")) if words else objects


class Chooses:
    """Who to choose from is told apart by place and birth."""

    filter_form_class = FoundForm

    @property
    def columns(self):
        return [*super().columns, *(Column(name, label=label) for name, label in self.model.TOLD_APART_BY)]


class PeopleChooseView(Chooses, ChooseView):
    pass


class PeopleChooseResultsView(Chooses, ChooseResultsView):
    pass


class PeopleChooserViewSet(GatedSnippetChooserViewSet):
    choose_view_class = PeopleChooseView
    choose_results_view_class = PeopleChooseResultsView


class FoundByWords:
    """Whole phone and identity numbers typed into the search are cut down, so that no link carries them."""

    def setup(self, request, *args, **kwargs):
        if words := request.GET.get("q"):
            request.GET = request.GET.copy()
            request.GET["q"] = searched(words)
        super().setup(request, *args, **kwargs)

    def search_queryset(self, queryset):
        return queryset.filter(pk__in=self.found(self.search_query)) if self.is_searching else queryset

    def found(self, words: str):
        return self.model.objects.found_by(words).values("pk")


class PeopleIndexView(FoundByWords, IndexView):
    pass


def place_filter():
    """This place and everything below it."""
    return django_filters.ModelChoiceFilter(
        label=_("Place"), queryset=Area.objects.standing(), method="in_place", empty_label=_("all")
    )


def chosen(label, method: str, choices):
    return django_filters.ChoiceFilter(label=label, method=method, choices=choices, empty_label=_("all"))
