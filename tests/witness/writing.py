"""Reads along with everything that the code under test writes, and remembers where a citizen service number (BSN) stood.

Looked at: log lines as the code wrote them (the filter of the site is a second wall, which may not hide a hole in the first),
statements with their values (rows, events, jobs and their arguments, sessions), mail, answers (their headers, their title and
every address in them), and what other programs and the test itself printed.
"""

from __future__ import annotations

import logging
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.core.handlers.base import BaseHandler
from django.core.mail import EmailMessage
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.http import HttpResponseBase

from witness.numbers import forms_in

TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
ADDRESSES = re.compile(r"""\b(?:href|src|action|formaction|hx-\w+|data-[\w-]+)="([^"]*)""")


def values_of(params: Mapping[str, object] | Sequence[object] | None) -> list[str]:
    """The values of a statement as texts; by themselves, since psycopg shows only the beginning of JSON."""
    given = params.values() if isinstance(params, Mapping) else params or ()
    return [str(getattr(one, "obj", one)) for one in given]


@dataclass
class Writing:
    """`found` holds (where, form) of each number since it was last taken; `texts` counts what was read in the whole run."""

    texts: int = 0
    found: set[tuple[str, str]] = field(default_factory=set)
    known: set[str] = field(default_factory=set)

    def read(self, where: str, text: object) -> None:
        self.texts += 1
        self.found |= {(where, form) for form in forms_in(str(text))}

    def take(self) -> set[tuple[str, str]]:
        """What was found since the last time."""
        found, self.found = self.found, set()
        return found

    def begin(self) -> None:
        """From now on, and for good: a run ends with its process."""
        self._read_logs()
        connection_created.connect(self._read_statements, weak=False)
        after(BaseHandler, "get_response", self._read_answer)
        after(
            EmailMessage, "message", lambda mail, *_: self.read("mail", (mail.subject, mail.body, mail.extra_headers))
        )
        after(subprocess.Popen, "communicate", lambda _, printed, *__: self.read("output of a program", printed))

    def _read_logs(self) -> None:
        make = logging.getLogRecordFactory()

        def record(*given: Any, **more: Any) -> logging.LogRecord:
            made = make(*given, **more)
            self.read(f"log of {made.name}", made.getMessage())
            return made

        logging.setLogRecordFactory(record)

    def _read_statements(self, connection: BaseDatabaseWrapper, **_: Any) -> None:
        if self._read_statement not in connection.execute_wrappers:  # a connection that is made anew keeps them
            connection.execute_wrappers.append(self._read_statement)

    def _read_statement(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if (text := str(sql)) not in self.known:
            self.known.add(text)
            self.read("statement", text)
        params = list(params) if many else params  # it may be something that can be read once
        self.read("values of a statement", [values_of(row) for row in (params if many else [params])])
        return execute(sql, params, many, context)

    def _read_answer(self, _: BaseHandler, response: HttpResponseBase, *__: Any) -> None:
        self.read("headers", [*response.headers.items(), response.cookies.output()])
        if not response.streaming and forms_in(text := response.content.decode(errors="replace")):
            self.read("title", TITLE.findall(text))
            self.read("address in a page", ADDRESSES.findall(text))


def after(owner: type, name: str, then: Callable[..., None]) -> None:
    """Let `then` see the object, what this method gives back, and what it was called with."""
    method = getattr(owner, name)

    @wraps(method)
    def watched(self: Any, *given: Any, **more: Any) -> Any:
        came = method(self, *given, **more)
        then(self, came, *given)
        return came

    setattr(owner, name, watched)
