"""Names of services while somebody types: every word of every name and short name may be how it begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from naast.finding.matching.words import plain

LEAST, MOST, LOOKED_AT = 2, 6, 300


class Suggester:
    def __init__(self, names: Iterable[tuple[str, str, int]]) -> None:
        """Triples of what may be typed, the name that is then suggested, and how good that is (0 is best)."""
        found = {
            (start, rank + (place > 0), name) for text, name, rank in names for place, start in enumerate(_starts(text))
        }
        self._entries = sorted(found)

    def suggestions(self, typed: str) -> list[str]:
        """At most MOST names, the best first; nothing before LEAST letters."""
        begun = " ".join(plain(typed).split())
        if len(begun) < LEAST:
            return []
        first = bisect_left(self._entries, (begun, -1, ""))
        best: dict[str, tuple[int, int, str]] = {}
        for text, rank, name in self._entries[first : first + LOOKED_AT]:
            if not text.startswith(begun):
                break
            best[name] = min((rank, len(name), name), best.get(name, (99, 0, "")))
        return sorted(best, key=lambda name: best[name])[:MOST]


def _starts(text: str) -> list[str]:
    """The text from each of its words on."""
    words = plain(text).split()
    return [" ".join(words[place:]) for place in range(len(words))]
