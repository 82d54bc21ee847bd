"""Why this pair, in words: the codes and numbers of `membership.matching` as sentences."""

from django.utils.translation import gettext as _


def _distance(km):
    return _("next door") if km < 0.1 else _("%(km)s km away") % {"km": km}


def _load(now, most):
    if not now:
        return _("looks after nobody yet, may take %(most)d") % {"most": most}
    return _("looks after %(now)d already, may take %(most)d") % {"now": now, "most": most}


WORDS = {
    "distance": _distance,
    "distance_unknown": lambda: _("distance not known"),
    "load": _load,
    "kept": lambda: _("looked after it in the last year"),
    "changed": lambda: _("not the helper of the last year"),
    "sex_met": lambda: _("the wish for a woman or a man is met"),
    "sex_unmet": lambda: _("the wish for a woman or a man is not met"),
    "language_met": lambda language: _("speaks %(language)s, as wished") % {"language": language},
    "language_unmet": lambda language: (
        _("is not known to speak %(language)s, as wished") % {"language": language}
    ),
}

ALONE = {
    "no_member": lambda: _("The village has no member."),
    "no_free_member": lambda: _("Every member looks after as many as the association allows."),
    "only_forbidden": lambda: _("Who has room lives there or looks after it already."),
}


def why(reasons: list[list]) -> str:
    return _("; ").join(WORDS[code](*numbers) for code, *numbers in reasons)


def alone(reason: str) -> str:
    return ALONE[reason]()
