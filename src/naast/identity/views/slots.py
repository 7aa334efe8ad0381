"""What identity puts in the frame of every page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from naast.identity.api import session_end
from naast.kernel.clock import now

Values = Mapping[str, Any] | None


def session(request: HttpRequest) -> Values:
    """Until when somebody stays signed in; the page warns two minutes before, and says the time also without JavaScript."""
    ends_at = session_end(request)
    return {"ends_at": ends_at, "now": now(), "extend_url": reverse("identity:extend")} if ends_at else None


def staff_menu(request: HttpRequest) -> Values:
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.is_staff:
        return None
    name = request.staff_name  # type: ignore[attr-defined]
    return {"name": name, "sign_out_url": reverse("identity:sign-out")}
