"""Handing out a file: always as something to save, never as a page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from naast.files.actions.keeping import open_file
from naast.kernel.guards import public_page


@require_safe
@public_page
def download(request: HttpRequest, file: UUID) -> HttpResponse:
    """Open to everybody at the door, since a draft may be somebody's who did not sign in; the owner of the file decides."""
    stored, content = open_file(request.actor, file)  # type: ignore[attr-defined]
    disposition = content_disposition_header(as_attachment=True, filename=stored.name)
    return HttpResponse(
        content,
        content_type=stored.media_type,
        headers={
            "Content-Disposition": disposition or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "no-store",
        },
    )
