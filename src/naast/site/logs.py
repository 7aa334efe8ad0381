"""What an operator reads of what happens: who, what and how long, and nothing of a person.

In production each line is JSON of fields that we chose. Words of other libraries, and what an exception says, are left out: they
quote what they were working on. Its class, its code and where it happened stay. Elsewhere the lines are plain.
"""

import datetime as dt
import json
import logging
import re
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

NINE_DIGITS = re.compile(r"(?<!\d)\d(?:[.\- ]?\d){8}(?!\d)")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
INNERMOST = 4  # frames of an exception that are told whosever they are; of ours all
CAUSES = 4
CODES = ("sqlstate", "smtp_code", "errno")  # of PostgreSQL, of SMTP (RFC 5321), of the operating system
FOLDERS = ("/site-packages/", "/src/", "/lib/")

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)


def looks_like_citizen_number(digits: str) -> bool:
    """The eleven test of the citizen service number (Dutch: elfproef van het BSN)."""
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def hide_citizen_numbers(line: str) -> str:
    def hidden(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match[0])
        return "[number hidden]" if looks_like_citizen_number(digits) else match[0]

    return NINE_DIGITS.sub(hidden, line)


class HideCitizenNumbers(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = hide_citizen_numbers(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = hide_citizen_numbers(logging.Formatter().formatException(record.exc_info))
        return True


class JsonLines(logging.Formatter):
    """One line of JSON per event. Only our own loggers may speak: their sentences are fixed, with keys and counts in them."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage() if record.name.startswith("naast.") else None,
            "request": request_id.get(),
            **getattr(record, "fields", {}),
            **_job(record),
            **(failure(record.exc_info[1]) if record.exc_info and record.exc_info[1] else {}),
        }
        return json.dumps({name: value for name, value in line.items() if value is not None}, ensure_ascii=False)


def _job(record: logging.LogRecord) -> dict[str, Any]:
    """What procrastinate adds to its lines about a job: its word for what happened, the job's number and our handler."""
    job: dict[str, Any] = getattr(record, "job", {})
    handler = job.get("task_kwargs", {}).get("handler")
    return {"action": getattr(record, "action", None), "job": job.get("id"), "handler": handler}


def failure(error: BaseException) -> dict[str, Any]:
    """The fields that tell of an exception without what it says."""
    chain = list(_chain(error))
    codes = (getattr(one, name, None) for one in chain for name in CODES)
    return {
        "error": [_name(one) for one in chain],
        "code": next((code for code in codes if code is not None), None),
        "where": _places(error),
    }


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception, and those that led to it."""
    for _ in range(CAUSES):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")


def _places(error: BaseException) -> list[str]:
    """Where it happened, the innermost last."""
    places = [_place(frame.f_code, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    return [one for one in places[:-INNERMOST] if one.startswith("naast/")] + places[-INNERMOST:]


def _place(code: Any, line: int) -> str:
    file = code.co_filename
    for folder in FOLDERS:
        file = file.rpartition(folder)[2]
    return f"{file}:{line} {code.co_qualname}"


def settings(*, level: str, production: bool) -> dict[str, Any]:
    """Django's LOGGING."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"numbers": {"()": "naast.site.logs.HideCitizenNumbers"}},
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {"()": "naast.site.logs.JsonLines"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "json" if production else "line",
                "filters": ["numbers"],
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # A refused request has its line already. On a programmer's terminal only what went wrong has one, in full.
            "django.request": {"level": "ERROR" if production else "WARNING"},
            "naast.site.requests": {"level": level if production else "WARNING"},
            "procrastinate": {"level": "WARNING"},
            "httpx": {"level": "WARNING"},
        },
    }
