"""Load the invented county's pages, in Chinese and English."""

from django.core.management.base import BaseCommand
from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.models import Disclosure, PolicyPage
from cms.samples import faq, guides, news, places, policies, search, site, villages
from cms.samples.ledger import publish
from cms.samples.tree import Tree, clear_the_welcome_page, make_site
from cms.samples.words import LANGUAGES
from portal.management.commands import load_county

PARTS = (places, policies, guides, faq, news, villages, site)  # what leads to a page comes after it


class Command(BaseCommand):
    help = "Load the sample pages; running it again changes nothing that is there."

    @transaction.atomic
    def handle(self, **options):
        load_county.Command().areas()
        clear_the_welcome_page()
        tree, made = None, 0
        for language in LANGUAGES:
            tree = self.tree(language, twin=tree)
            made += len(tree.fresh)
        site.around()
        search.load()
        publish.load()
        ruled, told = PolicyPage.objects.live().count(), Disclosure.objects.published().count()
        self.stdout.write(f"{made} pages made, {ruled} policy pages, {told} disclosures")

    def tree(self, language: str, twin: Tree | None) -> Tree:
        tree = Tree(language, twin)
        with disable_reference_index_auto_update():
            home = tree.home()
            for part in PARTS:
                part.load(tree)
        if twin is None:
            make_site(home)
        tree.settle()
        return tree
