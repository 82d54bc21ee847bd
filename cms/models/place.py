from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple, TypedMultipleChoiceField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.models.index import IndexPage, area_asked, areas_of, choices_of
from cms.models.public import PublicPage


class Access(models.TextChoices):
    RAMP = "ramp", _("way in without steps")
    TOILET = "toilet", _("toilet for wheelchairs")
    HEARING = "hearing", _("help for people who hear badly")
    SEATS = "seats", _("seats while you wait")
    PARKING = "parking", _("parking at the door")


class ManyOf(ArrayField):
    """Several of a few, ticked off in the form."""

    def formfield(self, **kwargs):
        return TypedMultipleChoiceField(
            choices=self.base_field.choices, coerce=str, required=not self.blank, label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text, widget=CheckboxSelectMultiple,
        )  # fmt: skip


class PlaceIndexPage(IndexPage):
    """Where to go: offices and service points."""

    subpage_types = ["cms.PlacePage"]
    body_template = "cms/parts/place_index.html"

    class Meta:
        verbose_name = verbose_name_plural = _("place list")

    def listed(self, request):
        places = super().listed(request).select_related("area")
        if area := area_asked(request):
            places = places.in_area(area)
        return places.order_by("area", "title")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "areas": choices_of(self, "areas", lambda: areas_of(PlacePage.objects.child_of(self).live())),
        }


def degrees(label, most: int):
    return models.DecimalField(
        label, max_digits=9, decimal_places=6, null=True, blank=True,
        validators=[MinValueValidator(-most), MaxValueValidator(most)],
    )  # fmt: skip


class PlacePage(PublicPage):
    """A place people go to: when it is open, how to get there, how to get in."""

    address = models.CharField(_("address"), max_length=200)
    hours = models.TextField(_("opening hours"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    latitude = degrees(_("latitude"), 90)
    longitude = degrees(_("longitude"), 180)
    access = ManyOf(
        models.CharField(max_length=10, choices=Access.choices),
        verbose_name=_("ease of access"),
        blank=True,
        default=list,
    )
    services = models.TextField(_("what can be done there"), blank=True, help_text=_("One a line."))

    page_description = _("Where people go: address, hours, telephone, how to get in.")
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("hours"),
                FieldPanel("phone"),
                FieldRowPanel(["latitude", "longitude"]),
            ],
            heading=_("Where and when"),
        ),
        FieldPanel("access"),
        FieldPanel("services"),
    ]
    parent_page_types = ["cms.PlaceIndexPage", "cms.VillagePage"]
    subpage_types: list[str] = []
    body_template = "cms/parts/place.html"

    class Meta:
        verbose_name = verbose_name_plural = _("service point")

    @property
    def access_words(self) -> list[str]:
        return [str(Access(one).label) for one in self.access]

    @property
    def map_address(self) -> str:
        """A map on the phone by default; another one by `MAP_ADDRESS`. Empty where nobody measured the place."""
        if self.latitude is None or self.longitude is None:
            return ""
        return settings.MAP_ADDRESS.format(latitude=self.latitude, longitude=self.longitude)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, "guides": list(self.guides.filter(live=True).order_by("title"))}
