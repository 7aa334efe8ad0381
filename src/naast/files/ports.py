"""The virus scanner: clamd, spoken to with INSTREAM (clamd(8), ClamAV 1.x) over TCP or a Unix socket."""

from __future__ import annotations

import re
import socket
import struct
from contextlib import closing
from dataclasses import dataclass

from django.conf import settings

CONNECT_WITHIN, ANSWER_WITHIN = 2.0, 30.0  # seconds
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class ScannerAway(Exception):
    """There is no scanner, or it gave no verdict. The file stays in quarantine until there is one."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`finding` is the name of what was found; empty when the file is clean."""

    finding: str = ""

    @property
    def clean(self) -> bool:
        return not self.finding


def scan(content: bytes) -> Verdict:
    """Ask the scanner in NAAST_CLAMD_ADDRESS about these bytes. Raises ScannerAway when there is any doubt."""
    if not settings.NAAST_CLAMD_ADDRESS:
        raise ScannerAway("no scanner is set")
    try:
        with closing(_connect(settings.NAAST_CLAMD_ADDRESS)) as line:
            line.settimeout(ANSWER_WITHIN)
            _send(line, content)
            return _verdict(_answer(line))
    except (OSError, ValueError) as error:
        raise ScannerAway(type(error).__name__) from error


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(CONNECT_WITHIN)
        line.connect(address)
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_WITHIN)


def _send(line: socket.socket, content: bytes) -> None:
    line.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), CHUNK):
        chunk = content[start : start + CHUNK]
        line.sendall(struct.pack("!I", len(chunk)) + chunk)
    line.sendall(struct.pack("!I", 0))


def _answer(line: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer.decode("ascii")


def _verdict(answer: str) -> Verdict:
    """Only these two answers are verdicts; an error, half an answer or anything new is not."""
    if answer == "stream: OK\0":
        return Verdict()
    if found := re.fullmatch(r"stream: (.+) FOUND\0", answer):
        return Verdict(found[1])
    raise ValueError(answer)
