"""A browser whose actor the test gives, and what a page says, to compare it with another."""

from __future__ import annotations

import re

from django.http import HttpResponse

from naast.organisations.tests.pages import browser_of, middleware

__all__ = ["bare", "browser_of", "middleware"]


def bare(answer: HttpResponse) -> bytes:
    """What a page says, without what is drawn by lot for each answer and without the key that was asked for."""
    drawn = rb'("X-CSRFToken": |nonce=|csrfmiddlewaretoken" value=)"[^"]+"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
    return re.sub(drawn, b"", answer.content)
