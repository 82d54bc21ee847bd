"""Form fields for facts: every one may stay blank, and may be known only roughly."""

import re
import unicodedata
from calendar import monthrange
from datetime import date
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.eligibility.dates import anniversary, born_at_age
from portal import written
from portal.reading import language

NONE = "-"  # "none at all", which is something else than leaving it blank
OLDEST = 130
ABOUT = re.compile(r"^(?:about|around|ca\.?|大约|大概|约)\s*|\s*(?:左右|前后)$", re.I)


def plain(text: str) -> str:
    """Full-width digits and signs as plain ones."""
    return unicodedata.normalize("NFKC", text or "").strip()


class FactField(forms.Field):
    """Blank is unknown; `to_fact` and `to_text` are each other's reverse."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value):
        """What was typed stays as it was typed; a fact becomes text."""
        return value if value is None or isinstance(value, str) else self.to_text(value)

    def said(self, value) -> str:
        """As a notice says it."""
        return value if isinstance(value, str) else self.to_text(value)

    def clean(self, value):
        text = plain(value)
        return self.to_fact(text) if text else None


class DateField(FactField):
    """A day, or as much of it as is known: 1966-11-22, 1966年11月, 1966, about 1966, 60岁."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "class": "desk-short"})

    def __init__(self, *, on: date, **kwargs):
        super().__init__(**kwargs)
        self.on = on

    def to_fact(self, text: str):
        low, high = self._span(text)
        if low > self.on:
            raise ValidationError(_("That day has not come yet."))
        if low < anniversary(self.on, -OLDEST):
            raise ValidationError(_("That is more than 130 years ago. Please check the year."))
        high = min(high, self.on)  # a year reaches no further than the day asked for
        return low.isoformat() if low == high else {"from": low.isoformat(), "to": high.isoformat()}

    def said(self, value) -> str:
        english = language() == "en"
        if isinstance(value, str):
            return written.day(date.fromisoformat(value), english)
        return written.span(date.fromisoformat(value["from"]), date.fromisoformat(value["to"]), english)

    def _span(self, text: str) -> tuple[date, date]:
        if found := re.fullmatch(r"(.+?)\s*(?:周岁|岁|years?(?: old)?)", ABOUT.sub("", text)):
            return self._of_age(found[1], 1 if ABOUT.search(text) else 0)
        if ABOUT.search(text):
            low, high = _days(ABOUT.sub("", text))
            return date(low.year - 1, 1, 1), date(high.year + 1, 12, 31)
        ends = re.split(r"\s*(?:–|—|~|至|到|\bto\b|\.\.)\s*", text)
        if len(ends) == 2:
            (low, _end), (_start, high) = _days(ends[0]), _days(ends[1])
            if low > high:
                raise ValidationError(_("The first day comes after the second."))
            return low, high
        return _days(text)

    def _of_age(self, text: str, around: int) -> tuple[date, date]:
        if not (text.isdecimal() and int(text) + around <= OLDEST):
            raise not_a_date()
        eldest, youngest = (
            born_at_age(int(text) + around, self.on),
            born_at_age(max(int(text) - around, 0), self.on),
        )
        return date.fromisoformat(eldest["from"]), date.fromisoformat(youngest["to"])

    def to_text(self, value) -> str:
        low, high = (date.fromisoformat(end) for end in (value["from"], value["to"]))
        for text in (str(low.year), f"{low.year}-{low.month:02}", f"{_('about')} {low.year + 1}"):
            if self._means(text, low, high):
                return text
        return f"{low} – {high}"

    def _means(self, text: str, low: date, high: date) -> bool:
        try:
            first, last = self._span(plain(text))
            return (first, min(last, self.on)) == (low, high)
        except ValidationError:
            return False


def not_a_date() -> ValidationError:
    return ValidationError(
        _("Write the day as 1966-11-22 or 1966年11月22日. The year alone, “about 1966” or “60岁” will do.")
    )


def _days(text: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    if re.fullmatch(r"\d{8}", text):
        numbers = [int(text[:4]), int(text[4:6]), int(text[6:])]
    elif not re.fullmatch(r"\d{4}([-/.年]\s*\d{1,2}([-/.月]\s*\d{1,2}\s*[日号]?)?月?)?年?", text):
        raise not_a_date()
    year, month, day = [*numbers, 0, 0][:3]
    try:
        last = monthrange(year, month or 12)[1]
        return date(year, month or 1, day or 1), date(year, month or 12, day or last)
    except ValueError:
        raise ValidationError(_("There is no such day in the calendar.")) from None


class NumberField(FactField):
    """A whole number, or from one to another: 3, 2–4."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "desk-short"})

    def __init__(self, *, within: tuple[int, int] = (0, 10**9), **kwargs):
        super().__init__(**kwargs)
        self.within = within

    def to_fact(self, text: str):
        ends = [self.one(part) for part in re.split(r"\s*(?:–|—|-|~|至|到|\bto\b)\s*", text)]
        if len(ends) == 1:
            return self.written(ends[0])
        if len(ends) == 2 and ends[0] < ends[1]:
            return {"from": self.written(ends[0]), "to": self.written(ends[1])}
        raise self.wrong()

    def one(self, text: str):
        if not re.fullmatch(r"\d{1,9}", text):
            raise self.wrong()
        if not self.within[0] <= int(text) <= self.within[1]:
            low, high = self.within
            raise ValidationError(_("Write a number from %(low)s to %(high)s.") % {"low": low, "high": high})
        return int(text)

    def written(self, number):
        return number

    def wrong(self) -> ValidationError:
        return ValidationError(_("Write a number such as 3, or from one to another: 2–4."))

    def to_text(self, value) -> str:
        return f"{value['from']}–{value['to']}" if isinstance(value, dict) else str(value)


class MoneyField(NumberField):
    """Yuan, written as a decimal: 850, 850.50, 800–900."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "desk-short"})

    def one(self, text: str):
        bare = re.sub(r"[,，元\s]|yuan", "", text)
        if not re.fullmatch(r"\d{1,9}(\.\d{1,2})?", bare):
            raise self.wrong()
        try:
            return Decimal(bare)
        except InvalidOperation:
            raise self.wrong() from None

    def written(self, number):
        return str(number)

    def wrong(self) -> ValidationError:
        return ValidationError(
            _("Write a sum in yuan such as 850 or 850.50, or from one to another: 800–900.")
        )


class PickField(FactField):
    """Yes or no, or one of a few values; nothing picked is unknown."""

    def __init__(self, *, choices: list[tuple[object, str]], **kwargs):
        self.values = {str(value): value for value, _label in choices}
        self.words = {str(value): label for value, label in choices}
        options = [("", _("not known")), *((str(value), label) for value, label in choices)]
        few = len(options) <= 3
        widget = forms.RadioSelect(choices=options) if few else forms.Select(choices=options)
        super().__init__(widget=widget, **kwargs)
        self.few = few

    def to_fact(self, text: str):
        if text not in self.values:
            raise ValidationError(_("Please choose one of these."))
        return self.values[text]

    def said(self, value) -> str:
        return str(self.words[str(value)])

    def prepare_value(self, value):
        return "" if value is None else str(value)


class TicksField(FactField):
    """Several of a list; “none of them” is a tick of its own, nothing ticked is unknown."""

    def __init__(self, *, choices: list[tuple[object, str]], **kwargs):
        self.values = {str(value): value for value, _label in choices}
        self.words = {str(value): label for value, label in choices}
        options = [*((str(value), label) for value, label in choices), (NONE, _("none of these"))]
        super().__init__(widget=forms.CheckboxSelectMultiple(choices=options), **kwargs)

    def clean(self, value):
        ticked = list(value or [])
        if NONE in ticked and len(ticked) > 1:
            raise ValidationError(_("Tick “none of these” alone, or take its tick away."))
        if any(one not in self.values and one != NONE for one in ticked):
            raise ValidationError(_("Please choose one of these."))
        return [self.values[one] for one in ticked if one != NONE] if ticked else None

    def bound_data(self, data, initial):
        """What was ticked, told apart from a fact: no tick is no answer, an empty list is “none”."""
        return tuple(data or ())

    def said(self, value) -> str:
        return ("、" if language() == "zh" else ", ").join(str(self.words[str(one)]) for one in value) or _(
            "none of these"
        )

    def prepare_value(self, value):
        if value is None:
            return []
        return [str(one) for one in value] if value or isinstance(value, tuple) else [NONE]
