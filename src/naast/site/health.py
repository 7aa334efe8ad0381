"""What a load balancer or a cluster asks: does this process live, and may it get visitors."""

from collections.abc import Callable
from threading import Thread

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponseBase, JsonResponse


class Health:
    """Answers `/health/` before anything else looks at the request: the other middleware need the database, and a host name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path == "/health/live":
            return live()
        if request.path == "/health/ready":
            return ready()
        return self.get_response(request)


beside_the_first_visits: list[Thread] = []  # what this process makes at its start, and a visitor would wait for


def live() -> JsonResponse:
    """200 as long as the process answers at all. Asks nothing of others, so that a slow database restarts no web process."""
    return JsonResponse({"status": "live"})


def ready() -> JsonResponse:
    """200 when a page can be made and a question answered in time: the database answers, the finder is there. 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return JsonResponse({"status": "waiting for the database"}, status=503)
    if any(one.is_alive() for one in beside_the_first_visits):
        answer = JsonResponse({"status": "waiting for the finder"}, status=503)
        answer._has_been_logged = True  # type: ignore[attr-defined]  # Django would call each an error; every start is so
        return answer
    return JsonResponse({"status": "ready"})
