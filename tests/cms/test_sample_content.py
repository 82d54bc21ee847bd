import io, time, cProfile, pstats
import pytest
from django.core.management import call_command
pytestmark = pytest.mark.django_db

def test_x(programmes):
    t=time.time(); pr=cProfile.Profile()
    out=io.StringIO()
    call_command("load_pages", stdout=out)
    print(out.getvalue(), time.time()-t)
    t=time.time(); out=io.StringIO()
    call_command("load_pages", stdout=out); print(out.getvalue(), time.time()-t)
    from cms.models import FaqPage, HomePage
    f=FaqPage.objects.filter(locale__language_code="zh-hans").first()
    print(f.related, f.get_latest_revision_as_object().related_links.count(), f.latest_revision_id, f.live_revision_id, f.has_unpublished_changes)
    h=HomePage.objects.first(); print(h.tasks, h.get_latest_revision_as_object().tasks)
