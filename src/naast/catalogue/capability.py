"""What the catalogue adds to the house: services as packages, and their pages."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from naast.catalogue.access import FIGURES
from naast.catalogue.packages.examples import run_rule
from naast.catalogue.packages.register import package_rule
from naast.catalogue.packages.sections import SECTIONS
from naast.catalogue.queries.administering import names_of_pauses, names_of_versions
from naast.catalogue.queries.wording import names_of_texts
from naast.catalogue.types import ExampleRunner
from naast.design.types import FrameSlot, Link, NavItem
from naast.dossier.types import SettingChanged
from naast.kernel.registry import Capability


def _overview(_request: object) -> Mapping[str, Any]:
    """Ways in for who knows the name of a thing, or what happened."""
    return {
        "title": _("Alles op een rij"),
        "id": "voet-alles",
        "links": (
            Link(_("Alle diensten van A tot Z"), reverse("catalogue:all")),
            Link(_("Er gebeurt iets in mijn leven"), reverse("catalogue:life-events")),
        ),
    }


CAPABILITY = Capability(
    name="catalogue",
    purpose="Services as packages: read from files, checked, published as versions that never change.",
    declares=(
        *SECTIONS,
        package_rule,
        ExampleRunner(key="rule", run=run_rule),
        NavItem(
            key="catalogue.offering",
            label="Diensten",
            url_name="catalogue:offering",
            icon="document",
            order=3,
            place="administration",
            permission="catalogue.offer",
        ),
        NavItem(
            key="catalogue.administration",
            label="Beheer",
            url_name="catalogue:figures",
            icon="lock",
            order=9,
            place="staff",
            permission=FIGURES,
        ),
        NavItem(
            key="catalogue.figures",
            label="Hoe het gaat",
            url_name="catalogue:figures",
            icon="document",
            order=0,
            place="administration",
            permission=FIGURES,
        ),
        SettingChanged(key="catalogue.publish", label="Dienst live gezet", names_of=names_of_versions),
        SettingChanged(key="catalogue.text-live", label="Tekst live gezet", names_of=names_of_texts),
        SettingChanged(key="catalogue.text-back", label="Tekst teruggezet", names_of=names_of_texts),
        SettingChanged(key="catalogue.pause", label="Dienst uitgezet", names_of=names_of_pauses),
        SettingChanged(key="catalogue.resume", label="Dienst aangezet", names_of=names_of_pauses),
        FrameSlot(key="catalogue.overview", slot="overview", template="design/slots/links.html", context=_overview),
    ),
)
