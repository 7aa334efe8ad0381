"""The folder with the mail that came, one Maildir for everybody."""

from __future__ import annotations

import email
import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default as modern
from itertools import islice
from pathlib import Path

MOST_SHOWN = 100
IDENTITY = "Message-ID"


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail as its reader would see it, in plain text."""

    key: str
    to: str
    sender: str
    subject: str
    at: datetime
    text: str


class Box:
    """A mail that comes twice under the same Message-ID is kept once, as a good mail server does."""

    def __init__(self, folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._maildir = mailbox.Maildir(folder, create=True)
        self._seen = {one[IDENTITY] for one in self._maildir if one[IDENTITY]}

    def put(self, content: bytes) -> None:
        identity = email.message_from_bytes(content)[IDENTITY]
        if identity is None or identity not in self._seen:
            self._maildir.add(content)
            self._seen.add(identity)


def post_folder(state: Path) -> Path:
    """Where the demo keeps its mail."""
    return state / "post"


def letters(folder: Path) -> tuple[Letter, ...]:
    """The newest mail first, at most a hundred."""
    return tuple(islice((_letter(path) for path in _newest_first(folder)), MOST_SHOWN))


def letter(folder: Path, key: str) -> Letter | None:
    return next((_letter(path) for path in _newest_first(folder) if path.name == key), None)


def _newest_first(folder: Path) -> Iterator[Path]:
    yield from sorted((folder / "new").glob("*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)


def _letter(path: Path) -> Letter:
    mail = email.message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=modern)
    body = mail.get_body(preferencelist=("plain",))
    return Letter(
        key=path.name,
        to=str(mail["To"]),
        sender=str(mail["From"]),
        subject=str(mail["Subject"]),
        at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        text=body.get_content() if isinstance(body, EmailMessage) else "",
    )
