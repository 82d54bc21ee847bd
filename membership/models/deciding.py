"""From an application to a member: the group's word, the council's decision, the resident found or made."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal import audit
from portal.models.periods import since
from portal.states import move


class Decided:
    """What may be done with an application. Each step compares and writes at once; of two, one is told."""

    @property
    def area_id(self) -> str:
        return self.association.area_id

    def agree(self, by, word: str = "") -> None:
        move(self, from_={"filed"}, to="agreed", group_word=word[:200])
        audit.record(by, "group's word", self)

    def refuse(self, by, word: str) -> None:
        self._decided(by, "refused", {"filed", "agreed"}, word)

    def withdraw(self, by) -> None:
        move(self, from_={"filed", "agreed"}, to="withdrawn")
        audit.record(by, "application withdrawn", self)

    @transaction.atomic
    def accept(self, by, resident, word: str = "", day: date | None = None):
        """The council takes somebody in: a dated membership with its certificate, all or nothing."""
        from membership.models.member import Membership

        day = day or timezone.localdate()
        self._decided(by, "accepted", {"agreed"}, word, resident=resident)
        if Membership.objects.filter(association=self.association, resident=resident).on(day).exists():
            raise ValueError(_("This person is a member there already on some of these days."))
        member = Membership.objects.create(
            association=self.association, resident=resident, group=self.group, application=self,
            period=since(day),
        )  # fmt: skip
        member.issue(day)
        return member

    def _decided(self, by, state: str, from_: set[str], word: str, **changes) -> None:
        today = timezone.localdate()
        move(self, from_=from_, to=state, council_word=word[:200], decided_by=by, decided_on=today, **changes)
        audit.record(by, f"application {state}", self)

    def candidates(self, user):
        """Who it may be, for a clerk to choose from: the same name, with the birth or the phone if told."""
        from membership.models.resident import Resident

        same = Q(name=self.name)
        if self.phone:
            same |= Q(phone=self.phone)
        return Resident.objects.visible_to(user).standing().filter(same).order_by("name", "born_on")[:20]

    def new_resident(self):
        """Somebody the register did not know, with what the application tells; handing it in was agreeing."""
        from membership.models.resident import Resident

        known = {name: self.told[name] for name in ("sex", "education", "occupation") if self.told.get(name)}
        if born := self.told.get("born_on"):
            known["born_on"] = date.fromisoformat(born)
        return Resident.objects.create(
            name=self.name, phone=self.phone, area=self.association.area, agreed_on=self.promised_on, **known
        )
