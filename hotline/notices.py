"""What the person who filed a case is told at each public step."""

from portal.models import Outbox

WORDS = {
    "accepted": (
        "您的诉求{number}已受理。{due}",
        "Your case {number} has been accepted. {due}",
    ),
    "assigned": ("您的诉求{number}已交给承办人办理。", "Your case {number} is now with a handler."),
    "answered": (
        "您的诉求{number}有答复：{answer}满意请回“满意5”，没解决请回“没解决”。",
        "Your case {number} has an answer: {answer} Send RATE 5 if satisfied, NOT SOLVED if not.",
    ),
    "closed": (
        "您的诉求{number}已办结。10天内没解决可回“没解决”。",
        "Your case {number} is closed. Within 10 days you can send NOT SOLVED.",
    ),
    "reopened": ("您的诉求{number}已重新办理。", "Your case {number} is open again."),
}
DUE = ("{day}前答复您。", "You get an answer by {day}.")
LONG = ("全文请在网站“查诉求”看。", "Read all of it on our site under “My case”.")
MOST = 60


def tell(case, event: str) -> None:
    """Queue the text of one step; an anonymous case has nobody to tell."""
    if event not in WORDS or case.anonymous:
        return
    channel, _colon, address = case.reporter.open().partition(":")
    at = 1 if case.language == "en" else 0
    due = DUE[at].format(day=case.due_on) if case.due_on else ""
    text = WORDS[event][at].format(number=case.number, due=due, answer=_short(case.answer_text, at)).strip()
    Outbox.objects.queue(
        channel, address, text, purpose="notice", cause="case", language=case.language,
        key=f"case:{case.pk}:{event}:{case.version}",
    )  # fmt: skip


def _short(answer: str, at: int) -> str:
    most = MOST * (2 if at else 1)
    return answer + " " if len(answer) <= most else f"{answer[:most]}……{LONG[at]}"
