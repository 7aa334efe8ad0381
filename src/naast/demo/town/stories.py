"""What happened in the town before today: each line a person, a service, and how far it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import override

from naast.cases import api as cases
from naast.cases.types import Outcome, QuestionKind
from naast.demo.people import residents
from naast.demo.town.people import People
from naast.dossier import api as dossier
from naast.journeys import api as journeys
from naast.journeys.types import DraftView
from naast.kernel.actor import Actor
from naast.kernel.clock import as_of, local_day
from naast.organisations.api import organisation as by_id
from naast.parties import api as parties

MOVING = "verhuismelding"
REMISSION = "kwijtschelding-gemeentelijke-belastingen"
Typed = Sequence[tuple[str, Mapping[str, Sequence[str]]]]


def live(people: People, today: datetime) -> None:
    """Play the stories in the order in which they happened, so that the ledgers read as a life."""
    _helped(people, today)
    _looked(people, today)
    _asked(people, today)
    _waiting(people, today)
    _not_sent(people, today)
    with as_of(today):
        dossier.judge_weeks()


def _helped(people: People, today: datetime) -> None:
    """Hiba asked three weeks ago and got an answer."""
    karim = people.worker("karim")
    with _days_before(today, 23):
        case = _send(people, "hiba", REMISSION, remission(income="1.150", bank="300"))
    with _days_before(today, 21):
        cases.take_case(karim, case, version=1)
    with _days_before(today, 16):
        reasons = (
            "Je hoeft dit jaar geen afvalstoffenheffing en rioolheffing te betalen. Je inkomen is daarvoor laag genoeg."
        )
        cases.decide(karim, case, outcome=Outcome.GRANTED, reasons=reasons, version=2)
        cases.close_case(karim, case, version=3)


def _asked(people: People, today: datetime) -> None:
    """Mirthe asked last week; Karim still has to know something of her."""
    karim = people.worker("karim")
    with _days_before(today, 8):
        case = _send(people, "mirthe", REMISSION, remission(income="1.420", bank="650"))
    with _days_before(today, 6):
        cases.take_case(karim, case, version=1)
    with _days_before(today, 2):
        cases.ask_resident(
            karim,
            case,
            kind=QuestionKind.INCOMPLETE,
            text="Dag Mirthe, je stuurt je loonstrook later op. Wil je hem hier toevoegen? Een foto is genoeg.",
            answer_by=local_day(today + timedelta(days=12)),
            version=2,
        )


def _waiting(people: People, today: datetime) -> None:
    """Three requests that nobody has taken up yet. Tomasz reads English."""
    parties.set_preference(people.resident("tomasz"), language="en")
    moves = (("lotte", 4, "Herenstraat"), ("tomasz", 1, "Kadepad"))
    for who, days, street in moves:
        with _days_before(today, days):
            _send(people, who, MOVING, moving(street, local_day(today + timedelta(days=9)), home_of(who)))
    with _days_before(today, 1):
        _send(people, "marijke", REMISSION, remission(income="1.380", bank="900", pension=True))


def _not_sent(people: People, today: datetime) -> None:
    """Bilal began and stopped halfway."""
    bilal = people.resident("bilal")
    with _days_before(today, 1), _words_of(bilal, people.town):
        typed = moving("Lindelaan", local_day(today + timedelta(days=20)), home_of("bilal"))
        _fill_in(bilal, people.town, MOVING, typed[:3])


def home_of(who: str) -> Mapping[str, Sequence[str]]:
    """Where somebody of the list lives, as one types it: while the town is built no register answers."""
    home = residents()[who].address
    if home is None:
        return {}
    return {"postcode": [home.postcode], "number": [str(home.number)], "street": [home.street], "city": [home.city]}


def moving(street: str, day: object, home: Mapping[str, Sequence[str]] | None = None) -> Typed:
    """A move within the town, to a home of one's own; without `home` one leaves open where one lives now."""
    address = {"postcode": ["8995 LK"], "number": ["14"], "street": [street], "city": ["Elzerbroek"]}
    return (
        ("situation", _value("within")),
        ("current_address", home or {}),
        ("move_date", _value(str(day))),
        ("new_address", address),
        ("living_with", _value("own")),
        ("who_moves", {}),
        ("phone", {}),
        ("email", {}),
    )


def remission(*, income: str, bank: str, pension: bool = False) -> Typed:
    """Somebody who lives alone in a rented home. Amounts in euros a month, as one types them."""
    return (
        ("tax", _value("412,50")),
        ("household", _value("single")),
        ("entrepreneur", _value("no")),
        ("student", _value("no")),
        ("pension_age", _value("yes" if pension else "no")),
        *((("before_1935", _value("0")),) if pension else ()),
        ("housing", _value("rent")),
        ("rent", _value("640")),
        ("rent_benefit", _value("290")),
        ("health_premium", _value("148")),
        ("care_benefit", _value("129")),
        ("bank", _value(bank)),
        ("has_car", _value("no")),
        ("has_other", _value("no")),
        ("income_from", {"value": ["pension" if pension else "work"]}),
        ("income", _value(income)),
        ("alimony", _value("no")),
        ("debts", {}),
        ("income_paper", {"later": ["later"]}),
        ("bank_paper", {"later": ["desk"]}),
        ("changes", _value("on")),
    )


def _value(text: str) -> Mapping[str, Sequence[str]]:
    return {"value": [text]}


def _send(people: People, who: str, slug: str, typed: Typed) -> UUID:
    return send(people.resident(who), people.town, slug, typed)


def send(resident: Actor, organisation: UUID, slug: str, typed: Typed) -> UUID:
    """Fill it all in and send it, in the language that this resident reads; the case that came of it."""
    with _words_of(resident, organisation):
        draft, revision = _fill_in(resident, organisation, slug, typed)
        journeys.send(resident, draft.id, seen=revision)
    (party,) = resident.parties()
    return cases.cases_of(resident, party)[0].id


def _fill_in(resident: Actor, organisation: UUID, slug: str, typed: Typed) -> tuple[DraftView, int]:
    draft = journeys.start(resident, organisation=organisation, slug=slug)
    revision = 0
    for question, given in typed:
        came = journeys.answer(resident, draft.id, question, given, seen=revision)
        if not came.saved:
            raise ValueError(f"{slug}, {question}: {came.form.errors.as_text()}")
        revision = came.revision
    return draft, revision


def _looked(people: People, today: datetime) -> None:
    """Gerda opened Marijke's dossier on three days of one week, without a matter: something to review."""
    gerda = people.worker("gerda")
    for days in (14, 13, 12):
        with _days_before(today, today.weekday() + days):
            dossier.look(
                gerda,
                subject=people.residents["marijke"],
                organisation=people.town,
                purpose="dossier.matter",
                about=None,
                reason="Zij kwam aan de bus en vroeg naar haar belasting.",
            )


def _words_of(resident: Actor, organisation: UUID) -> override:
    """The language in which this person reads: questions and answers are kept as they were seen."""
    (party,) = resident.parties()
    return override(parties.language_of(party, tone=by_id(organisation).tone))


@contextmanager
def _days_before(today: datetime, days: int) -> Iterator[None]:
    with as_of(today - timedelta(days=days)):
        yield
