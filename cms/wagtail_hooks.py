"""What the content package adds to the back office."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

import cms.admin.answers
import cms.admin.feedback
import cms.admin.hooks
import cms.admin.open_hooks
import cms.admin.register_diff
import cms.admin.search  # noqa: F401
from cms.admin.alerts import AlertViewSet
from cms.admin.facts import FactViewSet
from cms.admin.four_eyes import keep_to_approval
from cms.admin.programmes import ProgrammeViewSet
from cms.admin.wordings import WordingViewSet
from cms.editing import hooks as editing_hooks  # noqa: F401
from cms.files import draftail  # noqa: F401  (what rich text may carry)
from cms.models import Alert, Fact, Programme, Wording
from cms.models.approval import Approved
from portal.duty_policy import let

let(Programme, add="edit rules", change="edit rules", publish="approve content")
let(Fact, add="edit rules", change="edit rules", publish="approve content")

let(Alert, add="edit content", change="edit content", delete="edit content")
let(Wording, add="edit content", change="edit content", delete="approve content")

register_snippet(ProgrammeViewSet)
register_snippet(AlertViewSet)
register_snippet(FactViewSet)
register_snippet(WordingViewSet)


@hooks.register("construct_snippet_action_menu")
def publish_by_approval(items, request, context):
    if issubclass(context["model"], Approved):
        keep_to_approval(items, request, context)
