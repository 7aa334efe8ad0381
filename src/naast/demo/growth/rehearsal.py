"""Plays every kind of life once, through the faces that everybody uses, lifts it, and takes it back: only copies stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from naast.cases import api as cases
from naast.cases.types import Outcome, QuestionKind
from naast.catalogue.api import current
from naast.demo.growth.lifting import BORN, PERSON, lift
from naast.demo.growth.lives import Does, Life, Stands, Step
from naast.demo.growth.pattern import Pattern
from naast.demo.growth.requests import request_for
from naast.demo.growth.terms import terms_of
from naast.demo.town.people import resident_of
from naast.demo.town.stories import send
from naast.dossier.api import look
from naast.identity.api import staff_actor
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import AMSTERDAM, as_of
from naast.kernel.registry import declared
from naast.kernel.sweeps import Sweep
from naast.kernel.types import Ref
from naast.parties import api as parties

FIRST = date(2026, 6, 2)  # a Tuesday; no holiday in the weeks after
BEGINS, APART = time(9), timedelta(minutes=7)
SWEEPS = {Does.LATER: "cases.tell-later", Does.LAPSE: "cases.lapse-questions"}
AGES = {
    Stands.RUNS: range(1, 45), Stands.ASKED: range(5, 30), Stands.OVERDUE: range(57, 72), Stands.OBJECTABLE: range(8, 75),
}  # fmt: skip
YEARS = range(1, 1150)
BY_WORKER = frozenset({Does.LOOK, Does.TAKE, Does.ASK, Does.WRITE, Does.DECIDE, Does.CLOSE})


class _TakenBack(Exception):
    """What was played is lifted."""


@contextmanager
def _taking_back() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
            raise _TakenBack
    except _TakenBack:
        pass


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a life is played: the case of somebody who does not exist, in the hands of a worker."""

    organisation: UUID
    party: UUID
    case: UUID
    counts_from: date | None
    staff: Mapping[str, UUID]


def newcomer(organisation: UUID) -> Pattern:
    """Somebody who is registered, and whose mail address was known before."""
    with _taking_back(), as_of(_moment(0, 0)):
        lifted = lift(_somebody(organisation), FIRST, PERSON)
    return Pattern(
        name="newcomer", keys=lifted.keys, rows=lifted.rows, lines=lifted.lines, audits=lifted.audits,
        ages=YEARS, at_work=frozenset(), rules=(), fits=lambda first, terms, today: True,
    )  # fmt: skip


def rehearse(organisation: UUID, lives: tuple[Life, ...], staff: Mapping[str, UUID]) -> dict[Life, Pattern]:
    """Each of these lives, lifted. What is asked is sent once for each service; every life goes on from there."""
    found: dict[Life, Pattern] = {}
    for service in dict.fromkeys(life.service for life in lives):
        with _taking_back():
            party = _somebody(organisation)
            with as_of(_moment(0, 0)):
                case = send(resident_of(party, organisation), organisation, service, request_for(service, FIRST))
            counts_from = cases.case_view(resident_of(party, organisation), case).counts_from
            stage = Stage(organisation, party, case, counts_from, staff)
            found |= {life: _played(stage, life) for life in lives if life.service == service}
    return found


def _somebody(organisation: UUID) -> UUID:
    party = parties.register_person(
        SYSTEM,
        given_names="Voornaamloos",
        family_name="Achternaamloos",
        birth_date=BORN,
        source="brp",
        organisation=organisation,
    )
    parties.bring_address(SYSTEM, party=party, kind="email", value="naamloos@lommerwaard.example")
    return party


def _played(stage: Stage, life: Life) -> Pattern:
    worker = staff_actor(stage.staff[life.worker])
    with _taking_back():
        for place, step in enumerate(life.steps, start=1):
            with as_of(_moment(step.day, place)):
                _do(stage, worker, step, version=1 + sum(one.does is not Does.LOOK for one in life.steps[: place - 1]))
        lifted = lift(stage.party, FIRST)
    service = current(stage.organisation, life.service).sections["service"]
    terms = terms_of(life, service, first=FIRST, counts_from=stage.counts_from)
    return Pattern(
        name=life.name,
        keys=lifted.keys,
        rows=lifted.rows,
        lines=lifted.lines,
        audits=lifted.audits,
        ages=AGES.get(life.stands, YEARS),
        at_work=frozenset(step.day for step in life.steps if step.does in BY_WORKER),
        rules=terms.rules,
        fits=partial(terms.fit, life),
    )


def _moment(day: int, place: int) -> datetime:
    return datetime.combine(FIRST + timedelta(day), BEGINS, AMSTERDAM) + place * APART


def _do(stage: Stage, worker: Actor, step: Step, *, version: int) -> None:
    resident = resident_of(stage.party, stage.organisation)
    match step.does:
        case Does.LOOK:
            look(
                worker,
                subject=stage.party,
                organisation=stage.organisation,
                purpose="cases.handle",
                about=Ref("case", stage.case),
            )
        case Does.TAKE:
            cases.take_case(worker, stage.case, version=version)
        case Does.ASK:
            until = FIRST + timedelta(step.until)
            cases.ask_resident(
                worker, stage.case, kind=QuestionKind.INCOMPLETE, text=step.words, answer_by=until, version=version
            )
        case Does.ANSWER:
            (question,) = cases.case_view(resident, stage.case).questions
            cases.answer_question(resident, question.id, case_id=stage.case, text=step.words)
        case Does.WRITE:
            cases.send_message(worker, stage.case, text=step.words, key=step.does)
        case Does.DECIDE:
            cases.decide(worker, stage.case, outcome=Outcome(step.outcome), reasons=step.words, version=version)
        case Does.CLOSE:
            cases.close_case(worker, stage.case, version=version)
        case Does.WITHDRAW:
            cases.withdraw(resident, stage.case)
        case Does.LATER | Does.LAPSE:
            next(sweep for sweep in declared(Sweep) if sweep.key == SWEEPS[step.does]).run()
