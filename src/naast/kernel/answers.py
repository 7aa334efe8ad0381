"""Turns what went wrong into an answer: a page of the design, or problem+json (RFC 9457) below /api/.

Pages are the templates `400.html`, `403.html`, `404.html`, `405.html`, `429.html`, `500.html`, and `refused.html` for a sentence
that one can act on.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from naast.kernel.errors import Refused, TooMany

API = "/api/"
PROBLEM = "application/problem+json"


class ErrorAnswers:
    """Middleware: lets a view just raise what `errors` names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return _not_this_way(request, response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return refusal(request, error)
        return None  # SignInNeeded is for identity; for the rest Django asks the handlers below


def refusal(request: HttpRequest, error: Refused) -> HttpResponse:
    """What the person cannot do now, and how to mend it. With Retry-After (RFC 9110, section 10.2.3) when time mends it."""
    if isinstance(error, TooMany):
        response = _answer(request, error.status, "429.html", error.sentence, again=_again(request))
        response["Retry-After"] = str(error.retry_after)
        return response
    return _answer(request, error.status, "refused.html", error.sentence)


def _again(request: HttpRequest) -> dict[str, Any]:
    """What was asked, to ask it again with one press: nothing typed is lost. Files cannot be kept this way."""
    typed = [(name, line) for name, lines in request.POST.lists() for line in lines if name != "csrfmiddlewaretoken"]
    return {"address": request.get_full_path(), "method": request.method, "typed": typed, "files": bool(request.FILES)}


def _not_this_way(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """A page that only takes a form, opened as an address: the ways on instead of an empty page. Allow stays (RFC 9110)."""
    sentence = _("Dit adres is geen pagina om te lezen. Ga terug, of begin opnieuw bij de beginpagina.")
    response = _answer(request, 405, "405.html", sentence)
    response["Allow"] = refused["Allow"]
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400, "400.html", _("We konden dit niet lezen. Ga terug en probeer het nog een keer."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403, "403.html", _("Deze pagina is niet voor u bedoeld."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404, "404.html", _("Deze pagina is er niet."))


def server_error(request: HttpRequest) -> HttpResponse:
    """Its page is drawn without the request, so that nothing in the frame asks a database that may be what failed."""
    sentence = _("Er ging bij ons iets mis. Probeer het over een paar minuten nog een keer.")
    if request.path.startswith(API):
        return _answer(request, 500, "500.html", sentence)
    host = request.headers.get("Host", "")
    return HttpResponse(render_to_string("500.html", {"sentence": sentence, "status": 500, "host": host}), status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: mostly a page that lay open for too long; sometimes a foreign site."""
    return _answer(
        request,
        403,
        "refused.html",
        _("Deze pagina stond te lang open. Ga terug, laad haar opnieuw en verstuur het nog een keer."),
    )


def problem(status: int, sentence: str, **more: Any) -> HttpResponse:
    """What went wrong, for a program (RFC 9457). `more` are extension members."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": sentence, **more}
    return JsonResponse(body, status=status, content_type=PROBLEM)


def _answer(request: HttpRequest, status: int, template: str, sentence: str, **more: Any) -> HttpResponse:
    if request.path.startswith(API):
        return problem(status, sentence)
    return render(request, template, {"sentence": sentence, "status": status, **more}, status=status)
