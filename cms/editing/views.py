"""Wagtail's screens of a page, with our side panel and with decisions that take nothing from the form."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import PublishMenuItem, SubmitForModerationMenuItem, WorkflowMenuItem
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry

from cms.admin.four_eyes import SaysNotYet, say_decided, say_not_yet
from cms.editing.side_panel import WordsSidePanel
from cms.models import PublicPage
from cms.models.approval import NotYet


class PageEditView(EditView):
    """Approving takes what was saved and looked at. Who only looks saves nothing by itself."""

    def get(self, request, *args, **kwargs):
        if self.page.workflow_in_progress:
            self.autosave_enabled = False
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if request.POST.get("action-workflow-action"):
            return self.decide(request.POST.get("workflow-action-name"))
        return super().post(request, *args, **kwargs)

    def decide(self, action):
        task, state = self.page.current_workflow_task, self.page.current_workflow_task_state
        if not task:
            messages.error(self.request, _("It does not wait for a decision any more."))
            return redirect(self.get_edit_url())
        if self.is_out_of_date:
            messages.error(self.request, _("It was changed since you opened it. Look again, then decide."))
            return redirect(self.get_edit_url())
        try:
            task.on_action(state, self.request.user, action)
        except NotYet as reason:
            say_not_yet(self.request, reason)
            return redirect(self.get_edit_url())
        say_decided(self.request, self.page, action)
        return self.redirect_away()

    def get_side_panels(self):
        panels = super().get_side_panels()
        if self.expects_json_response or self.hydrate_create_view:
            return panels
        return MediaContainer([*panels, WordsSidePanel(self.page, self.request)])


class PageActionView(SaysNotYet, WorkflowActionView):
    pass


class PublicPageViewSet(PageViewSet):
    edit_view_class = PageEditView
    workflow_action_view_class = PageActionView

    def on_register(self):
        """Wagtail looks for the nearest ancestor of a page's type; ours is abstract."""
        page_viewset_registry.register(PublicPage, self)


class SendForApproval(SubmitForModerationMenuItem):
    label = gettext_lazy("Send for approval")

    def get_context_data(self, parent_context):
        return super().get_context_data(parent_context) | {"label": self.label}


def keep_to_approval(items) -> None:
    """The drop-up of the edit page: no publishing, sending in plain words, a reviewer's yes first."""
    items[:] = [item for item in items if not isinstance(item, PublishMenuItem)]
    for place, item in enumerate(items):
        if type(item) is SubmitForModerationMenuItem:
            items[place] = SendForApproval(order=item.order)
    items.sort(key=lambda item: not _is_a_yes(item))


def _is_a_yes(item) -> bool:
    return isinstance(item, WorkflowMenuItem) and item.name == "approve" and not item.launch_modal
