"""Counting tries: per visitor, also behind a proxy, and without a cache."""

import pytest

from portal.limits import Limit, visitor

BROKEN = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
}


def test_the_limit_is_reached_at_its_number_and_not_before():
    limit = Limit("test", "somebody", most=3, seconds=60)
    assert [limit.add() for _ in range(3)] == [1, 2, 3]
    assert limit.reached
    assert not Limit("test", "somebody else", most=3, seconds=60).reached


def test_without_a_cache_it_says_that_it_does_not_know(settings):
    settings.CACHES = BROKEN
    limit = Limit("test", "somebody", most=3, seconds=60)
    assert limit.add() == 0
    assert limit.unknown


@pytest.mark.parametrize(
    ("proxies", "forwarded", "who"),
    [(0, "6.6.6.6", "10.0.0.1"), (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"), (2, "6.6.6.6, 1.2.3.4, 10.9.9.9", "1.2.3.4"),
     (1, "", "10.0.0.1")],
)  # fmt: skip
def test_a_visitor_is_who_our_own_proxies_saw_whatever_the_visitor_claims(
    rf, settings, proxies, forwarded, who
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="10.0.0.1")
    assert visitor(request) == who


@pytest.mark.django_db
@pytest.mark.usefixtures("programmes")
class TestWithoutACache:
    def test_the_chat_goes_on(self, client, settings):
        settings.CACHES = BROKEN
        assert "出生的孩子" in client.post("/chat/", {"text": "育儿补贴"}, follow=True).content.decode()

    def test_nobody_may_guess_cases(self, client, settings):
        from tests.hotline.cases import opened

        done = opened()
        settings.CACHES = BROKEN
        page = client.post("/case/", {"number": done.case.number, "code": done.code}, follow=True)
        assert page.status_code == 200
        assert "路灯" not in page.content.decode()
