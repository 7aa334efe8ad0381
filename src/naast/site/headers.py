"""Headers: which are believed, and which every answer carries."""

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers

API = "/api/"
PERMISSIONS = "camera=(), geolocation=(), microphone={}, payment=(), usb=()"
HEARD = frozenset({"portal:home", "finding:answer"})  # where a question may be spoken (docs/decisions/0070)
SAME_FOR_ALL = frozenset({"design:face"})  # an answer that never changes, and knows nothing of who asks
MAY_READ = {"Access-Control-Expose-Headers": "API-Version, ETag, Retry-After"}
MAY_SEND = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class PrivateAnswers:
    """Keeps what a signed-in person sees out of every cache, also the browser's own."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseBase):
            return _private(request, answer)
        return self._later(request, answer)

    async def _later(self, request: HttpRequest, answer: Awaitable[HttpResponseBase]) -> HttpResponseBase:
        return _private(request, await answer)


class KnownHost:
    """Ends a request for a host that is not ours before anything is looked up or drawn for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponseBadRequest(b"This is not the address of this site.", content_type="text/plain")
        return self.get_response(request)


class OwnSites:
    """Lets pages of the sites in NAAST_SITES ask the API from a visitor's browser (Fetch standard, CORS), without cookies.

    No other site is named, so a browser keeps the answer from its pages. The answer to OPTIONS says what may be sent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(API):
            return self.get_response(request)
        asks_first = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        answer = HttpResponse(status=204) if asks_first else self.get_response(request)
        patch_vary_headers(answer, ("Origin",))
        if (site := request.headers.get("Origin")) in settings.NAAST_SITES:
            for name, value in {"Access-Control-Allow-Origin": site, **(MAY_SEND if asks_first else MAY_READ)}.items():
                answer[name] = value
        return answer


def _private(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    if _is(request, SAME_FOR_ALL) and answer.status_code == 200 and not answer.cookies:
        del answer["Vary"]
        return answer
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in answer.cookies
    if has_session:
        answer["Cache-Control"] = "no-store"
    else:
        answer.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(answer, ("Cookie", "HX-Request"))
    answer.setdefault("Permissions-Policy", PERMISSIONS.format("(self)" if _is(request, HEARD) else "()"))
    return answer


def _is(request: HttpRequest, names: frozenset[str]) -> bool:
    return request.resolver_match is not None and request.resolver_match.view_name in names
