"""How a browser remembers in which language and tone somebody reads: `nl`, `nl-je` or `en`."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponseBase

A_YEAR = 365 * 24 * 3600  # seconds


def remember_speech(response: HttpResponseBase, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
