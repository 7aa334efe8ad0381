"""What a visitor gets while the database does not answer: a page that asks nothing of it, and holds what was typed."""

from __future__ import annotations

import sys
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from naast.kernel.answers import API, problem, server_error

# Also when the pool has none to give, a server that stops, a lock or a statement that took too long: time may mend each.
PASSING = (OperationalError, InterfaceError)
RETRY_AFTER = 30  # seconds


def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler500: the answer to an error that nobody caught, which is the one being handled."""
    if not isinstance(sys.exc_info()[1], PASSING):
        return server_error(request)
    answer = _page(request) if not request.path.startswith(API) else problem(503, _("Probeer het zo nog een keer."))
    answer["Retry-After"] = str(RETRY_AFTER)  # RFC 9110, section 10.2.3
    answer["Cache-Control"] = "no-store"
    return answer


def _page(request: HttpRequest) -> HttpResponse:
    """Drawn without the request, so that nothing in the frame asks the database."""
    again = {"address": request.get_full_path(), "method": request.method, **_typed(request)}
    host = request.headers.get("Host", "")
    return HttpResponse(render_to_string("503.html", {"again": again, "host": host}), status=503)


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What was sent, to send it once more. With the token of its own form: what makes a new one may not have been reached."""
    try:
        return {
            "typed": [(name, line) for name, lines in request.POST.lists() for line in lines],
            "files": bool(request.FILES),
        }
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return {"typed": [], "files": False}
