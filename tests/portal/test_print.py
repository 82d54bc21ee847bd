"""What people take away on paper says the same as the screen, and is kept nowhere."""

import re

import pytest
from django.template.loader import render_to_string

from cms.models import PolicyPage
from hotline.models import Case
from portal import print
from portal.models import Area
from tests import loaded_pages
from tests.people import place
from tests.portal.pdf_text import streams, words_of

pytestmark = pytest.mark.django_db
makes_pdf = pytest.mark.skipif(
    not print.can_pdf(), reason="apt-get install libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk"
)


@pytest.fixture
def pages(programmes):
    loaded_pages.pages()


@pytest.fixture
def filed(client):
    """Somebody reported something anonymously; the page with the receipt."""
    place("柳河村")
    told = {"kind": "report", "text": "村里的扶助金发错了人。", "once": "a-token"}
    return client.post("/case/new/", told, follow=True)


def receipt_of(filed) -> str:
    return re.search(r'class="code">([\d ]+)<', filed.content.decode())[1]


def test_the_receipt_has_a_page_for_paper_and_no_cache_keeps_it(client, filed):
    page = client.get("/case/filed/?print=page")
    assert receipt_of(filed) in page.content.decode()
    assert "no-store, private" in page["Cache-Control"]
    assert "no-store" in filed["Cache-Control"]


@makes_pdf
def test_the_receipts_pdf_says_it_in_chinese_and_its_name_says_nothing(client, filed, caplog):
    caplog.set_level("DEBUG")
    pdf = client.get("/case/filed/?print=pdf")
    words = words_of(pdf.content)
    for said in ("您的回执", receipt_of(filed), "自己收好这张纸", "http"):
        assert said in words
    assert pdf["Content-Disposition"] == 'attachment; filename="receipt.pdf"'
    assert "no-store, private" in pdf["Cache-Control"]
    assert receipt_of(filed)[:4] not in caplog.text


def test_who_did_not_file_it_gets_no_paper(client, filed):
    client.cookies.clear()
    for kind in ("page", "pdf"):
        assert client.get(f"/case/filed/?print={kind}").status_code == 302


@makes_pdf
@pytest.mark.parametrize(
    ("path", "said"),
    [("/policies/ye/", ["育儿补贴", "3,600元", "2025年1月1日起", "厅字〔2025〕15号", "孩子的出生医学证明"]),
     ("/en/policies/ye/", ["Childcare subsidy", "3,600 yuan", "since 1 January 2025"])],
)  # fmt: skip
def test_a_policy_on_paper_has_conditions_sums_papers_and_sources(client, pages, path, said):
    words = words_of(client.get(f"{path}?print=pdf").content)
    for each in said:
        assert each in words


def test_where_no_pdf_can_be_made_the_page_is_offered_and_answers_instead(client, filed, monkeypatch):
    print.can_pdf.cache_clear()
    monkeypatch.setattr(print, "_chinese_fonts", lambda: 0)
    try:
        offered = client.get("/case/filed/").content.decode()
        assert "print=page" in offered
        assert "print=pdf" not in offered
        assert client.get("/case/filed/?print=pdf")["Content-Type"].startswith("text/html")
    finally:
        print.can_pdf.cache_clear()


@makes_pdf
def test_making_a_pdf_reads_no_file_and_asks_nobody(tmp_path):
    secret = tmp_path / "secret.css"
    secret.write_text("body::before { content: 'overheard' }")
    html = f'<link rel="stylesheet" href="{secret.as_uri()}"><img src="http://192.0.2.1/x.png"><p>words</p>'
    words = words_of(print._pdf(html))  # a socket beyond loopback would fail the test
    assert "words" in words
    assert "overheard" not in words


def test_the_printed_receipt_of_a_named_case_shows_number_and_code(rf):
    place("柳河村")
    opened = Case.objects.open(
        kind="help",
        text="屋顶漏雨",
        key="k",
        reporter="sms:+8613800138001",
        area=Area.objects.get(name="柳河村").pk,
    )
    html = render_to_string(
        "hotline/filed_print.html", {"case": opened.case, "code": opened.code}, rf.get("/")
    )
    assert opened.case.number in html
    assert opened.code in html
    assert "屋顶漏雨" not in html
    assert "13800138001" not in html


@makes_pdf
@pytest.mark.parametrize(("sheet", "width"), [("a4", 595), ("a3", 842), ("slip", 164)])
def test_one_page_comes_out_on_a4_as_a_notice_for_the_board_and_as_a_slip(rf, pages, sheet, width):
    page = PolicyPage.objects.first()
    request = rf.get("/policies/ye/")
    context = page.get_context(request)
    made = print.answer(request, "pdf", "cms/policy_print.html", context, name="ye", sheet=sheet, public=True)
    box = re.search(r"/MediaBox ?\[ ?0 0 ([\d.]+) ", "".join(streams(made.content)))
    assert round(float(box[1])) == width
    assert "Cache-Control" not in made
    seen = print.answer(request, "page", "cms/policy_print.html", context, name="ye", sheet=sheet)
    assert (f"print-{sheet}.css" in seen.content.decode()) == (sheet != "a4")
    assert seen["Cache-Control"] == "no-store, private"
