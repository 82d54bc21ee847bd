import pytest

from portal.models import Area, Level

pytestmark = pytest.mark.django_db


def test_an_areas_code_is_its_path():
    village = Area.objects.create(code="990001101001", name="青石村")

    assert village.level == Level.VILLAGE
    assert village.path() == ["990001", "990001101", "990001101001"]
