"""The face of identity for other capabilities."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from naast.identity.actions.sessions import touch
from naast.identity.actions.staff import (
    assign,
    bring_in,
    create_staff,
    disable_staff,
    end_assignment,
    forget_account,
    take_back,
)
from naast.identity.queries import Presence, colleagues, presence, staff, staff_actor, staff_by_email, who_may
from naast.kernel.actor import Actor
from naast.kernel.guards import public_page, resident_page, staff_page, system_page
from naast.organisations.types import Organisation

__all__ = [
    "Presence",
    "Request",
    "assign",
    "bring_in",
    "closed_url",
    "colleagues",
    "create_staff",
    "disable_staff",
    "end_assignment",
    "forget_account",
    "presence",
    "public_page",
    "resident_page",
    "session_end",
    "sign_in_url",
    "staff",
    "staff_actor",
    "staff_by_email",
    "staff_page",
    "staff_sign_in_url",
    "system_page",
    "take_back",
    "touch",
    "who_may",
]


class Request(HttpRequest):
    """A request after the middleware: who asks, and at whose door. Pages above identity take this."""

    actor: Actor
    organisation: Organisation


def sign_in_url(back: str, level: int) -> str:
    """The link that signs a resident in at this level and comes back to this page."""
    return f"{reverse('identity:sign-in')}?{urlencode([('level', level), ('next', back)])}"


def closed_url(back: str, level: int) -> str:
    """The page that says why the session ended, and leads back to this page by signing in."""
    return f"{reverse('identity:signed-out')}?{urlencode([('level', level), ('next', back)])}"


def staff_sign_in_url(back: str) -> str:
    """The page where staff sign in, and come back to this page."""
    return f"{reverse('identity:staff-sign-in')}?{urlencode({'next': back})}"


def session_end(request: HttpRequest) -> datetime | None:
    """When this session ends if nothing more is done; None for who is not signed in."""
    return cast("datetime | None", getattr(request, "session_ends_at", None))
