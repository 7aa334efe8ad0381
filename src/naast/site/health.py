"""What a load balancer or a cluster asks: does this process live, and may it get visitors."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

from naast.kernel.guards import public_page


@public_page
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers at all. Asks nothing of others, so that a slow database restarts no web process."""
    return JsonResponse({"status": "live"})


@public_page
def ready(request: HttpRequest) -> JsonResponse:
    """200 when a page can be made: the database answers. 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "waiting for the database"}, status=503)
    return JsonResponse({"status": "ready"})
