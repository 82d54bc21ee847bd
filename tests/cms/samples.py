"""A programme, a fact and answers for the stranger's walk."""

from datetime import date

from cms.models import Answer, ChangedAnswer, Disclosure, DisclosureItem, Fact, Objection, Programme
from portal.models import StagedImport, User
from tests.samples import MARK, sample

sample(Programme, lambda area: Programme.objects.create(code="away", name_zh=MARK, live=False))
sample(Fact, lambda area: Fact.objects.create(key="away", type="bool", label_zh=MARK, label_en=MARK))


def an_answer(area):
    return Answer.objects.create(
        channel="desk", on=date(2026, 11, 22), area=area.code, programme="JF", facts={"note": MARK}, rule="0" * 64,
        verdict={"verdict": "no", "programme": "JF", "on": "2026-11-22", "rule": "0" * 64}, words=MARK, language="zh",
    )  # fmt: skip


def a_changed_answer(area):
    answer = an_answer(area)
    return ChangedAnswer.objects.create(answer=answer, rule="1" * 64, old=answer.verdict, new=answer.verdict)


sample(Answer, an_answer)
sample(ChangedAnswer, a_changed_answer)


def an_item(area=None):
    return DisclosureItem.objects.get_or_create(
        code="away", defaults={"group": "money", "title_zh": MARK, "content_zh": MARK, "publisher": "committee",
                               "rhythm": "quarterly", "within_days": 20, "valid_from": date(2026, 1, 1)},
    )[0]  # fmt: skip


def a_disclosure(area):
    writer = User.objects.get_or_create(username="away-writer", defaults={"last_name": MARK})[0]
    return Disclosure.objects.begin(an_item(), area, date(2026, 7, 1), writer, title=MARK)


def an_objection(area):
    row = a_disclosure(area)
    row.number = 1
    return Objection.objects.raise_against(row, kind="question", text=MARK, key="away").objection


def a_table_of_somebody(area):
    other = User.objects.get_or_create(username="away-writer", defaults={"last_name": MARK})[0]
    return StagedImport.objects.stage(
        kind="away", about="1", name=MARK, content=b"away", by=other, found={}, problems=[], area=area
    )


sample(DisclosureItem, an_item)
sample(Disclosure, a_disclosure)
sample(Objection, an_objection)
sample(StagedImport, a_table_of_somebody)
