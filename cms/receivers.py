"""What this package listens to: the only signals of it.

Whatever changes a public page raises the epoch; and what search finds of it changes in the same transaction.
"""

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
    from cms.models import Alert, DisclosureItem, PromotedAnswer, Synonym

    return (
        Page, Alert, DisclosureItem, PromotedAnswer, Synonym, BaseGenericSetting, BaseSiteSetting, Redirect, Site, Locale, PageViewRestriction,
        get_image_model(), get_document_model(),
    )  # fmt: skip


def published(sender, **about) -> None:
    raise_epoch()


def saved(sender, instance, update_fields=None, **about) -> None:
    """A draft is kept by writing a few columns of its row: nothing public has changed."""
    if isinstance(instance, shown()) and not (isinstance(instance, Page) and update_fields):
        raise_epoch()


def found(sender, instance, update_fields=None, **about) -> None:
    """Search follows a page, and who may see it."""
    from cms.search import keeping

    if isinstance(instance, Page) and not update_fields:
        instance.has_moved = keeping.has_moved(instance)
        keeping.keep(instance)
    elif isinstance(instance, PageViewRestriction):
        keeping.keep_below(instance.page)
    elif isinstance(instance, Site):
        Site.clear_site_root_paths_cache()
        for home in instance.root_page.get_translations(inclusive=True):
            keeping.keep_below(home)


def moved(sender, instance, **about) -> None:
    """What lies below has another address now, too."""
    from cms.search import keeping

    keeping.keep_below(instance)


def settled(sender, instance, **about) -> None:
    """Wagtail tells of a changed address only after the transaction; search follows inside it."""
    if getattr(instance, "has_moved", False):
        moved(sender, instance)


def renamed(sender, instance, **about) -> None:
    """Pages about a benefit are found by what people call it."""
    from cms.models import Programme
    from cms.search import keeping

    if isinstance(instance, Programme):
        for page in (*instance.pages.live(), *instance.guides.live(), *instance.faqs.live()):
            keeping.keep(page)


def told(sender, instance, **about) -> None:
    """A disclosure was published, corrected or withdrawn."""
    from cms.search import keeping

    for one in filter(None, (instance, instance.corrects)):
        keeping.keep(one)


def gone(sender, instance, **about) -> None:
    from cms.search import keeping

    if isinstance(instance, Page):
        keeping.drop(instance)
    elif isinstance(instance, PageViewRestriction) and Page.objects.filter(pk=instance.page_id).exists():
        keeping.keep_below(instance.page)


def listen() -> None:
    for signal in PUBLISHED:
        signal.connect(published, dispatch_uid=f"epoch {id(signal)}")
    post_save.connect(saved, dispatch_uid="epoch saved")
    post_delete.connect(saved, dispatch_uid="epoch deleted")
    post_save.connect(found, dispatch_uid="search saved")
    post_delete.connect(gone, dispatch_uid="search deleted")
    for signal in (signals.page_slug_changed, signals.post_page_move):
        signal.connect(moved, dispatch_uid=f"search moved {id(signal)}")
    signals.page_published.connect(settled, dispatch_uid="search settled")
    shown_changed.connect(told, dispatch_uid="search told")
    signals.published.connect(renamed, dispatch_uid="search renamed")
