"""What goes wrong becomes a page with a sentence, or problem+json for a program."""

import json

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from django.views.decorators.http import require_POST

from naast.kernel import answers
from naast.kernel.errors import Forbidden, NotFound, Refused, Stale, TooMany

PAGES = dict.fromkeys(
    ("400.html", "403.html", "404.html", "405.html", "429.html", "500.html", "refused.html"),
    "{{ status }}|{{ sentence }}",
)
ERRORS = {
    "refused": Refused("Kies eerst een datum."),
    "stale": Stale("Karim was u voor."),
    "many": TooMany("Over 7 seconden kan het weer.", 7),
    "missing": NotFound(),
    "forbidden": Forbidden(),
    "bad": SuspiciousOperation("odd"),
    "broken": RuntimeError("secret words"),
}


def view(request, error):
    raise ERRORS[error]


def fine(request):
    return HttpResponse("goed")


@require_POST
def form_only(request):
    return HttpResponse("goed")


pages = [path("form/", form_only), path("<slug:error>/", view), path("", fine)]
urlpatterns = [path("api/", include(pages)), path("page/", include(pages))]
handler400, handler403 = answers.bad_request, answers.forbidden
handler404, handler500 = answers.not_found, answers.server_error

pytestmark = pytest.mark.usefixtures("_own_site")


@pytest.fixture
def _own_site():
    engine = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", PAGES)]},
    }
    middleware = ["naast.kernel.answers.ErrorAnswers"]
    with override_settings(ROOT_URLCONF=__name__, TEMPLATES=[engine], MIDDLEWARE=middleware, DEBUG=False):
        yield


EXPECTED = [
    ("refused", 409, "Kies eerst een datum."),
    ("stale", 409, "Karim was u voor."),
    ("many", 429, "Over 7 seconden kan het weer."),
    ("missing", 404, "Deze pagina is er niet."),
    ("forbidden", 403, "Deze pagina is niet voor u bedoeld."),
    ("bad", 400, "We konden dit niet lezen. Ga terug en probeer het nog een keer."),
    ("broken", 500, "Er ging bij ons iets mis. Probeer het over een paar minuten nog een keer."),
    ("form", 405, "Dit adres is geen pagina om te lezen. Ga terug, of begin opnieuw bij de beginpagina."),
    ("no/such/path", 404, "Deze pagina is er niet."),
]


@pytest.mark.parametrize(("what", "status", "sentence"), EXPECTED)
def test_a_person_gets_a_page(what, status, sentence):
    answer = Client(raise_request_exception=False).get(f"/page/{what}/")
    assert (answer.status_code, answer.content.decode()) == (status, f"{status}|{sentence}")


@pytest.mark.parametrize(("what", "status", "sentence"), EXPECTED)
def test_a_program_gets_a_problem(what, status, sentence):
    answer = Client(raise_request_exception=False).get(f"/api/{what}/")
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = json.loads(answer.content)
    assert (answer.status_code, problem["status"], problem["detail"]) == (status, status, sentence)
    assert set(problem) == {"type", "title", "status", "detail"}


def test_something_that_is_not_yours_looks_the_same_as_something_that_is_not_there():
    client = Client()
    assert client.get("/page/missing/").content == client.get("/page/no/such/path/").content


@pytest.mark.parametrize("where", ["page", "api"])
def test_who_must_wait_is_told_how_long(where):
    assert Client().get(f"/{where}/many/").headers["Retry-After"] == "7"


def test_a_page_that_goes_well_is_left_alone():
    assert Client().get("/page/").content == b"goed"


def test_a_page_for_forms_only_still_says_which_methods_it_takes():
    assert Client().get("/page/form/").headers["Allow"] == "POST"
    assert Client().post("/page/form/").content == b"goed"
