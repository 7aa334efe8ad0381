"""An invented municipality with a name, a phone and a face: as much as most tests need."""

from uuid import UUID

from naast.kernel.actor import SYSTEM
from naast.organisations.api import create_organisation
from naast.organisations.types import Phone


def make_town(slug: str = "lommerwaard", *, host: str | None = None) -> UUID:
    return create_organisation(
        SYSTEM,
        slug=slug,
        name=f"Gemeente {slug.title()}",
        kind="municipality",
        theme="lommerwaard",
        tone="u",
        phone=Phone(number="140399", display="14 0399"),
        host=host,
        invented=True,
    )
