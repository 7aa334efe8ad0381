"""Where a person may be sent back to: only to a page of the site they are on."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 2000  # characters


def own_page(request: HttpRequest, raw: str | None, *, otherwise: str) -> str:
    """Path and query of `raw` when it is a page of this host, else `otherwise`. Never a host, so nothing can lead elsewhere."""
    if not raw or not url_has_allowed_host_and_scheme(
        raw, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return otherwise
    parts = urlsplit(raw)
    page = urlunsplit(("", "", parts.path, parts.query, ""))
    is_path = page.startswith("/") and not page.startswith(("//", "/\\")) and page.isprintable()
    return page if is_path and len(page) <= LONGEST else otherwise
