"""The ASGI application that granian or uvicorn serves. Static files are answered before Django sees the request."""

import gc
import logging
import os
from threading import Thread
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.asgi import get_asgi_application
from django.db import DatabaseError, connection
from servestatic import ServeStaticASGI

from naast.site.health import beside_the_first_visits

HASHED = r"\.[0-9a-f]{12}\.[^/]+$"  # a name that holds the hash of its content never changes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naast.site.settings")

_site = get_asgi_application()


def _make_ready() -> None:
    """Pages are answered meanwhile, but `/health/ready` waits for it; who asks something already waits for what is left."""
    from naast.finding import api as finding  # noqa: PLC0415  # after Django was set up
    from naast.site.phones import know_phones  # noqa: PLC0415

    try:
        know_phones()
        finding.make_ready()
    except DatabaseError:
        logging.getLogger("naast.site").warning(
            "The finder is made at the first question: the database does not answer."
        )
    finally:
        connection.close()
        gc.collect()
        gc.freeze()  # what is there now stays as long as the process: going through it again holds up a visitor


_finder = Thread(target=_make_ready, daemon=True)
_finder.start()
beside_the_first_visits.append(_finder)


def _nosniff(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


application = (
    ASGIStaticFilesHandler(_site)
    if settings.DEBUG
    else ServeStaticASGI(
        _site,
        root=settings.STATIC_ROOT,
        prefix=settings.STATIC_URL,
        allow_all_origins=False,
        immutable_file_test=HASHED,
        add_headers_function=_nosniff,
    )
)
