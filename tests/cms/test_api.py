"""Other programs ask: the same verdicts, wrong input named, never a crash, nothing kept."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.eligibility import all_facts, judge_fully
from cms.eligibility.facts import PROGRAMMES
from cms.models import Answer, KeptRule, Programme
from cms.printed import printed
from tests.cms.test_answers import FACTS
from tests.cms.test_plausible import anything
from tests.cms.test_replay import publish
from tests.people import place

pytestmark = pytest.mark.django_db
CASES = [
    json.loads(line)
    for file in sorted((PROGRAMMES / "cases").glob("*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()[:6]
]
JF = {"on": "2026-11-22", "programmes": ["JF"], "facts": FACTS}


@pytest.fixture
def ask(client, programmes):
    def post(question, **headers):
        body = question if isinstance(question, bytes | str) else json.dumps(question)
        return client.post("/api/v1/eligibility", body, content_type="application/json", headers=headers)

    return post


def mend(response) -> dict:
    assert response.status_code == 422, response.content
    return {one["field"]: one["allowed"] for one in response.json()["problems"]}


def test_a_verdict_with_everything_that_goes_with_it(ask):
    (result,) = ask({**JF, "on": "2026-11-23"}).json()["results"]
    assert result["programme"] == "JF"
    assert (result["verdict"], result["amount"], result["period"], result["per"]) == (
        "yes",
        "960.00",
        "year",
        "person",
    )
    assert result["next_question"] is None
    assert result["papers"]
    assert KeptRule.objects.filter(pk=result["rule"]).exists()


def test_a_no_says_why_and_when_it_opens_in_either_language(ask):
    (zh,), (en,) = ask(JF).json()["results"], ask({**JF, "language": "en"}).json()["results"]
    assert (zh["verdict"], zh["opens_on"]) == ("no", "2026-11-23")
    assert "60" in zh["reasons"][0]
    assert not zh["reasons"][0].isascii()
    assert en["reasons"][0].isascii()
    assert ask(JF, **{"Accept-Language": "en-GB"}).json()["results"] == [en]


def test_what_is_open_comes_with_the_next_question(ask):
    (result,) = ask({**JF, "facts": {"birth_date": "1960-01-01"}}).json()["results"]
    assert (result["verdict"], result["amount"]) == ("unknown", None)
    question = result["next_question"]
    assert set(question["facts"]) & set(result["missing"])
    assert question["text"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_it_says_what_the_command_says(ask, case):
    rules = Programme.objects.get(code=case["programme"]).as_rules
    area = case.get("area") or ""
    verdict = judge_fully(rules, case["facts"], date.fromisoformat(case["on"]), area)
    question = {"on": case["on"], "programmes": [case["programme"]], "facts": case["facts"], "area": area}
    (result,) = ask(question).json()["results"]
    wanted = printed(verdict, rules)
    assert {key: result[key] for key in wanted} == wanted


def test_without_programmes_all_are_judged(ask):
    results = ask({"on": "2026-11-22", "facts": {}}).json()["results"]
    assert [one["programme"] for one in results] == sorted(Programme.objects.values_list("code", flat=True))
    assert all(one["verdict"] in {"unknown", "staff", "not_in_force"} for one in results), (
        "nothing known, nobody refused"
    )


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"on": None}, "on"), ({"on": "2023-02-29"}, "on"), ({"on": 20261122}, "on"), ({"on": "9999-12-31"}, "on"),
        ({"programmes": ["XX"]}, "programmes[0]"), ({"programmes": "JF"}, "programmes"), ({"programmes": []}, "programmes"),
        ({"programmes": [["JF"]]}, "programmes[0]"), ({"area": "005678"}, "area"), ({"area": 990001}, "area"),
        ({"area": "99\x00001"}, "area"), ({"language": "fr"}, "language"), ({"language": ["en"]}, "language"),
        ({"day": "2026-11-22"}, "day"), ({"facts": None}, "facts"), ({"facts": []}, "facts"),
        ({"facts": {"birth_date": "2023-02-29"}}, "birth_date"), ({"facts": {"birth_date": "2026-11-23"}}, "birth_date"),
        ({"facts": {"birth_date": "1890-01-01"}}, "birth_date"), ({"facts": {"age": 61}}, "age"),
        ({"facts": {"birth_date": {"from": "2026-01-01", "to": "9999-12-31"}}}, "birth_date"),
        ({"facts": {"sex": "\x00"}}, "sex"), ({"facts": {"sex": "\ud800"}}, "sex"), ({"facts": {"receiving": ["TFD"]}}, "receiving"),
        ({"facts": {"birth_date": "1960-01-01", "children": [{"birth_date": "1950-01-01"}]}}, "children[0].birth_date"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_what_is_allowed(ask, change, field):
    question = {key: value for key, value in {**JF, **change}.items() if key != "on" or value is not None}
    for language in ("zh", "en"):
        found = mend(ask(question, **{"Accept-Language": language}))
        assert list(found) == [field]
        assert found[field].isascii() == (language == "en") or "…" in found[field]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"null", b"[]", b"\xff\xfe", b"\x00", b'{"on": "2026-11-22", "facts": {"birth_date": NaN}}',
     b"[" * 7000, b'{"facts": {}, "facts": {}}', b'{"on": ' + b"9" * 6000 + b"}", b" " * 10_000,
     b'{"on": "2026-11-22", "facts": {}}' + b" " * 10_000, b'"' + b"x" * 3_000_000 + b'"'],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(ask, body):
    found = mend(ask(body))
    assert all(found.values())


def no_word(name):
    raise AssertionError(f"{name} is not JSON")


@pytest.mark.parametrize("facts", ['{"birth_date": 1e400}', '{"children": [-1e999]}'])
def test_a_number_beyond_all_numbers_is_refused_in_json_that_others_can_read(ask, facts):
    answer = ask(f'{{"on": "2026-11-22", "facts": {facts}}}')
    assert mend(answer)
    json.loads(answer.content, parse_constant=no_word)


def test_born_this_year_may_end_after_today(ask):
    year = {"from": "2026-01-01", "to": "2026-12-31"}
    assert ask({**JF, "facts": {"children": [{"birth_date": year}]}}).status_code == 200


def test_everything_wrong_is_named_at_once(ask):
    found = mend(ask({"on": "x", "programmes": ["XX"], "area": "1", "facts": {"sex": 1, "spouse": {"y": 1}}}))
    assert list(found) == ["on", "programmes[0]", "area", "sex", "spouse.y"]


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        anything,
        st.fixed_dictionaries(
            {"on": st.one_of(anything, st.dates().map(str)), "facts": anything},
            optional={"programmes": anything, "area": anything, "language": anything},
        ),
        st.binary(max_size=60),
    )
)
def test_whatever_is_sent_there_is_an_answer(ask, question):
    response = ask(question)
    assert response.status_code in {200, 422}
    assert response.json()


def test_a_place_counts_if_it_is_ours_or_a_rule_knows_it(ask):
    place("青石村")
    assert ask({**JF, "area": "990001101001"}).status_code == 200
    publish("JF", lambda rule: rule["versions"][-1]["amounts"][0].update(areas=["51"]))
    assert ask({**JF, "area": "510104"}).status_code == 200
    assert ask({**JF, "area": "005104"}).status_code == 422


def test_nothing_of_a_question_is_kept_and_nothing_stays_in_a_browser(ask):
    response = ask(JF)
    assert Answer.objects.count() == 0
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in response


def test_too_many_questions_get_a_sentence(ask, settings):
    settings.API_REQUESTS_PER_MINUTE = 2
    assert [ask(JF).status_code for _ in range(3)] == [200, 200, 429]
    assert "minute" in ask(JF, **{"Accept-Language": "en"}).json()["message"]


def test_no_token_is_needed_and_no_other_method_works(programmes, client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/api/v1/eligibility", json.dumps(JF), content_type="text/plain").status_code == 200
    assert client.get("/api/v1/eligibility").status_code == 405
    assert client.put("/api/v1/programmes").status_code == 405


def test_the_programmes_with_amounts_sources_and_facts(client, programmes):
    rows = {one["code"]: one for one in client.get("/api/v1/programmes").json()["programmes"]}
    jf, ye = rows["JF"], rows["YE"]
    assert jf["in_force"]
    assert [row["amount"] for row in jf["amounts"] if not row["areas"]] == ["960.00"]
    assert jf["rule"] == Programme.objects.get(code="JF").as_rules.hash
    assert jf["sources"]
    facts = {one["key"]: one for one in jf["facts"]}
    assert facts["hukou_kind"]["values"] == ["rural", "urban"]
    assert facts["birth_date"]["question"]["zh"]
    assert {"children.birth_date", "children.claimed_years", "children"} <= {
        one["key"] for one in ye["facts"]
    }
    assert all(one["key"] in all_facts() for row in rows.values() for one in row["facts"])


def test_machines_and_people_can_read_how_to_ask(client, programmes):
    document = client.get("/api/v1/openapi.json").json()
    body = document["paths"]["/api/v1/eligibility"]["post"]["requestBody"]["content"]["application/json"][
        "schema"
    ]
    assert body["properties"]["facts"]["properties"]["hukou_kind"]["enum"] == ["rural", "urban"]
    for address, words in (("/api/v1/docs", "给其他程序"), ("/en/api/v1/docs", "For other programs")):
        page = client.get(address)
        text = page.content.decode()
        assert words in text
        assert "children.claimed_years" in text
        assert "<script>" not in text
        assert "http://" not in text.replace("http://www.w3.org", "")
        assert "default-src 'self'" in page["Content-Security-Policy"]
