"""Which fields one may ask for, and an answer cut down to them (Haal Centraal BRP Personen bevragen 2.x, parameter `fields`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Tree = Mapping[str, Any]

LEAF: Tree = {}
CODE: Tree = {"code": LEAF, "omschrijving": LEAF}
DATE: Tree = dict.fromkeys(("type", "langFormaat", "datum", "onbekend", "jaar", "maand"), LEAF)
BORN: Tree = {"datum": DATE, "land": CODE, "plaats": CODE}
RELATED_NAME: Tree = {
    "voornamen": LEAF,
    "adellijkeTitelPredicaat": {**CODE, "soort": LEAF},
    "voorvoegsel": LEAF,
    "geslachtsnaam": LEAF,
    "voorletters": LEAF,
}
NAME: Tree = {**RELATED_NAME, "volledigeNaam": LEAF}
ADDRESS_LINES: Tree = {
    "adresregel1": LEAF,
    "adresregel2": LEAF,
    "adresregel3": LEAF,
    "land": CODE,
    "indicatieVastgesteldVerblijftNietOpAdres": LEAF,
}
HOUSE: Tree = {
    **dict.fromkeys(("officieleStraatnaam", "korteStraatnaam", "huisnummer", "huisletter", "postcode"), LEAF),
    **dict.fromkeys(("huisnummertoevoeging", "woonplaats", "locatiebeschrijving", "regel1", "regel2", "regel3"), LEAF),
    "aanduidingBijHuisnummer": CODE,
    "land": CODE,
}
PARENT: Tree = {"burgerservicenummer": LEAF, "naam": {"volledigeNaam": LEAF}}
OTHER: Tree = {**PARENT, "type": LEAF}
MINOR: Tree = {**PARENT, "leeftijd": LEAF}
RESIDENCE: Tree = {
    "type": LEAF,
    "verblijfadres": HOUSE,
    "datumVan": DATE,
    "functieAdres": CODE,
    "adresseerbaarObjectIdentificatie": LEAF,
    "nummeraanduidingIdentificatie": LEAF,
    "indicatieVastgesteldVerblijftNietOpAdres": LEAF,
    "datumIngangGeldigheid": DATE,
}
CUSTODY: Tree = {
    **dict.fromkeys(("ouders", "ouder"), PARENT),
    **dict.fromkeys(("derde", "derden"), OTHER),
    "minderjarige": MINOR,
    "toelichting": LEAF,
    "type": LEAF,
}
PERSON: Tree = {
    "aNummer": LEAF,
    "burgerservicenummer": LEAF,
    "datumEersteInschrijvingGBA": DATE,
    "geslacht": CODE,
    "uitsluitingKiesrecht": {"uitgeslotenVanKiesrecht": LEAF, "einddatum": DATE},
    "europeesKiesrecht": {"aanduiding": CODE, "einddatumUitsluiting": DATE},
    "leeftijd": LEAF,
    "naam": {**NAME, "aanduidingNaamgebruik": CODE},
    "nationaliteiten": {"type": LEAF, "nationaliteit": CODE, "redenOpname": CODE, "datumIngangGeldigheid": DATE},
    "geboorte": BORN,
    "overlijden": {"datum": DATE, "land": CODE, "plaats": CODE},
    "verblijfplaats": RESIDENCE,
    "immigratie": {
        "landVanwaarIngeschreven": CODE,
        "datumVestigingInNederland": DATE,
        "vanuitVerblijfplaatsOnbekend": LEAF,
        "indicatieVestigingVanuitBuitenland": LEAF,
    },
    "gemeenteVanInschrijving": CODE,
    "datumInschrijvingInGemeente": DATE,
    "adressering": {
        **ADDRESS_LINES,
        "aanhef": LEAF,
        "aanschrijfwijze": {"naam": LEAF, "aanspreekvorm": LEAF},
        "gebruikInLopendeTekst": LEAF,
    },
    "indicatieCurateleRegister": LEAF,
    "indicatieGezagMinderjarige": CODE,
    "gezag": CUSTODY,
    "verblijfstitel": {"aanduiding": CODE, "datumEinde": DATE, "datumIngang": DATE},
    "kinderen": {"burgerservicenummer": LEAF, "naam": RELATED_NAME, "geboorte": BORN},
    "ouders": {
        "burgerservicenummer": LEAF,
        "geslacht": CODE,
        "ouderAanduiding": LEAF,
        "datumIngangFamilierechtelijkeBetrekking": DATE,
        "naam": RELATED_NAME,
        "geboorte": BORN,
    },
    "partners": {
        "burgerservicenummer": LEAF,
        "geslacht": CODE,
        "soortVerbintenis": CODE,
        "naam": RELATED_NAME,
        "geboorte": BORN,
        "aangaanHuwelijkPartnerschap": {"datum": DATE, "land": CODE, "plaats": CODE},
        "ontbindingHuwelijkPartnerschap": {"datum": DATE},
    },
}
FOUND_PERSON: Tree = {
    "burgerservicenummer": LEAF,
    "geboorte": {"datum": DATE},
    "geslacht": CODE,
    "leeftijd": LEAF,
    "naam": NAME,
    "adressering": ADDRESS_LINES,
}
FOUND_AT_OBJECT: Tree = {**FOUND_PERSON, "gezag": CUSTODY}


def is_field(path: str, tree: Tree) -> bool:
    """Whether the dotted path names a field of the tree."""
    here: Any = tree
    for name in path.split("."):
        if name not in here:
            return False
        here = here[name]
    return True


def only(person: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """The person with the wanted fields, and what always comes along (such as secrecy), without what is empty."""
    kept: dict[str, Any] = {name: person[name] for name in _ALWAYS if name in person}
    for path in paths:
        _copy(person, path.split("."), kept)
    return kept


_ALWAYS = ("geheimhoudingPersoonsgegevens", "opschortingBijhouding")


def _copy(source: Mapping[str, Any], path: list[str], into: dict[str, Any]) -> None:
    name, rest = path[0], path[1:]
    if name not in source:
        return
    found = source[name]
    if not rest:
        into[name] = found
    elif isinstance(found, list):
        rows = into.setdefault(name, [{} for _ in found])
        for row, one in zip(rows, found, strict=True):
            _copy(one, rest, row)
    else:
        # A discriminated value is unreadable without its type, so that comes along, as does a date's long form.
        kept = into.setdefault(name, {key: found[key] for key in ("type", "langFormaat") if key in found})
        _copy(found, rest, kept)
