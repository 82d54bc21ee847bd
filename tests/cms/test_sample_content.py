import io, time
import pytest
from django.core.management import call_command
from tests import loaded_pages
pytestmark = pytest.mark.django_db

@pytest.mark.parametrize("n",[1,2,3])
def test_x(programmes, client, n):
    t=time.time()
    loaded_pages.pages()
    print("XX", time.time()-t)
    t=time.time()
    for a in ["/","/guides/yuer-butie/","/en/guides/yuer-butie/","/faq/","/en/villages/qingshi/","/privacy/"]:
        r=client.get(a); print(a, r.status_code, len(r.content))
