"""Whose door this is, and how we speak behind it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from naast.kernel.errors import NotFound
from naast.organisations.api import current
from naast.organisations.types import Organisation

LANGUAGES = ("nl", "nl-je", "en")
BY_TONE = {"u": "nl", "je": "nl-je"}
Answer = Callable[[HttpRequest], HttpResponse]


class OrganisationMiddleware:
    """Sets `request.organisation`; None only in an installation that has no organisation yet."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.organisation = current(split_domain_port(request.get_host())[0])  # type: ignore[attr-defined]
        except NotFound:
            request.organisation = None  # type: ignore[attr-defined]
        return self.get_response(request)


class SpeechMiddleware:
    """Sets the language: what the person chose, else English for an English browser, else the tone of the organisation."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = _language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language[:2])
        patch_vary_headers(response, ["Accept-Language"])
        return response


def _language(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in LANGUAGES:
        return chosen
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    if wanted and wanted[0][0].startswith("en"):
        return "en"
    organisation: Organisation | None = request.organisation  # type: ignore[attr-defined]
    return BY_TONE[organisation.tone] if organisation else "nl"
