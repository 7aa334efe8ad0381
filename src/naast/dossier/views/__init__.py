"""Pages of the dossier, for both sides."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest
from django.utils.http import urlencode

from naast.kernel.errors import NotFound


def line_key(text: str) -> UUID | None:
    """The line to go on from; None for the newest. Raises NotFound for what is no key."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None


def page_number(request: HttpRequest, most: int) -> int:
    """Which page of a list is asked for; what is no number is the first."""
    text = request.GET.get("pagina", "")
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) else 1


def pages_around(given: Mapping[str, str], page: int, *, more: bool, most: int) -> dict[str, str]:
    """Where the pager leads, with what was asked."""
    return {
        "next_url": f"?{urlencode({**given, 'pagina': str(page + 1)})}" if more and page < most else "",
        "previous_url": f"?{urlencode({**given, 'pagina': str(page - 1)})}" if page > 1 else "",
    }
