"""Judge and say an answer once more, by the rule, the facts and the day that were kept with it."""

import sys

from django.core.management.base import BaseCommand, CommandError

from cms.answers import RuleLost, replay
from cms.models import Answer


class Command(BaseCommand):
    help = "Replay answer N; ends with 1 if it does not come out as it was kept."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int)

    def handle(self, number, **options):
        answer = Answer.objects.filter(pk=number).first()
        if answer is None:
            raise CommandError(f"There is no answer {number}.")
        try:
            again = replay(answer)
        except RuleLost as problem:
            raise CommandError(f"{problem} Answer {number} cannot be replayed.") from None
        self.stdout.write(again.words)
        place = f" in {answer.area}" if answer.area else ""
        self.stdout.write(
            f"{answer.programme} for {answer.on}{place}, rule {answer.rule[:12]}, {answer.channel}."
        )
        self.stdout.write(
            f"Verdict: {again.verdict.verdict}, {self.kept(again.same_verdict, answer.verdict['verdict'])}."
        )
        self.stdout.write(f"Words: {self.words(answer, again)}.")
        if answer.override:
            self.stdout.write(f"A person decided “{answer.override}”: {answer.override_reason}")
        if not (again.same_verdict and (again.same_words or answer.override)):
            sys.exit(1)

    def kept(self, same: bool, was: str) -> str:
        return "as kept" if same else f"NOT as kept (then: {was})"

    def words(self, answer: Answer, again) -> str:
        if not answer.words:
            return "none were shown"
        return "as kept" if again.same_words else f"NOT as kept. Then: {answer.words}"
