"""A question that several parts of one page ask, such as who may look: asked of the database once while the page is read.

Lasts as long as one view of a page that is only read: the next request asks anew, so a right that was taken away counts there.
A form that is sent, an open live page, a job and a command always ask.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar, cast

Answer = TypeVar("Answer")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """While somebody reads one page."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def asked_once(ask: Callable[..., Answer], *about: Hashable) -> Answer:
    """What `ask` says about these; while a page is read the same as it said there before. What it raises is asked again."""
    known = _answers.get()
    if known is None:
        return ask(*about)
    if (ask, about) not in known:
        known[ask, about] = ask(*about)
    return cast("Answer", known[ask, about])
