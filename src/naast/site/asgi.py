"""The ASGI application that granian or uvicorn serves. Static files are answered before Django sees the request."""

import os
from wsgiref.headers import Headers

from django.conf import settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.asgi import get_asgi_application
from servestatic import ServeStaticASGI

HASHED = r"\.[0-9a-f]{12}\.[^/]+$"  # a name that holds the hash of its content never changes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naast.site.settings")

_site = get_asgi_application()


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
