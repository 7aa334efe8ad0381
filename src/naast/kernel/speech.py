"""How a browser remembers in which language and tone somebody reads: `nl`, `nl-je` or `en`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WAYS: Mapping[str, StrOrPromise] = MappingProxyType(
    {"nl": _("In het Nederlands, met u"), "nl-je": _("In het Nederlands, met je"), "en": "In English"}
)
A_YEAR = 365 * 24 * 3600  # seconds


def chosen_speech(request: HttpRequest) -> str:
    """As this browser remembers it, whatever that is; empty when nobody chose here."""
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")


def remember_speech(response: HttpResponseBase, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
