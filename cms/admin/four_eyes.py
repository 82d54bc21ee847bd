"""Screens of what is published by a second person only: nobody publishes directly, by button or by address."""

from django.contrib.admin.utils import quote
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.snippets.action_menu import PublishMenuItem, SubmitForModerationMenuItem
from wagtail.snippets.views.snippets import CreateView, EditView, WorkflowActionView

from cms.models.approval import NotYet


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

    def get_success_message(self, instance=None):
        if self.action != "submit":
            return super().get_success_message(instance) if instance else super().get_success_message()
        name = {"name": str(instance or self.object)}
        return _("“%(name)s” is sent: somebody else with the duty to approve has to look at it now.") % name

    def tell(self, thing):
        """What the editor should know about the draft just saved."""


class FourEyesCreateView(NoDirectPublishing, CreateView):
    pass


class FourEyesEditView(NoDirectPublishing, EditView):
    """Approving takes what was saved and looked at; what stands in the form is not slipped in."""

    def get(self, request, *args, **kwargs):
        if self.current_workflow_task and self.current_workflow_task.get_actions(self.object, request.user):
            self.offer_sights()
        return super().get(request, *args, **kwargs)

    def sights(self) -> list[tuple]:
        """(address, words) of what an approver should see before deciding."""
        name = self.object.snippet_viewset.get_url_name("revisions_compare")
        before = "live" if self.live_object.live else "earliest"
        return [(reverse(name, args=[quote(self.object.pk), before, "latest"]), _("What is different"))]

    def offer_sights(self):
        link = '<a class="button button-small button-secondary" href="{}">{}</a>'
        links = format_html_join(" ", link, self.sights())
        what = format_html('{} <span class="buttons">{}</span>', _("Before you decide:"), links)
        messages.info(self.request, what)

    def get_action(self, request):
        """A decision that cannot be taken is refused; it does not become a save."""
        if request.POST.get("action-workflow-action"):
            self.workflow_action = request.POST.get("workflow-action-name")
            return "workflow-action"
        return super().get_action(request)

    def post(self, request, *args, **kwargs):
        if self.action == "workflow-action":
            return self.decide()
        return super().post(request, *args, **kwargs)

    def decide(self):
        if not self.current_workflow_task:
            messages.error(self.request, _("It does not wait for a decision any more."))
            return redirect(self.get_edit_url())
        if self.is_out_of_date:
            messages.error(self.request, _("It was changed since you opened it. Look again, then decide."))
            return redirect(self.get_edit_url())
        try:
            self.workflow_action_action()
        except NotYet as reason:
            say_not_yet(self.request, reason)
            return redirect(self.get_edit_url())
        say_decided(self.request, self.object, self.workflow_action)
        return redirect(self.get_success_url())


class SaysNotYet:
    """Deciding from the list of what waits for one: a no says why."""

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except NotYet as reason:
            say_not_yet(request, reason)
            return redirect(self.redirect_url)


class FourEyesActionView(SaysNotYet, WorkflowActionView):
    pass


def say_decided(request, thing, action: str) -> None:
    name = {"name": str(thing)}
    if action == "approve":
        messages.success(request, _("“%(name)s” is approved.") % name)
    else:
        messages.success(request, _("“%(name)s” goes back to its editor.") % name)


def say_not_yet(request, reason: NotYet) -> None:
    say_list(messages.error, request, _("It cannot be approved yet:"), reason.sentences)


def say_list(say, request, heading: str, sentences: list[str], most: int = 12) -> None:
    """A heading and a list, not endless."""
    rows = format_html_join("", "<li>{}</li>", ((each,) for each in sentences[:most]))
    rest = len(sentences) - most
    more = format_html("<p>{}</p>", _("and %(count)s more") % {"count": rest}) if rest > 0 else ""
    say(request, format_html("{}<ul>{}</ul>{}", heading, rows, more))


class SendForApproval(SubmitForModerationMenuItem):
    label = gettext_lazy("Send for approval")

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": self.label}


def keep_to_approval(items, request, context):
    """The drop-up of the edit page, for models that are approved; what waits for one stands first."""
    items[:] = [item for item in items if not isinstance(item, PublishMenuItem)]
    for place, item in enumerate(items):
        if type(item) is SubmitForModerationMenuItem:
            items[place] = SendForApproval(order=item.order)
    items.sort(key=lambda item: item.name != "approve")
