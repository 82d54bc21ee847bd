"""Facts and their values in the words of the screen's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from cms.eligibility.facts import all_facts
from portal.reading import language


def label_of(fact: Any) -> str:
    """A definition's label, or a name's text, in the screen's language; in English with a capital."""
    texts = fact if isinstance(fact, Mapping) else fact.label
    text = texts.get(language()) or texts.get("zh", "")
    return text[:1].upper() + text[1:]


# For definitions that bring no words for their values.
WORDS = {
    "f": gettext_lazy("female"), "m": gettext_lazy("male"),
    "rural": pgettext_lazy("a registration", "rural"), "urban": pgettext_lazy("a registration", "urban"),
    "single": gettext_lazy("never married"), "married": gettext_lazy("married"),
    "divorced": gettext_lazy("divorced"), "widowed": gettext_lazy("widowed"),
    "none": pgettext_lazy("a value", "none"), "some": pgettext_lazy("a value", "some"),
    "unable": gettext_lazy("there are, but unable"), "able": gettext_lazy("there are, and able"),
    "intellectual": pgettext_lazy("a disability", "intellectual"), "mental": pgettext_lazy("a disability", "mental"),
    "limb": pgettext_lazy("a disability", "limb"), "sight": pgettext_lazy("a disability", "sight"),
    "hearing": pgettext_lazy("a disability", "hearing"), "speech": pgettext_lazy("a disability", "speech"),
    "CN": gettext_lazy("Chinese national"), "other": pgettext_lazy("a value", "another"),
}  # fmt: skip


def word_for(fact: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    labels = getattr(fact, "value_labels", None) or {}
    if value in labels:
        return label_of(labels[value])
    return str(WORDS.get(value, value))


def in_words(key: str, value: Any) -> tuple[str, str]:
    """A fact's name and its value, for rooms below that keep facts without knowing what they mean."""
    known = all_facts().get(key)
    return (label_of(known), word_for(known, value)) if known else (key, str(value))


def options_of(fact: Any, used: set[Any]) -> list[tuple[Any, str]]:
    """What can be picked; a list of one (a nationality) has an “another” beside it."""
    if fact.type == "bool":
        return [(True, _("yes")), (False, _("no"))]
    values = [*fact.values, *(["other"] if len(fact.values) == 1 else [])]
    values += sorted(str(value) for value in used if value not in values)
    return [(value, word_for(fact, value)) for value in values]


def seen_in_the_papers() -> list[tuple[bool, str]]:
    return [
        (True, _("confirmed: seen in the papers by me today")),
        (False, _("the papers do not confirm it")),
    ]


def scopes() -> list[tuple[str, str]]:
    """How far the list of children goes."""
    return [
        ("none", _("no children, and none ever")),
        ("all", _("all children are below, also those who died")),
        ("living", _("only the children now living are below")),
        ("young", _("only the children born since 2022 are below")),
    ]


AT_ODDS = {
    "death_date": gettext_lazy("This is before the child was born."),
    "alive": gettext_lazy("This does not fit the day of death or the marriage."),
    "marital_status": gettext_lazy("This does not fit what is said of the spouse or of the ages."),
    "birth_date": gettext_lazy("This does not fit the other dates of birth or the marriage."),
    "claimed_years": gettext_lazy("One of these years lies before the birth."),
    "ever_had_living_child": gettext_lazy("A child born to the person is listed below."),
    "income_below_standard": gettext_lazy("This does not fit the two sums."),
}


def at_odds(key: str) -> str:
    """What to look at again when facts cannot be true together."""
    return str(AT_ODDS.get(key, gettext_lazy("This does not fit the other facts.")))


def in_short(definitions: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """What is known of somebody, in one line of a table."""
    said = [
        _short(definitions, key, value) for key, value in facts.items() if key not in {"children", "spouse"}
    ]
    if isinstance(spouse := facts.get("spouse"), Mapping):
        said += [_short(definitions, f"spouse.{key}", value) for key, value in spouse.items()]
    children = facts.get("children")
    if isinstance(children, list):
        said.append(_("no children") if not children else "")
        for number, child in enumerate(children, 1):
            own = [_short(definitions, f"children.{key}", value) for key, value in child.items()]
            said.append(
                _("child %(number)s: %(facts)s") % {"number": number, "facts": ", ".join(filter(None, own))}
            )
    return " · ".join(filter(None, said))


def _short(definitions: Mapping[str, Any], key: str, value: Any) -> str:
    fact = definitions.get(key)
    if fact is None or value is None:
        return ""
    if isinstance(value, Mapping):
        value = "?" if "unknown" in value else f"{value['from']}–{value['to']}"
    elif isinstance(value, list):
        value = ", ".join(map(str, value)) or pgettext("a value", "none")
    else:
        value = word_for(fact, value)
    return f"{label_of(fact)} {value}"
