"""An address in the Netherlands, as people write it. Street and town come from the register, where it is from there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext

from naast.journeys.answers.ground import Circumstances, Posted, Value, first_of, problem, text_problems
from naast.journeys.types import Problem, Question

PARTS = ("postcode", "number", "addition", "street", "city")
_POSTCODE = re.compile(r"[1-9][0-9]{3} [A-Z]{2}")
_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


class Address:
    def read(self, question: Question, posted: Posted) -> Value:
        written = {part: first_of(posted, part) for part in PARTS}
        if not any(written.values()):
            return None
        return {**written, "postcode": _neat(written["postcode"])}

    def problems(self, question: Question, value: Value, on: Circumstances) -> Iterable[Problem]:
        if not isinstance(value, dict) or set(value) != set(PARTS):
            yield problem(question, on, "unreadable", gettext("We konden dit niet lezen. Typt u het nog eens?"))
            return
        found = [one for part in PARTS for one in text_problems(question, value[part], on, field=part)]
        yield from found or self._parts(question, value, on)

    def _parts(self, question: Question, value: dict[str, str], on: Circumstances) -> Iterable[Problem]:
        if not _POSTCODE.fullmatch(value["postcode"]):
            sentence = gettext("We missen uw postcode. Vier cijfers en twee letters, zoals 1234 AB.")
            yield problem(question, on, "postcode", sentence, field="postcode")
        if not _NUMBER.fullmatch(value["number"]):
            sentence = gettext("We missen uw huisnummer. Alleen het cijfer, zoals 12.")
            yield problem(question, on, "number", sentence, field="number")
        if len(value["addition"]) > 10:
            sentence = gettext("De toevoeging is te lang. Bijvoorbeeld: A, of 2 hoog.")
            yield problem(question, on, "addition", sentence, field="addition")

    def shown(self, question: Question, value: Value, on: Circumstances) -> str:
        return shown_address(value)

    def typed(self, value: Value) -> Posted:
        return {part: [str(value.get(part, ""))] for part in PARTS} if isinstance(value, dict) else {}


def shown_address(value: dict[str, str]) -> str:
    """Two lines as on an envelope; without a street the number stands behind the postcode."""
    house = " ".join(filter(None, [value["number"], value["addition"]]))
    if not value["street"]:
        return f"{value['postcode']}, {house}"
    return f"{value['street']} {house}\n{' '.join(filter(None, [value['postcode'], value['city']]))}"


def _neat(postcode: str) -> str:
    bare = re.sub(r"\s", "", postcode).upper()
    return f"{bare[:4]} {bare[4:]}" if len(bare) == 6 else postcode
