"""The check's four addresses. No answer is ever in one of them, nor in a cookie or a cache."""

from dataclasses import replace
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.check import result as results
from cms.check import state
from cms.check.asking import Asking
from cms.check.keeping import keep
from cms.check.path import Said
from cms.check.reading import NotRead, read
from cms.check.state import Check
from cms.eligibility import BadAnswer, Why, unknown
from cms.eligibility.discretion import is_own_business
from cms.published import programmes as published
from portal import print
from portal.forms import posted
from portal.limits import Limit, visitor
from portal.reading import language

MOST_IN_A_MINUTE = 200  # from one network address: a whole service hall behind it


def unkept(view):
    """For everybody; no browser, no proxy keeps the page."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    return login_not_required(answered)


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    """What this is; a programme may be chosen before: its code says nothing about anybody."""
    rules = published()
    wanted = posted(request, "programme", 20) if request.method == "POST" else request.GET.get("programme")
    preset = next((one for one in rules if one.code == wanted), None)
    if request.method == "POST":
        check = Check.begin([preset.code] if preset else [], rules)
        check.keep(request)
        return _onward(check)
    context = {
        "preset": preset,
        "programmes": rules,
        "language": language(),
        "check": Check.of(request, rules),
    }
    return render(request, "cms/check/start.html", context)


def _onward(check: Check):
    """To the open question, or to the result."""
    return redirect("check:step", check.path.last_step) if check.path.open else redirect("check:result")


def _begin_again(request):
    messages.info(
        request, _("We have no answers of yours: they are forgotten after an hour. Please start here.")
    )
    return redirect("check:start")


@unkept
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, step):
    """One question; its earlier answer is filled in."""
    check = Check.of(request, published())
    if check is None:
        return _begin_again(request)
    if not 1 <= step <= check.path.last_step:
        return _onward(check)
    asking = Asking(check.path, step, language())
    if request.method == "POST" and (done := _answered(request, check, asking)):
        return done
    check.touch(request)
    return render(request, "cms/check/question.html", {"asking": asking, "check": check})


def _answered(request, check: Check, asking: Asking):
    """Take the answer in and go on; None when the page has to say what is wrong."""
    if posted(request, "about") != asking.about:  # another tab has changed the way
        return _onward(check)
    limit = Limit("check", visitor(request), most=MOST_IN_A_MINUTE, seconds=60)
    if limit.add() > limit.most:
        asking.problem = _("That was very fast. Please wait a minute and send it again.")
    asking.typed = posted(request, "answer") if asking.boxed else ""
    try:
        if not asking.problem:
            value, typed = read(request, asking.asked, check.path.on)
            said = Said(asking.asked.key, asking.asked.member, value, typed)
            if is_own_business(asking.asked):
                return _answered_in_passing(request, check, asking, said)
            check.path.put(asking.step, said)
            check.keep(request)
            return _onward(check)
    except NotRead as problem:
        asking.problem = problem.text
    except BadAnswer as problem:
        asking.problem = problem.text[asking.language]
    return None


def _answered_in_passing(request, check: Check, asking: Asking, said: Said):
    """Used for the one page that answers it, and stored nowhere, not even in the session."""
    unsaid = replace(said, value=unknown(Why.REFUSED), typed="")
    check.path.put(asking.step, unsaid)
    check.keep(request)
    check.path.put(asking.step, said)
    shown = results.Result(check, published(), language())
    return render(request, "cms/check/result.html", {"result": shown, "check": check, "passing": True})


@unkept
@require_safe
def result(request):
    """What is settled, at the end or on the way there; also on paper."""
    rules = published()
    check = Check.of(request, rules)
    if check is None:
        return _begin_again(request)
    shown = results.Result(check, rules, language())
    keep(request, check, shown)
    check.touch(request)
    context = {"result": shown, "check": check}
    if kind := print.wanted(request):
        return print.answer(request, kind, "cms/check/result_print.html", context, name="result")
    return render(request, "cms/check/result.html", context)


@unkept
@require_POST
def forget(request):
    state.forget(request)
    messages.info(request, _("Your answers are forgotten."))
    return redirect("check:start")
