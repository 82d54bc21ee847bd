"""Computes every fingerprint again, also those of the files, and says what is not whole."""

from hashlib import sha256

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from cms.models import Disclosure
from cms.open import chain
from cms.open.verifying import records


class Command(BaseCommand):
    help = "Check the chain of published disclosures, area by area. Ends with an error if one is broken."

    def add_arguments(self, parser):
        parser.add_argument("--area", default="", help="only in this place and below it")
        parser.add_argument("--files", action="store_true", help="read every document and picture as well")

    def handle(self, *, area="", files=False, **options):
        codes = (
            Disclosure.objects.public().in_area(area).order_by("area_id").values_list("area_id", flat=True)
        )
        broken, many = [], 0
        for code in tqdm(list(codes.distinct()), unit="area", disable=None):
            links = chain.checked(records(code))
            many += len(links)
            broken += [self.said(link) for link in links if not link.whole]
            broken += [words for link in links if files for words in self.files(link.record)]
        for words in broken:
            self.stderr.write(words)
        if broken:
            raise CommandError(f"{len(broken)} faults in {many} published disclosures.")
        self.stdout.write(f"{many} published disclosures are whole.")

    def said(self, link) -> str:
        row = link.record
        what = "its content was changed" if not link.content_whole else "it does not follow the one before"
        return f"{row.area_id}/{row.number}: {what}."

    def files(self, row):
        for one in row.files.select_related("image"):
            try:
                data = (one.document or one.image.file).read()
            except OSError:
                yield f"{row.area_id}/{row.number}: the file “{one.title}” is missing."
                continue
            if sha256(data).hexdigest() != one.sha256:
                yield f"{row.area_id}/{row.number}: the file “{one.title}” was changed."
