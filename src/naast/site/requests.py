"""Each request that was answered: one line in the log, one count for the figures."""

import logging
from collections.abc import Callable
from time import monotonic

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from naast.kernel.ids import uuid7
from naast.site.figures import count
from naast.site.logs import request_id

HEADER = "X-Request-ID"
NO_ROUTE = "none"  # no page has this address, or the request was ended before we looked for one
logger = logging.getLogger(__name__)


class Requests:
    """Middleware: gives each request an id, which its lines and its answer carry, and tells how it ended.

    `ms` is the time until the answer began. The id is ours: one that a visitor sends could hold anything.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began, key = monotonic(), str(uuid7())
        before = request_id.set(key)
        try:
            response = self.get_response(request)
            response[HEADER] = key
            _tell(request, response, monotonic() - began)
            return response
        finally:
            request_id.reset(before)


def route_of(request: HttpRequest) -> str:
    """The name of the page, never its address: that may hold what somebody typed."""
    return request.resolver_match.view_name if request.resolver_match else NO_ROUTE


def _tell(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    organisation, actor = getattr(request, "organisation", None), getattr(request, "actor", None)
    route = route_of(request)
    fields = {
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1000),
        "actor": str(actor.kind) if actor else None,
        "organisation": organisation.slug if organisation else None,
    }
    count(route=route, status=response.status_code, seconds=seconds)
    logger.info("answered", extra={"fields": fields})
