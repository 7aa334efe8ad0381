"""What reads a question here tells nobody elsewhere that it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ASK = "from pathlib import Path; from naast.finding.matching.meaning import vectors; vectors(['verhuizen'], Path({folder!r}))"


def test_the_model_keeps_no_number_of_this_machine_and_nothing_to_send(tmp_path: Path) -> None:
    """With telemetry, the makers of onnxruntime keep a number for the machine and a queue of events in the cache of the user."""
    home, kept = tmp_path / "home", tmp_path / "kept"
    kept.mkdir()
    home.mkdir()
    places = {"HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home)}
    asked = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"} | places
    subprocess.run([sys.executable, "-c", ASK.format(folder=str(kept))], env=asked, check=True)

    assert list(kept.iterdir()), "the model did not run"
    assert [str(one.relative_to(home)) for one in home.rglob("*")] == []
