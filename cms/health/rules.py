"""The update rules by which government sites are failed (国办秘函〔2019〕19号, as municipal self-checks quote it).

Where the rule counts columns without naming a time, ours is a year; each rule says so in its own words.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.health import columns
from cms.health.findings import Finding, Line, falls
from cms.models import GuidePage
from portal.registries import waiting_messages

MOST_STALE, MOST_OTHERS, MOST_BLANK = 5, 10, 5


def findings(today: date | None = None) -> list[Finding]:
    """Every rule as it stands today, the broken ones first."""
    today = today or timezone.localdate()
    found = [rule(today) for rule in (home, stale, others, blank, messages, guides_whole, guides_there)]
    order = {"red": 0, "soon": 1, "unknown": 2, "ok": 3}
    return sorted(found, key=lambda one: order[one.state])


def home(today: date) -> Finding:
    newest = columns.everything_newest()
    red_on = newest + columns.TWO_WEEKS + timedelta(days=1) if newest else today
    says = _("Last published: %(day)s.") % {"day": newest or "—"}
    return Finding(_("Front page"), _("Something new at least every two weeks."), today, red_on, says)


def stale(today: date) -> Finding:
    kept = [*columns.of(columns.NEWS, columns.TWO_WEEKS), *columns.of(columns.NOTICES, columns.SIX_MONTHS)]
    lines = [column.line for column in kept if column.count]
    rule = _(
        "Fewer than five columns with news older than two weeks, or notices and policies older than six months."
    )
    return _counted(_("News and policies"), rule, today, lines, MOST_STALE)


def others(today: date) -> Finding:
    kept = [*columns.of(columns.OTHERS, columns.A_YEAR), *columns.village_boards()]
    lines = [column.line for column in kept if column.count]
    rule = _("Fewer than ten other columns that are not kept up; we count a year without anything new.")
    return _counted(_("Other columns"), rule, today, lines, MOST_OTHERS)


def _counted(title: str, rule: str, today: date, lines: list[Line], most: int) -> Finding:
    late = [line for line in lines if line.day and line.day <= today]
    says = ngettext("%(count)s of %(all)s is stale.", "%(count)s of %(all)s are stale.", len(late)) % {
        "count": len(late), "all": len(lines),
    }  # fmt: skip
    return Finding(
        title, rule, today, falls(lines, most), says, sorted(lines, key=lambda line: line.day or date.max)
    )


def blank(today: date) -> Finding:
    kinds = (*columns.NEWS, *columns.NOTICES, *columns.OTHERS)
    kept = [*columns.of(kinds, columns.A_YEAR), *columns.village_boards()]
    empty = [Line(column.page.title, column.line.address) for column in kept if not column.count]
    says = ngettext("%(count)s is blank.", "%(count)s are blank.", len(empty)) % {"count": len(empty)}
    red_on = today if len(empty) >= MOST_BLANK else None
    return Finding(
        _("Blank columns"), _("Fewer than five columns with nothing in them."), today, red_on, says, empty
    )


def messages(today: date) -> Finding:
    rule = _("No resident waits three months for an answer.")
    if not waiting_messages:
        return Finding(
            _("Residents' messages"), rule, today, says=_("Nobody counts messages that wait."), known=False
        )
    days = [day for _name, provider in waiting_messages for day in provider()]
    red_on = min(days) + relativedelta(months=3) if days else None
    says = ngettext("%(count)s waits for an answer.", "%(count)s wait for an answer.", len(days)) % {
        "count": len(days)
    }
    return Finding(_("Residents' messages"), rule, today, red_on, says)


def guides_there(today: date) -> Finding:
    count = GuidePage.objects.live().count()
    says = ngettext("%(count)s guide.", "%(count)s guides.", count) % {"count": count}
    return Finding(
        _("Guides"), _("The site says how to get things done."), today, None if count else today, says
    )


def guides_whole(today: date) -> Finding:
    """For whom, papers, steps, where, hours, how long, how much, what comes of it, basis, two phones."""
    lines = []
    for guide in GuidePage.objects.live().select_related("where").order_by("path"):
        if lacking := missing(guide):
            words = _("%(guide)s: no %(parts)s") % {"guide": guide.title, "parts": _(", ").join(lacking)}
            lines.append(Line(words, reverse("wagtailadmin_pages:edit", args=[guide.pk])))
    says = ngettext("%(count)s lacks something.", "%(count)s lack something.", len(lines)) % {
        "count": len(lines)
    }
    return Finding(
        _("Parts of guides"), _("No guide lacks a part."), today, today if lines else None, says, lines
    )


def missing(guide: GuidePage) -> list[str]:
    has = {
        _("for whom"): guide.for_whom,
        _("papers"): guide.papers or guide.conditions,
        _("steps"): guide.steps,
        _("where"): guide.where or guide.where_words,
        _("opening hours"): guide.hours or (guide.where and guide.where.hours),
        _("time"): guide.days_promised is not None or guide.days_legal is not None,
        _("fee"): guide.fee,
        _("what you get in the end"): guide.result,
        _("legal basis"): guide.basis,
        _("phone for questions"): guide.questions_phone,
        _("phone for complaints"): guide.complaints_phone,
    }
    return [name for name, part in has.items() if not part]
