"""Hold a conversation with the hotline in a terminal: the same rows, the same dialogue, no provider."""

import sys
import uuid

from django.core.management.base import BaseCommand

from hotline import answering
from hotline.models import Contact, Inbound
from portal.models import Outbox


class Command(BaseCommand):
    help = "Talk to the hotline. End with Ctrl-D. Reads a file of messages with --script."

    def add_arguments(self, parser):
        parser.add_argument("--script", help="a file with one message per line; - reads them from a pipe")
        parser.add_argument("--as", dest="who", help="continue as this browser key, as printed at the end")

    def handle(self, *, script=None, who=None, **options):
        key = who or f"talk{uuid.uuid4().hex[:12]}"
        for ordinal, text in enumerate(self.messages(script)):
            if script:
                self.stdout.write(f"> {text}")
            for reply in self.answers(key, f"{key}:{uuid.uuid4().hex[:8]}:{ordinal}", text):
                self.stdout.write("\n".join(f"  {line}" for line in reply.splitlines()))
        self.stdout.write(f"(--as {key} goes on from here)")

    def messages(self, script):
        if script:
            lines = sys.stdin if script == "-" else open(script, encoding="utf-8")  # noqa: SIM115
            with lines:
                yield from (line.rstrip("\n") for line in lines)
            return
        self.stdout.write("你好，这里是邻里热线。直接说事，按 Ctrl-D 结束。 / Just type. Ctrl-D ends.")
        while True:
            try:
                yield input("> ")
            except (EOFError, KeyboardInterrupt):
                self.stdout.write("")
                return

    def answers(self, key: str, provider_id: str, text: str) -> list[str]:
        Inbound.objects.hear(channel="web", address=key, provider_id=provider_id, text=text)
        contact = Contact.objects.get(channel="web", address=key)
        before = (
            Outbox.objects.filter(channel="web", to=key).order_by("-pk").values_list("pk", flat=True).first()
        )
        while answering.answer_next(contact.pk):
            pass
        said = Outbox.objects.filter(channel="web", to=key, pk__gt=before or 0).order_by("pk")
        return [row.text for row in said]
