"""A programme, a fact and answers for the stranger's walk."""

from datetime import date

from cms.models import (
    Alert,
    Answer,
    ChangedAnswer,
    Fact,
    Feedback,
    Programme,
    PromotedAnswer,
    SearchMiss,
    Subscription,
    Synonym,
    Wording,
)
from tests.cms import open_affairs  # noqa: F401  (its samples)
from tests.samples import MARK, sample

sample(Programme, lambda area: Programme.objects.create(code="away", name_zh=MARK, live=False))
sample(Fact, lambda area: Fact.objects.create(key="away", type="bool", label_zh=MARK, label_en=MARK))


def an_answer(area):
    return Answer.objects.create(
        channel="desk", on=date(2026, 11, 22), area=area.code, programme="JF", facts={"note": MARK}, rule="0" * 64,
        verdict={"verdict": "no", "programme": "JF", "on": "2026-11-22", "rule": "0" * 64}, words=MARK, language="zh",
    )  # fmt: skip


def a_changed_answer(area):
    answer = an_answer(area)
    return ChangedAnswer.objects.create(answer=answer, rule="1" * 64, old=answer.verdict, new=answer.verdict)


sample(Answer, an_answer)
sample(ChangedAnswer, a_changed_answer)


def a_word_about_a_page(area):
    return Feedback.objects.say(
        key=MARK, address="/x/", useful=False, title=MARK, words=MARK, reason="wrong", area=area
    )


def a_subscription(area):
    return Subscription.objects.ask(
        channel="sms", address="+8613900139001", words=MARK, area=area, kinds=["news"]
    )[0]


sample(Feedback, a_word_about_a_page)
sample(Subscription, a_subscription)
sample(Alert, lambda area: Alert.objects.create(words_zh=MARK, area=area))
sample(Wording, lambda area: Wording.objects.create(words=MARK, reason=MARK))
sample(Synonym, lambda area: Synonym.objects.create(words_zh=f"{MARK}\n{MARK}"))
sample(PromotedAnswer, lambda area: PromotedAnswer.objects.create(asked=MARK, says_zh=MARK, address="/"))
sample(
    SearchMiss, lambda area: SearchMiss.objects.create(query=MARK, language="zh", last_day=date(2026, 11, 22))
)
