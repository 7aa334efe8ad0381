"""What a web process counts. `naast metrics` adds up what all of them counted, from files in one folder.

prometheus_client looks for that folder when it is first imported, so `naast web` names it before anything imports this.

A label is the name of a page or a status that we gave: never an address, a person, or anything else that a visitor chooses.
"""

from prometheus_client import Counter, Histogram

BUCKETS = (0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10)  # seconds; a page is meant to take 0.3 at most

REQUESTS = Counter("naast_requests", "Requests answered.", ["route", "status"])
SECONDS = Histogram("naast_request_seconds", "Time until the answer began.", ["route"], buckets=BUCKETS)


def count(*, route: str, status: int, seconds: float) -> None:
    REQUESTS.labels(route=route, status=str(status)).inc()
    SECONDS.labels(route=route).observe(seconds)
