"""Reasons and columns in words, for whoever looks at a roll."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

COLUMNS: dict[str, Any] = {
    "number": __("No."), "name": __("full name"), "sex": __("sex"), "born": __("born on"), "born_on": __("born on"),
    "id": __("identity number"), "phone": __("phone"), "nationality": __("nationality"), "education": __("education"),
    "occupation": __("occupation"), "group": __("member group"), "joined": __("joined on"),
    "serial": __("certificate number"), "remarks": __("remarks"), "township": __("township"), "village": __("village"),
    "hamlet": __("hamlet"), "address": __("home address"), "head": __("head of household"),
    "relation": __("relation to the head"), "house": __("number of the household"), "size": __("people in the household"),
    "kind": __("kind of household"), "since": __("looked after since"), "needs": __("main needs"),
    "home_phone": __("telephone of the household"), "post": __("office"), "term": __("term number"),
    "from": __("in office since"), "other_duties": __("other public duties"), "home.address": __("home address"),
    "home.needs": __("main needs"), "home.kinds": __("kind of household"),
}  # fmt: skip

SENTENCES: dict[str, Callable[[list], str]] = {
    "empty": lambda said: _("Nothing stands in this row."),
    "header": lambda said: _("The headings stand here again."),
    "total": lambda said: _("A total, no person."),
    "note": lambda said: _("A note, no person."),
    "above": lambda said: _("Taken from the row above: %(columns)s.") % {"columns": columns(said)},
    "phones": lambda said: _("Several telephones: the first mobile number counts."),
    "broken": lambda said: _("%(column)s: the cell shows an error or a formula without a result. Write the value.") % word(said),
    "formula": lambda said: _("%(column)s: it begins like a formula. Write plain words.") % word(said),
    "missing": lambda said: _("%(column)s is missing. Write it.") % word(said),
    "name": lambda said: _("%(column)s: this is no name. Write it in full, without digits.") % word(said),
    "long": lambda said: _("%(column)s is longer than %(most)s characters. Shorten it.") % (word(said) | {"most": said[1]}),
    "unknown": lambda said: _("%(column)s: this word is not known. Use one of the usual words.") % word(said),
    "date": lambda said: _("%(column)s: this is no date. Write it as 1966-03-15 or 1966.3.") % word(said),
    "impossible": lambda said: _("%(column)s cannot be: it lies in the future or too far back. Correct it.") % word(said),
    "phone": lambda said: _("%(column)s: this is no telephone number, or digits were lost. Write all digits as text.") % word(said),
    "id_length": lambda said: _("The identity number does not have 18 characters. Write it whole, as text."),
    "id_check": lambda said: _("The identity number is mistyped: its last character does not fit. Compare it with the card."),
    "id_born": lambda said: _("The birth date differs from the one in the identity number. Correct one of them."),
    "id_sex": lambda said: _("The sex differs from the one in the identity number. Correct one of them."),
    "double": lambda said: _("Row %(row)s has the same identity number. Correct one, or delete one.") % row(said),
    "twice": lambda said: _("The same as row %(row)s. Delete one of them.") % row(said),
    "waits_for_head": lambda said: _("Waits for row %(row)s, the head of this household.") % row(said),
    "waits_for_household": lambda said: _("Waits for row %(row)s of the same household to be mended.") % row(said),
    "left_out": lambda said: _("Somebody decided to leave this out."),
    "no_village": lambda said: _("No village of that name lies below this place, or several do. Write its full name."),
    "elsewhere": lambda said: _("Somebody of another place has this identity number. Ask that place to hand the person over."),
    "died": lambda said: _("The person with this identity number has died. Compare it with the card."),
    "gone": lambda said: _("The person chosen is no longer there. Upload the row again."),
    "id_other_name": lambda said: _("The identity number belongs to somebody of another name. Is it the same person?"),
    "name_birth": lambda said: _("Somebody of the same name and birth date is in the register. Is it the same person?"),
    "name_phone": lambda said: _("Somebody of the same name and telephone is in the register. Is it the same person?"),
    "name_only": lambda said: _("Somebody of the same name lives in this village. Is it the same person?"),
    "newer": lambda said: _("The register is newer than the roll: %(columns)s. Take over what the roll says?") % {"columns": columns(said)},
    "changed_since": lambda said: _("The register changed since you looked. Look at this row again."),
    "no_association": lambda said: _("This place has no association yet. Found it first, then upload the row again."),
    "serial_taken": lambda said: _("Another member has this certificate number. Compare it with the certificate."),
    "serial_twice": lambda said: _("Row %(row)s has the same certificate number. Correct one of them.") % row(said),
    "other_serial": lambda said: _("The member has another certificate number in the register. Correct one of them."),
    "before_birth": lambda said: _("The person would have joined before being born. Correct one of the dates."),
    "lives_elsewhere": lambda said: _("Lives in another household in the register; that stays. Move the person there if need be."),
    "no_member": lambda said: _("No member of that name in this association. Import the roll of members first."),
    "which_member": lambda said: _("Several members have that name. Write the telephone of the right one beside it."),
    "cap": lambda said: _("This member looks after %(most)s households already, which is the most. Choose another.") % {"most": said[0]},
    "president_there": lambda said: _("Somebody else is president. End that office first, or correct the row."),
    "clash": lambda said: _("The register refused this row: something there contradicts it. Compare both, then upload it again."),
    "changed_since_import": lambda said: _("Kept: somebody changed it after the import."),
    "used_since_import": lambda said: _("Kept: something entered later leans on it."),
}  # fmt: skip


def word(said: list) -> dict[str, Any]:
    return {"column": COLUMNS.get(said[0], said[0])}


def row(said: list) -> dict[str, Any]:
    return {"row": said[0]}


def columns(said: list) -> str:
    return _(", ").join(str(COLUMNS.get(one, one)) for one in said)


def sentence(reason: list) -> str:
    code, *said = reason
    return SENTENCES[code](said)


def sentences(reasons: list[list]) -> list[str]:
    return [sentence(one) for one in reasons]
