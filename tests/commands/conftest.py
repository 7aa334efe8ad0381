"""`naast` as somebody types it, in the process of the test: one of its own takes seconds to start."""

import os
import sys
from collections.abc import Callable
from typing import NamedTuple
from unittest.mock import patch

import pytest

from naast.site import commands


class Said(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Typed = Callable[..., Said]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """What came of `naast` with these words. An error that nobody catches is the test's."""

    def typed(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["naast", *words])
        # It is set up: once more would send the log of all later tests to this one's standard error, which ends with it.
        monkeypatch.setattr("django.setup", lambda: None)
        with patch.dict(os.environ), pytest.raises(SystemExit) as ended:
            commands.main()
        said, code = capsys.readouterr(), ended.value.code
        if isinstance(code, str):  # Python would print it and end with 1
            return Said(1, said.out, f"{said.err}{code}\n")
        return Said(int(code or 0), said.out, said.err)

    return typed
