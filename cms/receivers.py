"""What this package listens to: the only signals of it. Whatever changes a public page raises the epoch."""

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from wagtail import signals
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageViewRestriction, Site

from cms.models.disclosure_state import shown_changed
from portal.page_cache import raise_epoch

PUBLISHED: list[Signal] = [
    signals.page_published, signals.page_unpublished, signals.published, signals.unpublished,
    signals.page_slug_changed, signals.post_page_move, shown_changed,
]  # fmt: skip


def shown() -> tuple[type[Model], ...]:
    """Rows that pages show without being published: saving one is publishing it."""
    from cms.models import Alert

    return (
        Page, Alert, BaseGenericSetting, BaseSiteSetting, Redirect, Site, Locale, PageViewRestriction,
        get_image_model(), get_document_model(),
    )  # fmt: skip


def published(sender, **about) -> None:
    raise_epoch()


def saved(sender, instance, update_fields=None, **about) -> None:
    """A draft is kept by writing a few columns of its row: nothing public has changed."""
    if isinstance(instance, shown()) and not (isinstance(instance, Page) and update_fields):
        raise_epoch()


def listen() -> None:
    for signal in PUBLISHED:
        signal.connect(published, dispatch_uid=f"epoch {id(signal)}")
    post_save.connect(saved, dispatch_uid="epoch saved")
    post_delete.connect(saved, dispatch_uid="epoch deleted")
