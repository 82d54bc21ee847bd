"""The invented county: its places, staff for every role, and a few residents who can sign in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from portal.models import Area, Duty, User
from portal.roles import Role

PASSWORD = "linli-demo-2026"  # noqa: S105  (printed, and only ever set in the demo)
AREAS = [
    ("990001", "安禾县", "Anhe County"),
    ("990001101", "青石镇", "Qingshi Township"),
    ("990001102", "柳河镇", "Liuhe Township"),
    ("990001101001", "青石村", "Qingshi Village"),
    ("990001101002", "石桥村", "Shiqiao Village"),
    ("990001101003", "东坡村", "Dongpo Village"),
    ("990001102001", "柳河村", "Liuhe Village"),
    ("990001102002", "沙湾村", "Shawan Village"),
    ("990001102003", "南岭村", "Nanling Village"),
]
# user name, family name, given name, role, where
STAFF = [
    ("xian-guanli", "周", "明远", Role.MANAGER, "990001"),
    ("xian-jingban", "陈", "立新", Role.OFFICER, "990001"),
    ("qingshi-jingban", "刘", "海燕", Role.OFFICER, "990001101"),
    ("liuhe-jingban", "赵", "国强", Role.OFFICER, "990001102"),
    ("qingshi-wenshu", "孙", "秀兰", Role.CLERK, "990001101001"),
    ("shiqiao-wenshu", "李", "建军", Role.CLERK, "990001101002"),
    ("dongpo-wenshu", "吴", "春梅", Role.CLERK, "990001101003"),
    ("liuhe-wenshu", "郑", "晓霞", Role.CLERK, "990001102001"),
    ("shawan-wenshu", "冯", "志刚", Role.CLERK, "990001102002"),
    ("nanling-wenshu", "何", "桂英", Role.CLERK, "990001102003"),
    ("bianji", "沈", "文静", Role.EDITOR, "990001"),
    ("shenhe", "韩", "志平", Role.REVIEWER, "990001"),
    ("rexian", "杨", "丽娟", Role.OPERATOR, "990001"),
    ("qingshi-chengban", "朱", "永福", Role.HANDLER, "990001101"),
    ("liuhe-chengban", "许", "长河", Role.HANDLER, "990001102"),
    ("zhidan", "罗", "敏", Role.PREPARER, "990001"),
    ("fuhe", "高", "建华", Role.CHECKER, "990001"),
    ("fakuan", "梁", "振宇", Role.RELEASER, "990001"),
    ("qingshi-jiandu", "钱", "守正", Role.SUPERVISOR, "990001101001"),
    ("shiqiao-jiandu", "方", "玉梅", Role.SUPERVISOR, "990001101002"),
    ("dongpo-jiandu", "石", "国栋", Role.SUPERVISOR, "990001101003"),
    ("liuhe-jiandu", "任", "素云", Role.SUPERVISOR, "990001102001"),
    ("shawan-jiandu", "江", "德明", Role.SUPERVISOR, "990001102002"),
    ("nanling-jiandu", "秦", "巧玲", Role.SUPERVISOR, "990001102003"),
    ("shenji", "宋", "雅琴", Role.AUDITOR, "990001"),
]
# phone, family name, given name, volunteer where (or a resident)
BY_PHONE = [
    ("+8613800138101", "唐", "小禾", "990001101001"),
    ("+8613800138102", "邓", "佳怡", "990001102001"),
    ("+8613800138001", "王", "秀英", None),
    ("+8613800138002", "张", "大山", None),
    ("+8613800138003", "马", "春燕", None),
]


class Command(BaseCommand):
    help = "Load the invented county's places and people. Repeatable. In the demo only."

    def add_arguments(self, parser):
        parser.add_argument("--force-demo", action="store_true", help="load although LINLI_DEMO is off")

    def handle(self, *, force_demo=False, **options):
        if not (settings.DEMO or force_demo):
            raise CommandError(
                "load_county makes invented people with a printed password. "
                "Set LINLI_DEMO=1, or say --force-demo if this installation may have them."
            )
        with transaction.atomic():
            self.areas()
            staff = [self.staff_member(*row) for row in STAFF]
            others = [self.by_phone(*row) for row in BY_PHONE]
        self.stdout.write("\n".join(self.table(staff, others)))

    def areas(self):
        for code, name, name_en in AREAS:
            Area.objects.get_or_create(code=code, defaults={"name": name, "name_en": name_en})

    def staff_member(self, username, family, given, role, code) -> Duty:
        user, _made = User.objects.get_or_create(
            username=username, defaults={"last_name": family, "first_name": given}
        )
        if not user.check_password(PASSWORD):
            user.set_password(PASSWORD)
            user.save()
        return self.duty(user, role, code)

    def by_phone(self, phone, family, given, code) -> User:
        user, made = User.objects.get_or_create(
            phone=phone,
            defaults={
                "username": f"u{phone[-4:]}demo", "last_name": family, "first_name": given, "phone_verified": True,
            },
        )  # fmt: skip
        if made:
            user.set_unusable_password()
            user.save()
        if code:
            self.duty(user, Role.VOLUNTEER, code)
        return user

    def duty(self, user, role, code) -> Duty:
        held = user.duties.current().filter(role=role, area_id=code).first()
        if held:
            return held
        duty = Duty(user=user, role=role, area_id=code)
        duty.hold(timezone.localdate().replace(month=1, day=1))
        duty.save()
        return duty

    def table(self, staff, others):
        yield f"Staff, password {PASSWORD}"
        for duty in staff:
            yield f"  {duty.user.username:18}{duty.get_role_display()}, {duty.area} ({duty.user})"
        yield "By phone (invented numbers; the code appears among the outgoing texts)"
        for user in others:
            duty = user.duties.first()
            yield f"  {user.phone:18}{duty.get_role_display() if duty else 'resident'} ({user})"
