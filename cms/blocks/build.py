"""How the blocks are put together."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup


def struct(name: str, children: list[tuple], *, label, icon="placeholder", layout=None, label_format=None):
    """One block made of these children. Its looks are no part of a migration."""
    looks = {"label": label, "icon": icon, "form_classname": "struct-block rule-block"}
    if layout:
        looks["form_layout"] = layout
    if label_format:
        looks["label_format"] = label_format
    meta = type("Meta", (), looks)
    return type(name, (blocks.StructBlock,), {"Meta": meta, **dict(children), "__module__": __name__})()


def text(label, *, required=False, help_text="", long=False, most=None):
    kind = blocks.TextBlock if long else blocks.CharBlock
    extra = {"max_length": most} if most else {}
    extra |= {"rows": 2} if long else {}
    return kind(label=label, required=required, help_text=help_text, **extra)


def both(name: str, label_zh, label_en, help_text="") -> list[tuple]:
    return [
        (f"{name}_zh", text(label_zh, help_text=help_text)),
        (f"{name}_en", text(label_en, help_text=help_text)),
    ]


def source():
    return text(_("Source"), most=40, help_text=_("The short name of a source, as on the tab “Sources”."))


def areas():
    return text(
        _("Only in these areas"),
        help_text=_(
            "Area codes with commas between: 51 is Sichuan, 990001101 one township. Empty: everywhere."
        ),
    )


def group(heading, *names, closed=False):
    return BlockGroup(
        children=list(names), heading=heading, classname="collapsed" if closed else "", label_format=""
    )
