"""The frame of every page: places that others fill, a menu, a page for each way that something can go wrong."""

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from naast.design.templatetags import naast_frame
from naast.design.types import FrameSlot, NavItem
from naast.kernel.actor import ANONYMOUS
from naast.kernel.registry import BadRegistration, Capability, Registry

ERROR_PAGES = ["400.html", "403.html", "404.html", "410.html", "413.html", "429.html", "503.html", "refused.html"]


def nav_item(key: str, **options: object) -> NavItem:
    return NavItem(key=key, label=key, url_name="design:style-guide", icon="home", order=1, **options)


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch, settings, tmp_path) -> Registry:
    settings.NAAST_CACHE = tmp_path
    naast_frame.last_phones.clear()
    fresh = Registry()
    monkeypatch.setattr("naast.design.templatetags.naast_frame.registry", fresh)
    return fresh


def declare(registry: Registry, *declares: object) -> None:
    registry.register(Capability(name="sample", purpose="For this test.", declares=declares))


def draw(code: str, path: str = "/") -> str:
    request = RequestFactory().get(path)
    request.actor = ANONYMOUS
    return engines["django"].from_string("{% load naast %}" + code).render({}, request)


def notice(key: str, text: str | None, order: int = 0) -> FrameSlot:
    return FrameSlot(
        key=key,
        slot="notice",
        template="design/slots/notice.html",
        context=lambda _: None if text is None else {"text": text},
        order=order,
    )


def test_a_slot_shows_its_fillers_in_order_and_leaves_out_who_has_nothing(registry):
    declare(registry, notice("b", "tweede", 2), notice("n", None, 1), notice("a", "eerste", 0))
    html = draw('{% slot "notice" %}')
    assert html.index("eerste") < html.index("tweede")
    assert html.count("naast-notice") == 2


def test_a_slot_that_the_frame_does_not_have_is_refused_at_start():
    fresh = Registry()
    declare(fresh, FrameSlot(key="x", slot="sidebar", template="x.html", context=lambda _: {}))
    with pytest.raises(BadRegistration, match="no place 'sidebar'"):
        fresh.freeze()


def test_a_fifth_menu_item_for_residents_is_refused_at_start():
    fresh = Registry()
    declare(fresh, *(nav_item(f"item-{number}") for number in range(5)))
    with pytest.raises(BadRegistration, match="a phone shows four"):
        fresh.freeze()


def test_the_menu_marks_where_one_is_and_hides_what_one_may_not_open(registry):
    declare(registry, nav_item("open"), nav_item("closed", permission="cases.decide"))
    html = draw('{% nav "resident" %}', "/design/")
    assert 'aria-current="page"' in html
    assert "open" in html
    assert "closed" not in html
    assert "aria-current" not in draw('{% nav "resident" %}', "/elders/")


def test_the_name_of_the_workplace_leads_to_what_is_open_to_who_looks(registry):
    asked = NavItem(key="asked", label="Vragen", url_name="design:style-guide", icon="home", order=5, place="staff")
    queue = {"key": "queue", "label": "Rij", "url_name": "design:style-guide-desk", "icon": "home", "order": 1}
    assert draw("{% work_home %}") == ""
    declare(registry, asked, NavItem(**queue, place="staff", permission="work.see_queue"))
    assert draw("{% work_home %}") == "/design/"


@pytest.mark.parametrize("template", ERROR_PAGES)
def test_a_page_for_what_went_wrong_has_words_and_the_way_home(template):
    html = render_to_string(template, {"sentence": "Dit is er al.", "status": 409}, RequestFactory().get("/"))
    assert html.count("<h1") == 1
    assert '<main id="inhoud" tabindex="-1"' in html
    assert 'href="/"' in html
    assert "error" not in html.lower().replace("htmx", "")


def test_the_page_that_says_to_wait_gives_the_numbers_that_do_not():
    html = render_to_string("429.html", {"sentence": "Wacht even.", "status": 429}, RequestFactory().get("/"))
    assert 'href="tel:112"' in html
    assert 'href="tel:113"' in html


def test_the_page_for_our_own_fault_needs_neither_request_nor_database(registry):
    html = render_to_string("500.html", {"sentence": "", "host": "testserver"})
    assert "Het ligt niet aan u" in html


def test_the_page_for_our_own_fault_still_gives_the_phone_number_that_was_last_shown(registry):
    phone = {"number": "140399", "display": "14 0399", "until": "tot 20.00 uur"}
    declare(registry, FrameSlot(key="p", slot="phone", template="design/slots/phone.html", context=lambda _: phone))
    draw('{% slot "phone" %}')
    for _before_and_after_a_restart in range(2):
        html = render_to_string("500.html", {"host": "testserver"})
        assert 'href="tel:140399"' in html
        assert "20.00" not in html  # it may be night by now
        assert "tel:140399" not in render_to_string("500.html", {"host": "other.example"})
        naast_frame.last_phones.clear()


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_where_no_number_is_known_there_is_still_that_of_the_emergency_services(registry, template):
    assert 'href="tel:112"' in render_to_string(template, {"host": "other.example", "again": {"method": "GET"}})


def test_htmx_keeps_no_pages_of_residents_and_runs_no_text_as_code():
    html = render_to_string("design/base.html", {}, RequestFactory().get("/"))
    for setting in (
        '"historyCacheSize":0',
        '"allowEval":false',
        '"selfRequestsOnly":true',
        '"allowScriptTags":false',
        '"includeIndicatorStyles":false',
    ):
        assert setting in html


def test_a_page_says_its_language_also_in_the_je_tone(settings):
    from django.utils import translation

    with translation.override("nl-je"):
        assert '<html lang="nl"' in render_to_string("design/base.html", {}, RequestFactory().get("/"))


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/design/", "/design/werk/"])
def test_anybody_may_open_the_style_guide(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert "script-src" in answer.headers["Content-Security-Policy"]
    assert " style=" not in answer.content.decode()


@pytest.mark.django_db
def test_an_address_that_is_not_there_gets_the_page_that_helps(client):
    answer = client.get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "Deze pagina vinden we niet" in answer.content.decode()
