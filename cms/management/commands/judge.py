"""Judge cases from a file of JSON lines; one JSON line each comes out."""

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cms.eligibility import Rules, judge_fully
from cms.management.commands.load_programmes import shipped
from cms.models import Programme
from cms.printed import printed


class Command(BaseCommand):
    help = 'Judge FILE.jsonl: lines with "id", "on", "programme", "facts".'

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, file, **options):
        if not file.exists():
            raise CommandError(f"There is no file {file}.")
        rules = {one.code: one for one in self.rules()}
        wrong = 0
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(f"{file} cannot be read: {problem}") from None
        for number, line in enumerate(lines, 1):
            if line.strip():
                answer = self.answer(line, number, rules)
                wrong += "error" in answer
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if wrong:
            sys.exit(1)

    def rules(self) -> Iterable[Rules]:
        """The published programmes; on a machine without any, the shipped ones, and says so."""
        try:
            published = Programme.objects.rules()
        except DatabaseError:
            published = []
        if not published:
            self.stderr.write("No programme is published here: judging by the shipped ones.")
        return published or [Rules.from_json(data) for data in shipped()]

    def answer(self, line: str, number: int, rules: dict[str, Rules]) -> dict:
        case: dict = {}
        try:
            case = json.loads(line)
            rule = rules[case["programme"]]
            area = case.get("area") or ""
            verdict = judge_fully(rule, case["facts"], date.fromisoformat(case["on"]), area)
        except KeyError as problem:
            return {"id": case.get("id", number), "error": f"line {number}: {problem} is missing or unknown"}
        except (ValueError, TypeError, AttributeError, ArithmeticError, RecursionError) as problem:
            return {
                "id": case.get("id", number) if isinstance(case, dict) else number,
                "error": f"line {number}: {problem}",
            }
        return {"id": case.get("id", number), **printed(verdict, rule)}
