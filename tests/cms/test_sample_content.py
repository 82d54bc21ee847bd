"""The invented county is whole, honest and readable: counts, figures with a source, no real number or name."""

import io

import pytest
from django.core.management import call_command

from cms.models import (
    CampaignPage,
    FaqPage,
    GuidePage,
    NewsPage,
    PlacePage,
    PolicyPage,
    PublicPage,
    VillagePage,
)
from tests import loaded_pages

pytestmark = pytest.mark.django_db
LEAST = {
    PolicyPage: 12,
    GuidePage: 10,
    FaqPage: 30,
    NewsPage: 12,
    CampaignPage: 2,
    VillagePage: 6,
    PlacePage: 9,
}


@pytest.fixture(autouse=True)
def county(programmes):
    loaded_pages.pages()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_there_is_enough_of_everything_in_both_languages(language):
    for model, least in LEAST.items():
        pages = model.objects.live().filter(locale__language_code=language)
        assert pages.count() >= least, model


def test_loading_again_changes_nothing():
    before = loaded_pages._everything()
    call_command("load_pages", stdout=io.StringIO())
    assert loaded_pages._everything() == before


def test_every_page_is_about_a_place_that_exists_and_says_who_answers():
    for model in PublicPage.__subclasses__():
        for page in model.objects.all() if not model._meta.abstract else []:
            assert page.area.name, page
            assert page.unit, page
            assert page.unit_phone, page
