"""The facts of a register as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from naast.design.types import Known
from naast.parties.types import Registered


def registered_facts(one: Registered) -> list[Known]:
    """In an order of their own; what the register does not know is not shown."""
    because = _("Omdat u het wilde zien.")
    source = _("de %(source)s") % {"source": one.source}
    return [Known(label, words, source, one.at, because) for label, words in _labelled(one.values) if words]


def _labelled(values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    yield _("Naam"), values.get("name", "")
    if born := values.get("birth_date"):
        yield _("Geboortedatum"), date_format(date.fromisoformat(born), "j F Y")
    if address := values.get("address"):
        yield _("Woonadres"), _address(address)
    yield _("Partner en kinderen"), "\n".join(_relative(one) for one in values.get("family", ()))


def _address(one: Mapping[str, str]) -> str:
    house = f"{one['street']} {one['number']} {one['addition']}".strip()
    return f"{house}\n{one['postcode']} {one['city']}"


def _relative(one: Mapping[str, Any]) -> str:
    relation = _("partner") if one["relation"] == "partner" else _("kind")
    where = _("woont op uw adres") if one["at_address"] else _("woont op een ander adres")
    return f"{one['name']}, {relation}, {where}"
