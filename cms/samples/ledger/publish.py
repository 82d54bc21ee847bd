"""The year goes the way of every disclosure: drafted by the clerk, published by the supervisor, questions answered."""

from datetime import datetime, time, timedelta

from django.core.management import call_command
from django.utils import timezone

from cms.models import Disclosure, DisclosureItem, DisclosureTable, Objection
from cms.open.tables import Figures, Table, checked
from cms.samples.ledger import entries
from cms.samples.ledger.accounts import TOLD
from cms.samples.words import read
from portal.management.commands import load_county
from portal.models import Area, Level, User
from portal.roles import Role


class DoesNotAddUp(ValueError):
    """The arithmetic of the samples is wrong."""


def load() -> int:
    """Publish a year for every village that has published nothing yet."""
    call_command("load_catalogue", verbosity=0)
    items = {item.code: item for item in DisclosureItem.objects.all()}
    places = [*TOLD["villages"], *TOLD["townships"]]
    empty = [code for code in places if not Disclosure.objects.filter(area_id=code).exists()]
    for code in empty:
        Place(code, items).publish()
    return len(empty)


def who(code: str) -> list[tuple[Role, str]]:
    """Who drafts and who publishes: in a township its officer, then the county's."""
    if len(code) == Level.TOWNSHIP:
        return [(Role.OFFICER, code), (Role.OFFICER, code[: Level.COUNTY])]
    return [(Role.CLERK, code), (Role.SUPERVISOR, code)]


class Place:
    def __init__(self, code: str, items: dict[str, DisclosureItem]):
        self.area, self.items = Area.objects.get(code=code), items
        self.drafter, self.approver = (staff(*row) for row in who(code))

    def publish(self) -> None:
        for entry in entries.of(self.area.code):
            self.correct(entry) if entry.corrects else self.entry(entry)
        for row in read("objections"):
            if row["area"] == self.area.code:
                self.ask(row)

    def entry(self, entry: entries.Entry) -> None:
        item, noon = self.items[entry.item], at(entry.on)
        tables = tables_of(item, entry)
        draft = Disclosure.objects.begin(
            item, self.area, entry.start, self.drafter, title_en=item.title_en, summary=entry.zh, summary_en=entry.en,
            figures=Figures(item.layout, tables).kept(), made_at=noon - timedelta(days=2),
        )  # fmt: skip
        self.finish(draft, tables, noon, entry.published)

    def correct(self, entry: entries.Entry) -> None:
        wrong = Disclosure.objects.get(area=self.area, item=self.items[entry.item], period_start=entry.start)
        draft, tables = wrong.correct(self.drafter, entry.corrects), tables_of(wrong.item, entry)
        draft.tables.all().delete()
        draft.summary, draft.summary_en = entry.zh, entry.en
        draft.figures = Figures(wrong.item.layout, tables).kept()
        draft.save()
        self.finish(draft, tables, at(entry.on), True)

    def finish(self, draft: Disclosure, tables: list[Table], noon: datetime, published: bool) -> None:
        DisclosureTable.objects.bulk_create(
            DisclosureTable(disclosure=draft, position=position, **table.as_kept())
            for position, table in enumerate(tables)
        )
        draft.send(self.drafter)
        if published:
            draft.publish(self.approver, noon)

    def ask(self, row: dict) -> None:
        """Somebody asks; the supervisor answers, if there is an answer yet."""
        about = Disclosure.objects.filter(
            area=self.area, item__code=row["item"], period_start=row["start"], corrects=None
        ).get()
        raised = Objection.objects.raise_against(
            about, kind=row["kind"], text=row["text"], key=f"sample {row['area']} {row['start']}"
        )
        if row["answer"]:
            raised.objection.close(row["answer"], self.approver)
            raised.objection.publish(row["text"], row["answer"])


def tables_of(item: DisclosureItem, entry: entries.Entry) -> list[Table]:
    found = []
    for layout in item.layout.get("tables", []):
        if rows := entry.tables.get(layout["key"]):
            table = Table.of(layout)
            problems = table.take(enumerate(rows, start=2))
            found.append(table)
            if problems:
                raise DoesNotAddUp(f"{entry.item} {entry.start}: {problems[0]}")
    if problems := checked(item.layout, found):
        raise DoesNotAddUp(f"{entry.item} {entry.start}: {problems[0]}")
    return found


def at(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10, 30)))


def staff(role: Role, code: str) -> User:
    """The demo's own person; outside the demo an account nobody can sign in to."""
    username, family, given, _role, _code = next(
        row for row in load_county.STAFF if row[3] == role and row[4] == code
    )
    user, made = User.objects.get_or_create(
        username=username, defaults={"last_name": family, "first_name": given}
    )
    if made:
        user.set_unusable_password()
        user.save()
    load_county.Command().duty(user, role, code)
    return user
