"""Viewsets of the back office whose every view goes through the gate.

Wagtail checks rights per model; its edit, delete, history and other views by URL do not ask per row.
These do. How to use them, for a model whose QuerySet is a `portal.gate.GatedQuerySet`:

    # hotline/wagtail_hooks.py
    let(Case, add="file cases", change="answer cases")     # portal.duty_policy; unnamed actions are closed

    class CaseViewSet(GatedSnippetViewSet):                # or GatedModelViewSet
        model = Case
        ...                                                # the rest as in any Wagtail viewset

Own view classes (`edit_view_class = …`) are gated as well: `construct_view` is the single door. A view
finds `self.the_row`, already checked. Choices in forms and filters shrink to what the user may see.
"""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.forms import ModelChoiceField
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views import generic
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.gate import GatedQuerySet
from portal.sheets import harmless


def offer_only_visible(form, user):
    """Drop-downs name nothing a user may not see; what is already chosen stays."""
    for name, field in form.fields.items():
        if not (isinstance(field, ModelChoiceField) and isinstance(field.queryset, GatedQuerySet)):
            continue
        chosen = getattr(getattr(form, "instance", None), f"{name}_id", None)
        everything = field.queryset
        visible = everything.visible_to(user).values("pk")
        field.queryset = everything.filter(pk__in=visible) | everything.filter(pk=chosen)


class GatedRow:
    """Any view of one row: 404 unless the gate shows it, 403 unless this may be done to it."""

    def dispatch(self, request, *args, **kwargs):
        if "pk" in kwargs:
            self.row_key = unquote(str(kwargs["pk"]))  # some views keep it out of self.kwargs
            self.check(self.the_row)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def the_row(self):
        rows = self.model._default_manager.all().visible_to(self.request.user)
        try:
            row = rows.filter(pk=self.row_key).first()
        except (ValueError, TypeError):
            row = None
        if row is None:
            raise Http404
        return row

    def check(self, row):
        policy = policy_registry.get_by_type(self.model)
        needed = getattr(self, "permission_required", None)
        if needed in (None, "add"):
            return
        if not policy.user_has_permission_for_instance(self.request.user, needed, row):
            raise PermissionDenied


class HarmlessExport:
    """Lists hold what strangers typed: in a .csv none of it calculates."""

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        return harmless(value) if export_format == self.FORMAT_CSV else value


class GatedListing(HarmlessExport):
    """The listing, its filters, its search and its exports, all from the gate's rows."""

    def get_base_queryset(self):
        rows = super().get_base_queryset()
        if not isinstance(rows, GatedQuerySet):
            rows = self.model._default_manager.filter(pk__in=rows.values("pk"))
        return rows.visible_to(self.request.user).select_related(*self.rows_beside())

    def rows_beside(self) -> list[str]:
        """Columns that show another row are read with it, not one by one."""
        names = {getattr(column, "name", column) for column in self.list_display}
        fields = self.model._meta.get_fields()
        return [field.name for field in fields if field.name in names and field.many_to_one]

    @cached_property
    def filters(self):
        filters = super().filters
        if filters:
            offer_only_visible(filters.form, self.request.user)
        return filters


class GatedForm:
    """A form that offers only visible choices and puts no row where its user may not."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        offer_only_visible(form, self.request.user)
        return form

    def form_valid(self, form):
        policy = policy_registry.get_by_type(self.model)
        if policy.user_may_put(self.request.user, self.permission_required, form.instance):
            try:
                with transaction.atomic():
                    return super().form_valid(form)
            except IntegrityError:
                form.add_error(None, _("Somebody changed this at the same moment. Look again, then save."))
        else:
            form.add_error(None, _("You have no duty there. Choose a place you look after."))
        return self.form_invalid(form)


class GatedChoices:
    """A chooser's list, search and chosen row."""

    def get_object_list(self):
        return super().get_object_list().filter(pk__in=self.visible().values("pk"))

    def get_object(self, pk):
        try:
            return self.visible().get(pk=pk)
        except (ValueError, TypeError):
            raise Http404 from None

    def get_objects(self, pks):
        return self.visible().filter(pk__in=pks)

    def visible(self):
        return self.model_class._default_manager.all().visible_to(self.request.user)


def gated(view_class, *mixins):
    return type(view_class.__name__, (*mixins, view_class), {"__module__": view_class.__module__})


class Gated:
    """Makes `construct_view`, which every view of a viewset passes, add the gate."""

    def construct_view(self, view_class, **kwargs):
        mixins = [GatedRow]
        if issubclass(view_class, generic.IndexView):
            mixins.append(GatedListing)
        if issubclass(view_class, generic.CreateView | generic.EditView):
            mixins.append(GatedForm)
        return super().construct_view(gated(view_class, *mixins), **kwargs)


class GatedChooser:
    """Without a form of its own nothing is made in a chooser, and the address for it does not exist."""

    creation_form_class = form_fields = exclude_form_fields = None

    def get_urlpatterns(self):
        makes = self.creation_form_class or self.form_fields or self.exclude_form_fields
        return [one for one in super().get_urlpatterns() if makes or one.name != "create"]

    def construct_view(self, view_class, **kwargs):
        return super().construct_view(gated(view_class, GatedChoices), **kwargs)


class GatedChooserViewSet(GatedChooser, ChooserViewSet):
    """A chooser of a gated model. Set `model`, as in Wagtail."""


class GatedSnippetChooserViewSet(GatedChooser, SnippetChooserViewSet):
    pass


class GatedModelViewSet(Gated, ModelViewSet):
    """For plain tables: no bulk actions, no chooser."""


class GatedSnippetViewSet(Gated, SnippetViewSet):
    """For what is assigned or acted on in bulk. Its chooser and its bulk actions are gated too."""

    chooser_viewset_class = GatedSnippetChooserViewSet
