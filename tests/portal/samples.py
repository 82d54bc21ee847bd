"""Rows of the ground's own models, and of what Wagtail brings."""

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupApprovalTask, Locale, Site, Task, Workflow

from portal.models import Area, AuditEntry, Duty, Outbox, User
from portal.roles import Role
from tests.people import appoint, person
from tests.samples import MARK, sample


def area_inside(area):
    return Area.objects.create(code=f"{area.code}{Area.objects.count():03}", name=f"{MARK}组")


def duty_in(area):
    return appoint(person(last_name=MARK), Role.CLERK, area.name)


sample(Area, area_inside)
sample(Duty, duty_in)
sample(User, lambda area: duty_in(area).user)
sample(Group, lambda area: Group.objects.create(name=MARK))
sample(Site, lambda area: Site.objects.create(hostname=MARK, root_page=Site.objects.get().root_page))
sample(Locale, lambda area: Locale.objects.get_or_create(language_code="en")[0])
sample(Collection, lambda area: Collection.get_first_root_node().add_child(name=MARK))
sample(Redirect, lambda area: Redirect.objects.create(old_path=f"/{MARK}", redirect_link="/"))
sample(Image, lambda area: Image.objects.create(title=MARK, file=get_test_image_file()))
sample(Document, lambda area: Document.objects.create(title=MARK, file=ContentFile(b"x", name="x.pdf")))
sample(Workflow, lambda area: Workflow.objects.create(name=MARK))
sample(Task, lambda area: GroupApprovalTask.objects.create(name=MARK))
sample(
    AuditEntry, lambda area: AuditEntry.objects.create(action=MARK, model=MARK, row="1", area_code=area.code)
)
sample(
    Outbox,
    lambda area: Outbox.objects.queue("sms", "+8613900139001", MARK, purpose="notice", cause="x", key=MARK),
)
