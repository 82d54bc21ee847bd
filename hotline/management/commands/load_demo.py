"""The whole invented county: places, people, rules, pages, and cases in every state. Repeatable."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from hotline.models import Case
from hotline.models.case import key_hash
from portal.models import User

# key, kind, place, how far it has come, reporter's phone (none: anonymous), what happened
CASES = [
    ("lamp", "complaint", "990001102001", "registered", "+8613800138001",
     "柳河村三组的路灯坏了两个多月，晚上老人出门看不清路，去村里说过一次，还没有人来修。"),
    ("bed", "help", "990001101001", "accepted", "+8613800138002",
     "我家老人骨折后卧床，家里只有我一个人照顾，想问能不能帮忙找一张护理床。"),
    ("delay", "complaint", "990001101002", "assigned", "+8613800138003",
     "育儿补贴四月份就交了材料，到现在没有消息，打电话也没人说得清。"),
    ("hours", "suggestion", "990001102002", "answered", "+8613800138002",
     "便民服务点周末能不能开半天，平时上班赶不上。"),
    ("thanks", "praise", "990001101003", "closed", "+8613800138001",
     "东坡村的志愿者下雪天给我们送药，想谢谢她。"),
    ("form", "enquiry", "990001102003", "reopened", "+8613800138003",
     "孩子户口在外地，补贴在哪里申请？上次答复说在本地，我去了又让我回去。"),
    ("money", "report", "990001102001", "registered", "",
     "听说村里有人拿了不该拿的补助，名单也没有贴出来，请查一查。我不想让人知道是我说的。"),
    ("road", "complaint", "990001101001", "assigned", "",
     "通往卫生室的路一下雨就积水，坐轮椅的人过不去。"),
]  # fmt: skip
ANSWERS = {
    "hours": ("从下月起，便民服务点每周六上午开门，也可以先打电话约时间。", ""),
    "thanks": ("谢谢您告诉我们，已经转告给她和她所在的小组。", ""),
    "form": (
        "育儿补贴在孩子户口所在的乡镇申请，也可以在网上申请，不用来回跑。",
        "《育儿补贴制度管理规范（试行）》",
    ),
}
PATH = {
    "registered": [],
    "accepted": ["accept"],
    "assigned": ["accept", "assign"],
    "answered": ["accept", "assign", "answer"],
    "closed": ["accept", "assign", "answer", "rate", "close"],
    "reopened": ["accept", "assign", "answer", "reopen"],
}


class Command(BaseCommand):
    help = "Load the demo county. In the demo only; running it again changes nothing that is there."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("load_demo makes invented people and cases. It runs with LINLI_DEMO=1 only.")
        with transaction.atomic():
            for name in ("load_programmes", "load_county", "load_catalogue", "load_pages"):
                call_command(name, stdout=self.stdout)
            for row in CASES:
                self.case(*row)
        self.stdout.write(f"{Case.objects.count()} cases")

    def case(self, key, kind, place, state, phone, text):
        if Case.objects.filter(key=key_hash(f"demo:{key}")).exists():
            return
        opened = Case.objects.open(
            kind=kind, text=text, area=place, key=f"demo:{key}", channel="sms",
            reporter=f"sms:{phone}" if phone else "",
        )  # fmt: skip
        clerk = User.objects.get(username="rexian")
        for deed in PATH[state]:
            getattr(self, deed)(opened.case, key, clerk)

    def accept(self, case, key, by):
        case.accept(by)

    def assign(self, case, key, by):
        case.assign(case.eligible_handlers().filter(duties__role="handler").first(), by)

    def answer(self, case, key, by):
        case.answer(*ANSWERS[key], case.handler)

    def rate(self, case, key, by):
        case.rate(5)

    def close(self, case, key, by):
        case.close(by)

    def reopen(self, case, key, by):
        case.reopen("去了镇上，窗口说要回户口地，两边说的不一样。")
