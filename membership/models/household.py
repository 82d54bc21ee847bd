from datetime import timedelta

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from membership.models.resident import Resident
from portal import masks
from portal.gate import GatedQuerySet
from portal.models.periods import Dated, DatedQuerySet, has_days, once_at_a_time, since


class HouseholdKind(models.TextChoices):
    """Why somebody looks after this household. It may be several."""

    SPECIAL = "special", _("lost or disabled only child")
    ELDERS = "elders", _("elders living alone")
    HARDSHIP = "hardship", _("in hardship")
    DISABILITY = "disability", _("with a disabled member")
    ILLNESS = "illness", _("with a serious illness")
    CHILDREN = "children", _("children whose parents work away")
    SINGLE = "single", _("single parent")
    AWAY = "away", _("away for work")
    MOVED_IN = "moved_in", _("moved in from elsewhere")


class Relation(models.TextChoices):
    HEAD = "head", _("head of household")
    SPOUSE = "spouse", _("spouse")
    CHILD = "child", _("son or daughter")
    PARENT = "parent", _("father or mother")
    GRANDCHILD = "grandchild", _("grandchild")
    GRANDPARENT = "grandparent", _("grandparent")
    SIBLING = "sibling", _("brother or sister")
    IN_LAW = "in_law", _("son- or daughter-in-law")
    OTHER = "other", _("other")


class HouseholdQuerySet(GatedQuerySet):
    see_act = "see households"

    def standing(self):
        return self.filter(ended_on=None)

    def left_by_helpers(self):
        """Moved here, had somebody, and has nobody today."""
        moved = self.standing().filter(moves__state="accepted").filter(pairings__isnull=False).distinct()
        cared_for = apps.get_model("membership", "Pairing").objects.current().values("household")
        return moved.exclude(pk__in=cared_for)

    def with_head(self):
        """Each with `head_name`, the head of today, without a query a row."""
        head = HouseholdMember.objects.current().filter(
            household=models.OuterRef("pk"), relation=Relation.HEAD
        )
        return self.annotate(head_name=models.Subquery(head.values("resident__name")[:1]))

    def with_size(self):
        """Each with `people_now`, counted in the same query."""
        people = HouseholdMember.objects.current().filter(household=models.OuterRef("pk")).order_by()
        counted = people.values("household").annotate(count=models.Count("pk")).values("count")
        return self.annotate(people_now=Coalesce(models.Subquery(counted), 0))

    def found_by(self, words: str):
        """By somebody who lives there today, or by part of the address."""
        there = HouseholdMember.objects.current().filter(resident__in=Resident.objects.found_by(words))
        found = Q(pk__in=there.values("household"))
        return self.filter(found if words.isdigit() else found | Q(address__contains=words.strip()))


class Household(models.Model):
    """People who live and budget together; what somebody is paired with."""

    area = models.ForeignKey("portal.Area", models.PROTECT, related_name="households", verbose_name=_("area"))
    address = models.CharField(_("home address"), max_length=120, blank=True)
    phone = models.CharField(_("telephone"), max_length=16, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=12, choices=HouseholdKind.choices),
        verbose_name=_("kinds"),
        default=list,
        blank=True,
    )
    needs = models.CharField(_("main needs"), max_length=200, blank=True)
    remarks = models.CharField(_("remarks"), max_length=200, blank=True)
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    wishes_sex = models.CharField(
        _("wishes a helper who is"),
        max_length=1,
        blank=True,
        choices=[("F", _("a woman")), ("M", _("a man"))],
    )
    wishes_language = models.CharField(_("wishes a helper who speaks"), max_length=20, blank=True)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = HouseholdQuerySet.as_manager()
    TOLD_APART_BY = [("area", _("area")), ("address", _("home address"))]

    class Meta:
        ordering = ["area_id", "pk"]
        verbose_name = _("household")
        verbose_name_plural = _("households")
        constraints = [
            models.CheckConstraint(
                condition=Q(kinds__contained_by=HouseholdKind.values), name="household_kinds_are_known"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="household_place_is_whole",
                violation_error_message=_("A place needs both latitude and longitude."),
            ),
        ]

    def __str__(self):
        if not hasattr(self, "head_name"):
            head = self.head()
            self.head_name = head.name if head else ""
        return self.head_name or self.address or f"{self._meta.verbose_name} {self.pk}"

    def head(self, day=None):
        place = (
            self.people.on(day or timezone.localdate())
            .filter(relation=Relation.HEAD)
            .select_related("resident")
            .first()
        )
        return place and place.resident

    def touch(self) -> None:
        """Whoever holds an older copy (a phone without network) is told that it is older."""
        Household.objects.filter(pk=self.pk).update(version=models.F("version") + 1)

    @transaction.atomic
    def take_in(self, resident, relation: str, first_day) -> "HouseholdMember":
        """From this day the person lives here; wherever they lived before ends the day before."""
        for place in resident.places.on(first_day).exclude(household=self):
            if place.first_day < first_day:
                place.end(first_day - timedelta(days=1))
                place.household.touch()
        place = HouseholdMember(household=self, resident=resident, relation=relation, period=since(first_day))
        place.full_clean()
        place.save()
        self.touch()
        return place

    @transaction.atomic
    def relate(self, place: "HouseholdMember", relation: str, first_day) -> None:
        """Another relation from a day on. Who was head until then is “other” afterwards."""
        if relation == Relation.HEAD:
            for head in self.people.on(first_day).filter(relation=Relation.HEAD).exclude(pk=place.pk):
                self._again(head, Relation.OTHER, first_day)
        self._again(place, relation, first_day)
        self.touch()

    def _again(self, place, relation, first_day) -> None:
        if first_day <= place.first_day:
            place.relation = relation
        else:
            last = place.last_day
            place.end(first_day - timedelta(days=1))
            place = HouseholdMember(
                household=self, resident=place.resident, relation=relation, period=since(first_day, last)
            )
        place.full_clean()
        place.save()

    def move_to(self, area, because: str) -> None:
        """With everybody who lives here; who looked after it in the old place no longer does. In one transaction."""
        for place in self.people.current().select_related("resident"):
            place.resident.change(area=area)
        for pairing in self.pairings.current():
            pairing.end(timezone.localdate() - timedelta(days=1), ended_because=because[:120])
        self.area = area
        self.save(update_fields=["area"])
        self.touch()

    def checked(self, day) -> None:
        """Somebody looked: what is written is right today."""
        self.checked_on = day
        self.save(update_fields=["checked_on"])

    @transaction.atomic
    def close(self, last_day) -> None:
        """The household ends, and with it who lives in it and who looks after it."""
        for place in self.people.current():
            place.end(last_day)
        for pairing in self.pairings.current():
            pairing.end(last_day, ended_because=str(_("The household ended.")))
        self.ended_on = last_day
        self.save(update_fields=["ended_on"])
        self.touch()

    def kind_labels(self) -> list[str]:
        return [str(HouseholdKind(kind).label) for kind in self.kinds]

    @property
    def kinds_shown(self) -> str:
        return "、".join(self.kind_labels())

    @property
    def masked_phone(self) -> str:
        return masks.phone(self.phone)

    @property
    def size(self) -> int:
        return self.people.current().count()


class HouseholdMemberQuerySet(DatedQuerySet):
    see_act = "see households"
    code_field = "household__area_id"


class HouseholdMember(Dated):
    """Somebody lives in a household for a time."""

    household = models.ForeignKey(
        Household, models.CASCADE, related_name="people", verbose_name=_("household")
    )
    resident = models.ForeignKey(
        "membership.Resident", models.PROTECT, related_name="places", verbose_name=_("resident")
    )
    relation = models.CharField(_("relation to the head"), max_length=12, choices=Relation.choices)

    objects = HouseholdMemberQuerySet.as_manager()

    class Meta:
        ordering = ["household", "period"]
        verbose_name = _("member of a household")
        verbose_name_plural = _("members of households")
        constraints = [
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="household_relation_is_known"),
            has_days("household_member_has_days"),
            once_at_a_time(
                "resident_in_one_household_at_a_time", "resident",
                says=_("This person lives in another household on some of these days. End that first."),
            ),
            once_at_a_time(
                "household_has_one_head_at_a_time", "household", when=Q(relation="head"),
                says=_("This household has another head on some of these days. Change that first."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.resident}, {self.get_relation_display()}"
