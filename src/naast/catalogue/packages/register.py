"""The one algorithm of the catalogue: running a rule of a package."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from naast.catalogue.packages.rules import evaluate_rule
from naast.catalogue.ports import parameters
from naast.catalogue.types import RuleResult
from naast.kernel.algorithms import algorithm


@algorithm(
    key="catalogue.package_rule",
    title=_("Regels van een dienst"),
    purpose=_(
        "Rekent met de regels van een dienst de waarschijnlijke uitkomst, en zegt welk bedrag of welke dag die bepaalt."
    ),
    data=_("Wat de inwoner invulde en wat hij liet ophalen, alleen de gegevens die de regel van die dienst noemt."),
    legal_ground=_("De wet die bij elke regel en elke stap van de dienst staat."),
    human_role=_(
        "Een medewerker beslist over een aanvraag en mag afwijken. De inwoner mag een aanvraag altijd toch versturen."
    ),
)
def package_rule(
    *, name: str, rule: Mapping[str, Any], facts: Mapping[str, Any], on: date, local: str, locale: str
) -> RuleResult:
    return evaluate_rule(name, rule, facts, on=on, parameters=parameters(local), locale=locale)
