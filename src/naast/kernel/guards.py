"""Who may enter a page: the one mark that every view carries, read by the table of routes and actors.

A guard asks the kind of actor, the assurance level and the permission; which rows, says `access` of each capability.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, Literal, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase

from naast.kernel.actor import Actor, ActorKind, Assurance
from naast.kernel.asked import reading
from naast.kernel.errors import Forbidden, SignInNeeded

READS = ("GET", "HEAD")
View = TypeVar("View", bound=Callable[..., HttpResponseBase | Awaitable[HttpResponseBase]])


@dataclass(frozen=True, slots=True)
class Guard:
    """`public`: everybody. `system`: a machine that proves itself inside the view, such as a signed webhook."""

    kind: Literal["public", "resident", "staff", "system"]
    permission: str | None = None
    level: Assurance = Assurance.NONE

    def check(self, actor: Actor) -> None:
        """Raises SignInNeeded for who could enter after signing in, Forbidden for who never may."""
        if self.kind == "resident" and (not actor.is_resident or actor.assurance < self.level):
            raise SignInNeeded(self.level)
        if self.kind == "staff":
            self._check_staff(actor)

    def _check_staff(self, actor: Actor) -> None:
        if actor.kind is ActorKind.ANONYMOUS:
            raise SignInNeeded(STAFF)
        if not actor.is_staff or (self.permission and not actor.organisations_with(self.permission)):
            raise Forbidden


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, as the middleware resolved it for this request."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


STAFF = -1  # in SignInNeeded: not a level of a resident, but the door of the staff


def public_page(view: View) -> View:
    """Everybody may come in."""
    return _guarded(view, Guard("public"))


def system_page(view: View) -> View:
    """A machine that proves itself inside the view, by a signature; it has no cookie, so no form token either."""
    entered = _guarded(view, Guard("system"))
    entered.csrf_exempt = True  # type: ignore[attr-defined]
    return entered


def resident_page(level: Assurance = Assurance.LOW) -> Callable[[View], View]:
    """A resident who signed in at this level or higher."""
    return lambda view: _guarded(view, Guard("resident", level=level))


def staff_page(permission: str | None = None) -> Callable[[View], View]:
    """A member of staff who holds the permission at some organisation; without one: any member of staff, for their own things."""
    return lambda view: _guarded(view, Guard("staff", permission=permission))


def _guarded(view: View, guard: Guard) -> View:
    entered = _enter_async(view, guard) if iscoroutinefunction(view) else _enter(view, guard)
    entered.guard = guard
    return cast("View", entered)


def _enter(view: Any, guard: Guard) -> Any:
    @wraps(view)
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        guard.check(request.actor)  # type: ignore[attr-defined]
        with reading() if request.method in READS else nullcontext():
            return cast("HttpResponseBase", view(request, *args, **kwargs))

    return entered


def _enter_async(view: Any, guard: Guard) -> Any:
    @wraps(view)
    async def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        guard.check(request.actor)  # type: ignore[attr-defined]
        return cast("HttpResponseBase", await view(request, *args, **kwargs))

    return entered
