"""What we take from an answer of the BRP, judged before use, in our own words. Wire names are those of the standard."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from naast.adapters.brp.client import SourceFailed

Line = Annotated[str, StringConstraints(min_length=1, max_length=450)]
T = TypeVar("T", bound=BaseModel)
Bsn = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]


class Name(BaseModel):
    voornamen: Line | None = None
    voorvoegsel: Line | None = None
    geslachtsnaam: Line | None = None

    def whole(self) -> str:
        return " ".join(filter(None, [self.voornamen, self.voorvoegsel, self.geslachtsnaam]))


class Day(BaseModel):
    """A date of which a part may be unknown; then `datum` is missing and `langFormaat` says what is known."""

    datum: date | None = None


class Born(BaseModel):
    datum: Day | None = None


class House(BaseModel):
    officieleStraatnaam: Line | None = None  # noqa: N815
    korteStraatnaam: Line | None = None  # noqa: N815
    huisnummer: Annotated[int, Field(ge=1, le=99999)] | None = None
    huisletter: Line | None = None
    huisnummertoevoeging: Line | None = None
    postcode: Line | None = None
    woonplaats: Line | None = None


class Residence(BaseModel):
    type: Line
    verblijfadres: House | None = None
    adresseerbaarObjectIdentificatie: Line | None = None  # noqa: N815


class Relative(BaseModel):
    burgerservicenummer: Bsn | None = None
    naam: Name = Name()
    geboorte: Born = Born()


class Person(BaseModel):
    burgerservicenummer: Bsn
    naam: Name = Name()
    geboorte: Born = Born()
    verblijfplaats: Residence | None = None
    partners: list[Relative] = []
    kinderen: list[Relative] = []


class Found(BaseModel):
    burgerservicenummer: Bsn | None = None
    leeftijd: Annotated[int, Field(ge=0, le=150)] | None = None


class PersonAnswer(BaseModel):
    type: Literal["RaadpleegMetBurgerservicenummer"]
    personen: Annotated[list[Person], Field(max_length=1)]


class FoundAnswer(BaseModel):
    type: Literal["ZoekMetAdresseerbaarObjectIdentificatie"]
    personen: Annotated[list[Found], Field(max_length=30)]


def person_in(answer: Any, *, bsn: str) -> Person | None:
    """The person asked for; None when the register has nobody. Raises SourceFailed, also for somebody else's data."""
    people = _judged(PersonAnswer, answer).personen
    if people and people[0].burgerservicenummer != bsn:
        raise SourceFailed("somebody else")
    return people[0] if people else None


def found_in(answer: Any) -> list[Found]:
    """The people a search found. Raises SourceFailed."""
    return _judged(FoundAnswer, answer).personen


def _judged(shape: type[T], answer: Any) -> T:
    try:
        return shape.model_validate(answer)
    except ValidationError:
        raise SourceFailed("other shape") from None  # pydantic's error quotes the data
