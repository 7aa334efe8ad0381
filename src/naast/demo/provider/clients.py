"""Who may ask, and who can be asked about: one issuer per door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from naast.demo.people import residents, staff
from naast.identity.types import LEVELS
from naast.kernel.actor import Assurance

NAMES = {
    Assurance.LOW: "gebruikersnaam en wachtwoord",
    Assurance.SUBSTANTIAL: "DigiD-app",
    Assurance.HIGH: "DigiD-app met identiteitskaart",
}


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody on the chooser page. `most` is the surest way they have; NONE where levels mean nothing."""

    key: str
    name: str
    about: str
    claims: Mapping[str, Any]
    most: Assurance = Assurance.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The one application that an issuer serves."""

    name: str
    id: str
    secret: str
    back: str
    signed_out: str | None
    title: str
    people: Mapping[str, Invented]
    has_levels: bool


def clients(base_url: str, *, secret: str) -> dict[str, Client]:
    """Naast's two doors, by the last part of their issuer."""
    return {
        "bewoners": Client(
            name="bewoners",
            id="naast-residents",
            secret=secret,
            back=f"{base_url}/inloggen/terug/",
            signed_out=f"{base_url}/inloggen/afgemeld/",
            title="Wie ben je vandaag?",
            people={
                one.key: Invented(one.key, one.full_name, one.about, {"bsn": one.bsn}, one.digid)
                for one in residents().values()
                if one.digid
            },
            has_levels=True,
        ),
        "medewerkers": Client(
            name="medewerkers",
            id="naast-staff",
            secret=secret,
            back=f"{base_url}/werk/inloggen/terug/",
            signed_out=None,
            title="Wie ben je vandaag?",
            people={
                one.key: Invented(
                    one.key,
                    one.full_name,
                    one.about,
                    {"email": one.email, "email_verified": True, "name": one.full_name},
                )
                for one in staff().values()
            },
            has_levels=False,
        ),
    }


def acr(level: Assurance) -> str | None:
    """The name of a level in a token."""
    return next((name for name, known in LEVELS.items() if known is level), None)
