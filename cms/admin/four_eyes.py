"""Screens of what is published by a second person only: nobody publishes directly, by button or by address."""

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.snippets.action_menu import PublishMenuItem, SubmitForModerationMenuItem
from wagtail.snippets.views.snippets import CreateView, EditView


class NoDirectPublishing:
    """Save and send for approval, that is all. No saving by itself: it would make a reader the last editor."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False

    def get_available_actions(self):
        return [action for action in super().get_available_actions() if action != "publish"]

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code == 302:
            self.tell(self.object)
        return response

    def tell(self, thing):
        """What the editor should know about the draft just saved."""
        if self.action == "submit":
            messages.info(self.request, _("Somebody else with the duty to approve has to look at it now."))


class FourEyesCreateView(NoDirectPublishing, CreateView):
    pass


class FourEyesEditView(NoDirectPublishing, EditView):
    """Approving takes what was saved and looked at; what stands in the form is not slipped in."""

    def post(self, request, *args, **kwargs):
        if self.action == "workflow-action":
            return self.decide()
        return super().post(request, *args, **kwargs)

    def decide(self):
        if self.is_out_of_date:
            messages.error(self.request, _("It was changed since you opened it. Look again, then decide."))
            return redirect(self.get_edit_url())
        try:
            self.workflow_action_action()
        except PermissionDenied as refused:
            why = str(refused) or _("This cannot be decided by you, or not any more.")
            messages.error(self.request, why)
            return redirect(self.get_edit_url())
        self.say_decided()
        return redirect(self.get_success_url())

    def say_decided(self):
        name = {"name": str(self.object)}
        if self.workflow_action == "approve":
            messages.success(self.request, _("“%(name)s” is approved.") % name)
        else:
            messages.success(self.request, _("“%(name)s” goes back to its editor.") % name)


class SendForApproval(SubmitForModerationMenuItem):
    label = gettext_lazy("Send for approval")

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": self.label}


def keep_to_approval(items, request, context):
    """The drop-up of the edit page, for models that are approved."""
    items[:] = [item for item in items if not isinstance(item, PublishMenuItem)]
    for place, item in enumerate(items):
        if type(item) is SubmitForModerationMenuItem:
            items[place] = SendForApproval(order=item.order)


def edit_address(thing) -> str:
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=[quote(thing.pk)])
