"""The kinds of life: what is asked, what happens on which day after, and how it stands. The words are as a worker writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

EXTRACT, HOUSEWORK, MOVING = "brp-uittreksel", "huishoudelijke-hulp", "verhuismelding"
PARKING, REMISSION = "parkeervergunning", "kwijtschelding-gemeentelijke-belastingen"


class Does(StrEnum):
    """What happens to a case; `LATER` and `LAPSE` are what the sweeps do by themselves."""

    LOOK = "look"
    TAKE = "take"
    ASK = "ask"
    ANSWER = "answer"
    WRITE = "write"
    LATER = "later"
    LAPSE = "lapse"
    DECIDE = "decide"
    CLOSE = "close"
    WITHDRAW = "withdraw"


class Stands(StrEnum):
    """How a life must stand today."""

    OVER = "over"
    RUNS = "runs"  # with time left
    ASKED = "asked"  # a question lies with the resident
    OVERDUE = "overdue"  # also the last day of the law has passed
    OBJECTABLE = "objectable"  # decided this week: one can still object, and it is not closed yet


@dataclass(frozen=True, slots=True)
class Step:
    """`day` is the day after sending. `outcome` and `until` (a day) only where it takes one."""

    day: int
    does: Does
    words: str = ""
    outcome: str = ""
    until: int = 0


@dataclass(frozen=True, slots=True)
class Life:
    """`share`: how often it occurs beside the others that stand alike."""

    name: str
    service: str
    worker: str
    stands: Stands
    share: int
    steps: tuple[Step, ...] = ()


def _taken(day: int) -> tuple[Step, ...]:
    return Step(day, Does.TAKE), Step(day, Does.LOOK)


def _decided(day: int, outcome: str, words: str) -> tuple[Step, ...]:
    return (Step(day, Does.DECIDE, words, outcome),)


def _ended(day: int, outcome: str, words: str) -> tuple[Step, ...]:
    return (*_decided(day, outcome, words), Step(day, Does.CLOSE))


def _asked(day: int, until: int, words: str) -> Step:
    return Step(day, Does.ASK, words, until=until)


PAYSLIP = "We missen je laatste loonstrook. Wil je die hier toevoegen? Een foto is genoeg."
BANK = "We missen het saldo van je spaarrekening. Wil je dat hier opschrijven?"
ENOUGH = "Je hoeft dit jaar geen afvalstoffenheffing en rioolheffing te betalen. Je inkomen is daarvoor laag genoeg."
HALF = "Je hoeft de helft niet te betalen. Met je spaargeld kun je de andere helft betalen. Dat mag in tien keer."
TOO_MUCH = (
    "We kunnen je dit niet kwijtschelden. Er staat meer op je rekening dan de grens. Betalen in tien keer kan wel."
)
SILENT = "We konden je niet bereiken en we missen je loonstrook. Daarom stoppen we nu. Vraag het gerust opnieuw aan."
HELP = "Je krijgt vanaf volgende week drie uur hulp in de week. De hulp belt je eerst om kennis te maken."
SOME_HELP = "Je krijgt anderhalf uur hulp in de week. De rest kan je zoon doen, zeiden jullie in het gesprek."
NO_HELP = "Je krijgt geen hulp van ons. Je woont met drie volwassenen die het huis kunnen schoonhouden."
PERMIT = "Je krijgt de vergunning. Je kunt vanaf nu in het centrum parkeren. Er komt geen kaart: we zien het aan je kenteken."
FULL = "We kunnen je geen vergunning geven. Op je adres staan er al twee. Er is wel plaats bij de Sluisweg, en dat is gratis."
PLATE = "Het kenteken dat je opgaf, hoort bij een andere auto. Wil je het nog eens nakijken?"
DONE_MOVING = "Je nieuwe adres staat erin. Je hoeft niets meer te doen."
DONE_EXTRACT = "Je uittreksel ligt klaar bij de balie. Neem je paspoort of identiteitskaart mee."
CALLED = "We spraken elkaar net. Ik kom donderdag om tien uur bij je langs voor het gesprek."

LOMMERWAARD = (
    Life("remission-new", REMISSION, "karim", Stands.RUNS, 3),
    Life("remission-in-hand", REMISSION, "karim", Stands.RUNS, 3, _taken(3)),
    Life("remission-asked", REMISSION, "karim", Stands.ASKED, 2, (*_taken(1), _asked(6, 22, PAYSLIP))),
    Life(
        "remission-answered", REMISSION, "nadia", Stands.RUNS, 1,
        (*_taken(1), _asked(2, 17, BANK), Step(7, Does.ANSWER, "Er staat 1.240 euro op.")),
    ),
    Life(
        "remission-lapsed", REMISSION, "nadia", Stands.RUNS, 1,
        (*_taken(1), _asked(2, 14, PAYSLIP), Step(15, Does.LAPSE)),
    ),
    Life(
        "remission-overdue", REMISSION, "karim", Stands.OVERDUE, 1,
        (*_taken(8), Step(20, Does.LATER), Step(41, Does.LATER)),
    ),
    Life("remission-granted", REMISSION, "karim", Stands.OVER, 9, (*_taken(2), *_ended(8, "granted", ENOUGH))),
    Life(
        "remission-partly", REMISSION, "nadia", Stands.OVER, 3,
        (*_taken(3), _asked(6, 20, BANK), Step(9, Does.ANSWER, "3.100 euro."), *_ended(14, "partly", HALF)),
    ),
    Life("remission-refused", REMISSION, "karim", Stands.OVER, 3, (*_taken(2), *_ended(13, "refused", TOO_MUCH))),
    Life(
        "remission-no-answer", REMISSION, "nadia", Stands.OVER, 1,
        (*_taken(1), _asked(3, 17, PAYSLIP), Step(18, Does.LAPSE), *_ended(21, "not-considered", SILENT)),
    ),
    Life("remission-withdrawn", REMISSION, "karim", Stands.OVER, 1, (Step(4, Does.WITHDRAW),)),
    Life("remission-refused-lately", REMISSION, "karim", Stands.OBJECTABLE, 2, (*_taken(3), *_decided(13, "refused", TOO_MUCH))),
    Life("housework-new", HOUSEWORK, "nadia", Stands.RUNS, 4),
    Life("housework-in-hand", HOUSEWORK, "nadia", Stands.RUNS, 4, (*_taken(2), Step(6, Does.WRITE, CALLED))),
    Life(
        "housework-granted", HOUSEWORK, "nadia", Stands.OVER, 4,
        (*_taken(2), Step(6, Does.WRITE, CALLED), *_ended(28, "granted", HELP)),
    ),
    Life("housework-refused", HOUSEWORK, "nadia", Stands.OVER, 1, (*_taken(5), *_ended(33, "refused", NO_HELP))),
    Life("housework-partly-lately", HOUSEWORK, "nadia", Stands.OBJECTABLE, 2, (*_taken(2), *_decided(27, "partly", SOME_HELP))),
    Life("parking-new", PARKING, "karim", Stands.RUNS, 5),
    Life("parking-granted", PARKING, "karim", Stands.OVER, 9, (*_taken(1), *_ended(2, "granted", PERMIT))),
    Life("parking-refused", PARKING, "nadia", Stands.OVER, 2, (*_taken(1), *_ended(3, "refused", FULL))),
    Life("moving-new", MOVING, "karim", Stands.RUNS, 3),
    Life("moving-done", MOVING, "karim", Stands.OVER, 8, (*_taken(1), *_ended(10, "done", DONE_MOVING))),
    Life("extract-new", EXTRACT, "karim", Stands.RUNS, 2),
    Life("extract-done", EXTRACT, "nadia", Stands.OVER, 10, (*_taken(1), *_ended(1, "done", DONE_EXTRACT))),
)  # fmt: skip
RIETMEER = (
    Life("extract-new", EXTRACT, "femke", Stands.RUNS, 2),
    Life("extract-done", EXTRACT, "femke", Stands.OVER, 6, (*_taken(1), *_ended(1, "done", DONE_EXTRACT))),
    Life("parking-new", PARKING, "femke", Stands.RUNS, 4),
    Life("parking-in-hand", PARKING, "femke", Stands.RUNS, 2, _taken(1)),
    Life("parking-asked", PARKING, "femke", Stands.ASKED, 2, (*_taken(2), _asked(3, 17, PLATE))),
    Life("parking-granted", PARKING, "femke", Stands.OVER, 5, (*_taken(1), *_ended(2, "granted", PERMIT))),
    Life("parking-refused-lately", PARKING, "femke", Stands.OBJECTABLE, 1, (*_taken(2), *_decided(6, "refused", FULL))),
)
LIVES: Mapping[str, tuple[Life, ...]] = {"lommerwaard": LOMMERWAARD, "rietmeer": RIETMEER}
