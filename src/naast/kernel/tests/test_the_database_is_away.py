"""While the database does not answer: a page that says so, and what was typed is not lost."""

import json
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from naast.kernel import outage

TYPED = {"csrfmiddlewaretoken": "abc", "answer": 'Wij <zijn> met "drie"\nen een hond', "kinds": ["a", "b"]}
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def view(request, error):
    raise {"away": OperationalError("secret words"), "cut": InterfaceError, "other": RuntimeError}[error]


def fine(request):
    return HttpResponse("goed")


def away_before_the_view(get_response):
    def middleware(request):
        if request.path == "/early/":
            raise OperationalError
        return get_response(request)

    return middleware


urlpatterns = [path("api/<slug:error>/", view), path("early/", fine), path("<slug:error>/", view)]
handler500 = outage.failed


@pytest.fixture
def browser():
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[f"{__name__}.away_before_the_view"], DEBUG=False):
        yield Client(raise_request_exception=False)


@pytest.mark.parametrize("where", ["/away/", "/cut/", "/early/"])
def test_a_visitor_is_told_and_can_try_again(browser, where):
    answer = browser.get(f"{where}?q=1")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert answer["Cache-Control"] == "no-store"
    assert "Ons systeem antwoordt niet." in page
    assert f'href="{where}?q=1"' in page
    assert "secret words" not in page


@pytest.mark.parametrize("where", ["/away/", "/early/"])
def test_what_was_typed_is_in_the_page_and_goes_along_with_one_press(browser, where):
    page = browser.post(where, TYPED).content.decode()
    kept = [(name, unescape(value)) for name, value in FIELD.findall(page)]
    assert kept == [(name, line) for name, lines in TYPED.items() for line in ([lines] if name != "kinds" else lines)]
    assert f'<form method="post" action="{where}">' in page
    assert "Wat u typte, is er nog." in page
    assert "Wat u al bewaarde" not in page  # whether this was kept, nobody knows yet


def test_a_file_has_to_be_chosen_again_and_we_say_so(browser):
    page = browser.post("/early/", {"name": "Sam", "proof": SimpleUploadedFile("a.txt", b"x")}).content.decode()
    assert ("name", "Sam") in FIELD.findall(page)
    assert "Uw bestand kiest u straks opnieuw." in page


def test_a_program_gets_a_problem_and_when_to_ask_again(browser):
    answer = browser.get("/api/away/")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, json.loads(answer.content)["status"]) == (503, 503)
    assert int(answer["Retry-After"]) > 0


def test_another_fault_stays_a_500(browser):
    answer = browser.get("/other/")
    assert answer.status_code == 500
    assert "Retry-After" not in answer
