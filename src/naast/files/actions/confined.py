"""Running one of our small programs on an upload, with little memory and time, and the frame of those programs.

A program reads the upload from standard input and writes one line of JSON, `{"pages": 2}` or `{"problem": "locked"}`, and after
it the picture, if it drew one. Whatever breaks it ends the program, and so counts as a file that cannot be opened.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from typing import Any

MEMORY = 512 * 1024 * 1024  # bytes
PROCESSOR_TIME = 20  # seconds
PATIENCE = 30  # seconds on the wall

Found = dict[str, Any]


def look(program: str, content: bytes, *limits: int) -> tuple[Found, bytes]:
    """What the program found, and the picture it drew. Nothing of ours but the code goes along: no settings, no environment."""
    command = [sys.executable, "-I", "-m", program, *map(str, limits)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, check=True, env={})  # noqa: S603
    except subprocess.SubprocessError:
        return {"problem": "broken"}, b""
    head, _newline, picture = done.stdout.partition(b"\n")
    found: Found = json.loads(head)
    return found, picture


def main(examine: Callable[..., tuple[Found, bytes]]) -> None:
    """The program around `examine`, which gets the upload and the limits."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_TIME, PROCESSOR_TIME))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    found, picture = examine(sys.stdin.buffer.read(), *map(int, sys.argv[1:]))
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n" + picture)
