"""A form that was refused comes back on a page that is got: Back and reload show it, and send nothing again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from naast.design.forms import Form

MEND = "herstel"  # in the address: without it the page shows its form as it always does
KEY = "refused-form"  # in the session: the last one, which leaves when it was sent well, or with the session

F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class CameBack:
    """What was typed, and what was wrong with it by field, also what only the verb found."""

    typed: Mapping[str, str]
    why: Mapping[str, Sequence[str]]

    def on(self, form: F) -> F:
        """This form, bound to what was typed, with everything that was wrong with it."""
        form.full_clean()
        for name, sentences in self.why.items():
            for sentence in sentences:
                if sentence not in form.errors.get(name, ()):
                    form.add_error(name if name in form.fields else None, sentence)
        return form


def come_back(request: HttpRequest, form: Form, url: str) -> HttpResponse:
    """To the page of this form, which finds what was sent with `came_back`."""
    why = {name: [str(one) for one in sentences] for name, sentences in form.errors.items()}
    sent = form.data if form.is_bound else request.POST
    typed = {name: text for name, text in sent.items() if _belongs_to(form, name)}
    request.session[KEY] = [urlsplit(url).path, typed, why]
    return redirect(f"{url}{'&' if '?' in url else '?'}{MEND}=ja")


def _belongs_to(form: Form, name: str) -> bool:
    """Whether an input of this name is a field, or a part of one: of a date `dag_maand`."""
    return any(name == one or name.startswith(f"{one}_") for one in form.fields)


def came_back(request: HttpRequest) -> CameBack | None:
    """The form of this page that was refused last; None on a page that is opened anew."""
    path, typed, why = request.session.get(KEY, ("", {}, {}))
    return CameBack(typed, why) if MEND in request.GET and path == request.path else None


def forget_refused(request: HttpRequest) -> None:
    """What was refused went well after all, or another way."""
    request.session.pop(KEY, None)
