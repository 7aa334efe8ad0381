"""Openness: pages that show how the house works, for everybody."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from naast.design.types import FrameSlot, Link
from naast.kernel.registry import Capability


def _open(_request: object) -> Mapping[str, Any]:
    return {
        "title": _("Zo open zijn we"),
        "id": "voet-open",
        "links": (
            Link(_("Hoe gaat het bij ons?"), reverse("catalogue:how-it-goes")),
            Link(_("Toegankelijkheid"), reverse("openness:accessibility")),
            Link(_("Algoritmes die we gebruiken"), reverse("openness:algorithms")),
            Link(_("Ankers van het dossier"), reverse("dossier:anchors")),
            Link(_("Voor makers van websites"), reverse("portal:embed")),
        ),
    }


CAPABILITY = Capability(
    name="openness",
    purpose="How the house works, for everybody to see: the algorithm register, and for whom what works less well.",
    declares=(FrameSlot(key="openness.open", slot="open", template="design/slots/links.html", context=_open),),
)
