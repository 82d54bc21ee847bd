"""The conditions, a closed list. There are no free expressions.

Groups may stand in groups, DEEPEST of them; what is said inside “count” and “one child who …” binds the same child.
Each block is made once and shared: the page sends every definition to the browser one time only.
"""

from functools import cache

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import BlockGroup

from cms.blocks import choices
from cms.blocks.build import both, group, source, struct, text
from cms.blocks.choices import YES_NO, WordBlock, WordsBlock

MODES = [
    ("birthday", _("on the birthday")),
    ("calendar_year", _("in the year of the birthday")),
    ("month", _("in the month of the birthday")),
]
DEEPEST = 4
STATES = [
    ("claimed", _("already claimed this year")),
    ("closed", _("the years for claiming are over")),
    ("never", _("was never payable")),
    ("late", _("a first claim that comes late")),
]
LIMIT_HELP = _("A number, an amount of yuan, or a day as 1933-01-01.")


def _fact(offered, label=None):
    return WordBlock(choices=offered, label=label or _("Fact"))


def _yes_no(offered):
    return [("fact", _fact(offered)), ("value", WordBlock(choices=YES_NO, label=_("must be")))]


def _choice(offered):
    return [("is", WordBlock(choices=offered, label=_("Fact and value")))]


def _one_of(offered):
    return [
        (
            "values",
            WordsBlock(choices=offered, label=_("One of these values"), help_text=_("Values of one fact.")),
        )
    ]


def _amount_is(offered):
    return [("fact", _fact(offered)), ("value", text(_("is exactly"), required=True))]


def _measure(offered, word):
    return [
        ("fact", _fact(offered)),
        ("value", text(word, help_text=LIMIT_HELP)),
        ("than", WordBlock(choices=offered, label=_("or compared with this fact"), required=False)),
        ("times", text(_("times"), help_text=_("1.5 means one and a half times the other fact."))),
    ]


def _age(offered):
    return [
        ("fact", _fact(offered, _("Date of birth"))),
        ("years", blocks.IntegerBlock(label=_("full years"), min_value=0, max_value=130)),
        ("mode", WordBlock(choices=MODES, label=_("The year is full"), required=False)),
        ("below", blocks.BooleanBlock(label=_("younger than that, not older"), required=False)),
    ]


def _numbers():
    return [
        ("at_least", blocks.IntegerBlock(label=_("at least"), required=False, min_value=0)),
        ("at_most", blocks.IntegerBlock(label=_("at most"), required=False, min_value=0)),
    ]


@cache
def _where(required):
    return (
        "where",
        blocks.StreamBlock(
            list(_of_one_child()),
            label=_("Children of whom all of this is true"),
            required=required,
            help_text=_("All conditions hold for the same child. Empty: every child counts."),
        ),
    )


def _states():
    row = struct(
        "StateBlock",
        [("state", WordBlock(choices=STATES, label=_("State"))), *both("text", _("Chinese"), _("English"))],
        label=_("Sentence"),
    )
    return blocks.ListBlock(row, label=_("What is said in each state"), default=[])


@cache
def _plain(child: bool) -> list[tuple]:
    """(type, label, icon, fields, how it shows when closed) of the conditions on one fact."""
    of = {name: getattr(choices, ("child_" if child else "") + name) for name in
          ("yes_no_facts", "values", "counted_facts", "measured_facts", "dated_facts")}  # fmt: skip
    return [
        ("yes_no", _("Yes or no"), "check", _yes_no(of["yes_no_facts"]), "{fact}: {value}"),
        ("choice", _("Has the value"), "tag", _choice(of["values"]), "{is}"),
        ("one_of", _("Has one of the values"), "tag", _one_of(of["values"]), "{values}"),
        ("amount_is", _("Is exactly"), "tag", _amount_is(of["counted_facts"]), "{fact} = {value}"),
        ("at_least", _("At least, or on or after"), "order", _measure(of["measured_facts"], _("at least")), "{fact} ≥ {value}"),
        ("below", _("Below, or before"), "order", _measure(of["measured_facts"], _("below")), "{fact} < {value}"),
        ("age", _("Age"), "date", _age(of["dated_facts"]), "{fact}: {years}"),
    ]  # fmt: skip


@cache
def _of_children() -> list[tuple]:
    return [
        ("count", _("Number of children"), "group", [*_numbers(), _where(False)], "{at_least} – {at_most}"),
        ("exists", _("There is a child who …"), "user", [_where(True)], ""),
        ("place", _("Lies in this area"), "site", _yes_no(choices.yes_no_facts), "{fact}: {value}"),
        ("holds", _("Receives another programme"), "link",
         [("programme", WordBlock(choices=choices.programmes, label=_("Programme")))], "{programme}"),
        ("schedule", _("Claim years"), "calendar-alt",
         [("schedule", WordBlock(choices=[("childcare", _("childcare subsidy"))], label=_("Table"))),
          ("states", _states())], "{schedule}"),
        ("staff", _("Decided by staff"), "user",
         [("fact", WordBlock(choices=choices.staff_facts, label=_("Which decision"), required=False))], "{fact}"),
        ("note", _("Only said, not checked"), "info-circle", [], ""),
    ]  # fmt: skip


GROUPS = [
    ("all", _("All of these"), "list-ul"),
    ("any", _("One of these is enough"), "list-ul"),
    ("unless", _("Unless"), "cross"),
]


def _of(inner, kind):
    only_one = {"max_num": 1} if kind == "unless" else {}
    return ("of", blocks.StreamBlock(list(inner), label=_("Conditions"), min_num=1, **only_one))


def _bare(kinds) -> list[tuple]:
    """Inside a group: only the condition itself."""
    return [
        (kind, struct(f"Inner{kind.title()}Block", fields, label=label, icon=icon, label_format=shown))
        for kind, label, icon, fields, shown in kinds
    ]


@cache
def _of_one_child() -> list[tuple]:
    return [*_leaves(True), *_groups(_leaves(True))]


@cache
def _leaves(child: bool) -> tuple:
    """Conditions that hold no others of their own kind, bare."""
    return tuple(_bare(_plain(True) if child else [*_plain(False), *_of_children()]))


@cache
def _grouped(depth: int) -> tuple:
    """The conditions inside a group that may hold `depth` more groups."""
    return (*_leaves(False), *(_groups(_grouped(depth - 1)) if depth else ()))


def _groups(inside) -> list[tuple]:
    return _bare([(kind, label, icon, [_of(inside, kind)], "") for kind, label, icon in GROUPS])


def _words() -> list[tuple]:
    met, not_met = _("Met (Chinese)"), _("Not met (Chinese)")
    return [
        ("text_zh", text(met, help_text=_("Said when it holds. Empty: the usual words are used."))),
        ("not_met_zh", text(not_met, help_text=_("Said when it fails, after “you cannot get it now:”."))),
        ("text_en", text(_("Met (English)"))),
        ("not_met_en", text(_("Not met (English)"))),
        ("source", source()),
        ("sensitivity", blocks.IntegerBlock(
            label=_("How delicate"), required=False, min_value=0, max_value=3,
            help_text=_("0 to 3. Of several reasons the least delicate is said first; 3 is left to a person."),
        )),
    ]  # fmt: skip


@cache
def top_level() -> list[tuple]:
    found = []
    kinds = [*_plain(child=False), *_of_children()]
    kinds += [(kind, label, icon, [_of(_grouped(DEEPEST - 1), kind)], "") for kind, label, icon in GROUPS]
    for kind, label, icon, fields, _shown in kinds:
        key = text(
            _("Short name"), required=True, most=30, help_text=_("Unique in this version, such as JF-2.")
        )
        layout = BlockGroup(
            children=[
                "id",
                *(name for name, _block in fields),
                group(_("What is said"), "text_zh", "not_met_zh", "text_en", "not_met_en"),
                group(_("Where it is written"), "source", "sensitivity"),
            ]
        )
        children = [("id", key), *fields, *_words()]
        block = struct(
            f"{kind.title()}Block",
            children,
            label=label,
            icon=icon,
            layout=layout,
            label_format="{id} {text_zh}",
        )
        found.append((kind, block))
    return found


def inner(required=False, **options):
    """Conditions without words of their own: the guard of an amount."""
    return blocks.StreamBlock(list(_grouped(DEEPEST - 1)), required=required, **options)


class CriteriaBlock(blocks.StreamBlock):
    """All of these have to hold."""

    def __init__(self, local_blocks=None, **options):
        super().__init__(local_blocks or top_level(), **options)
