"""A county's roll of 50,000 members, from file to register: how long, and how much memory."""

import io
import resource
import time

import pytest
from openpyxl import Workbook

from membership.models import Association, Membership, Resident, RollRow
from portal.models import Area
from tests.membership.rolls.dirty import number
from tests.membership.rolls.imports import NEVER_MIND, sent
from tests.people import place

pytestmark = [pytest.mark.soak, pytest.mark.django_db]
ROWS, VILLAGES, MOST_SECONDS, MOST_MEGABYTES = 50_000, 300, 120, 500
FAMILY, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "秀英建国志明桂香小芳立海丽强梅云大河宇帆静"
HEADS = [
    "乡镇",
    "村",
    "姓名",
    "性别",
    "出生年月",
    "身份证号",
    "联系电话",
    "会员小组",
    "会员证号",
    "入会时间",
    "文化程度",
    "职业",
    "备注",
]


def the_roll() -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("会员")
    page.append(["安禾县会员花名册"])
    page.append(HEADS)
    for at in range(ROWS):
        born = f"{1940 + at % 60}{at // 60 % 12 + 1:02d}{at // 720 % 28 + 1:02d}"
        name = FAMILY[at % 20] + GIVEN[at // 20 % 20] + GIVEN[at // 400 % 20]
        page.append([
            "青石镇", f"大村{at % VILLAGES}", name, "男" if at % 2 else "女", f"{born[:4]}.{born[4:6].lstrip('0')}",
            number(born, at % 500 * 2 % 998 + at % 2, county=f"33{at // 20_160:02d}{at % 97:02d}"), f"138{at:08d}",
            f"第{at % 3}组", f"安-{at:06d}", "2015.6", "初中", "务农", "",
        ])  # fmt: skip
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_fifty_thousand_rows_in_two_minutes_with_bounded_memory():
    county = place("青石镇")
    for at in range(VILLAGES):
        village = Area.objects.create(code=f"{county.pk}{at + 100:03d}", name=f"大村{at}")
        Association.objects.create(area=village, name=f"{village}协会")
    content, before = the_roll(), peak()
    started = time.monotonic()

    roll = sent(content, "青石镇")
    while worked(roll).works:
        pass
    read = time.monotonic() - started
    type(roll).objects.filter(pk=roll.pk).update(state="importing", upto=0)
    while worked(roll).works:
        pass
    total, memory = time.monotonic() - started, peak() - before

    said = f"{len(content) / 1e6:.1f} MB, {ROWS} rows: preview after {read:.0f} s, imported after {total:.0f} s, {memory:.0f} MB more"
    print(said)  # noqa: T201  (for docs/benchmarks.md)
    written = RollRow.objects.filter(written=True).count()
    assert Membership.objects.count() == Resident.objects.count() == written > ROWS * 0.95
    assert total <= MOST_SECONDS, said
    assert memory <= MOST_MEGABYTES, said


def worked(roll):
    from membership.rolls import work

    for _ in range(NEVER_MIND):
        work.step(roll.pk)
    roll.refresh_from_db()
    return roll
