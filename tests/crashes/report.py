"""Writes what came of the fault plan into benchmarks/FAULTS.md, and knows what still stands there."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from crashes.plan import NOTHING, ROOT, Came, Line
from naast.kernel.clock import now

FILE = ROOT / "benchmarks" / "FAULTS.md"
TOLD_BY = ("__main__", "plan", "report")  # what only orders the runs and tells of them
RUN = ("src", "services", "tests/crashes", *(f":!tests/crashes/{one}.py" for one in TOLD_BY))
HEAD = """# What was broken on purpose, and what came of it

Written by `scripts/crashes --plan`, with which `make faults` ends. `tests/crashes/plan.yaml` says what goes wrong, decision 0055
how it is judged. Each run ends with sixteen submissions in calm, of which no request may fail; the last seed of a line also
waits for every mail. No failure in n tries proves only that fewer than 3/n fail, at 95 %. The last column has the load of the
machine when the run ended, our own included.

| id | what goes wrong | seed | n | troubles made | came of it | figures | when and where |
|---|---|---:|---:|---|---|---|---|
"""


def told(came: Came) -> str:
    """A row of the table."""
    verdict = f"**{'; '.join(came.wrong[:5])}**" if came.wrong else NOTHING
    cells = (
        came.line.id,
        came.line.what,
        str(came.seed),
        f"{came.n:,}",
        came.made,
        verdict,
        came.figures,
        f"{now():%Y-%m-%d %H:%M} UTC, commit {_commit()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
    )
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"


def write(fresh: Sequence[str], order: Sequence[str]) -> None:
    """Put these rows in the report, in this order of ids, in the place of those with the same id and seed."""
    kept = FILE.read_text().splitlines() if FILE.exists() else []
    rows = {_key(row): row for row in (*kept, *fresh) if _key(row)[0] in order}
    FILE.write_text(
        HEAD + "".join(f"{rows[key]}\n" for key in sorted(rows, key=lambda key: (order.index(key[0]), key[1])))
    )


def stands(line: Line, seed: int, n: int) -> bool:
    """Whether this line was good with this seed and `n`, and nothing that it runs has changed since."""
    for row in FILE.read_text().splitlines() if FILE.exists() else []:
        if _key(row) != (line.id, str(seed)):
            continue
        _, _, _, _, sent, _, came, _, when, _ = row.split("|")
        return came.strip() == NOTHING and (not n or sent.strip() == f"{n:,}") and _is_unchanged(when)
    return False


def _is_unchanged(when: str) -> bool:
    commit = when.partition("commit ")[2].partition(",")[0]
    asked = subprocess.run(["git", "diff", "--quiet", commit, "--", *RUN], cwd=ROOT, check=False, capture_output=True)
    return asked.returncode == 0


def _key(row: str) -> tuple[str, str]:
    """Id and seed of a row; no row has an empty id."""
    cells = [cell.strip() for cell in row.split("|")]
    return (cells[1], cells[3]) if len(cells) > 3 else ("", "")


def _commit() -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return asked.stdout.strip()
