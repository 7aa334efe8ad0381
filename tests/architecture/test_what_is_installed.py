"""What is installed is what was locked: each package with one version and the hashes of its files, from no address of its own."""

import re
from pathlib import Path

import pytest

LOCKS = sorted((Path(__file__).parents[2] / "requirements").glob("*.txt"))
PINNED = re.compile(r"[\w.-]+(?:\[[\w,-]+\])?==[^\s;\\]+(?:\s*;[^\\]+)?(?:\s+--hash=sha256:[0-9a-f]{64})+")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_is_pinned_by_its_hashes(lock: Path) -> None:
    lines = [
        line
        for line in lock.read_text().replace("\\\n", " ").splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    assert [line for line in lines if not PINNED.fullmatch(line.strip())] == []


def test_nothing_is_installed_without_looking_at_hashes() -> None:
    """Naast itself is the one exception, and the tool that reads the locks is locked too."""
    setup = (LOCKS[0].parents[1] / "scripts" / "setup").read_text()
    installs = re.findall(r"install .*?-r requirements/.*", setup)
    assert installs
    assert [line for line in installs if "--require-hashes" not in line] == []
