from uuid import UUID

from naast.cases.forms import DecisionForm
from naast.cases.queries import outcomes_of
from naast.cases.tests.conftest import seen
from naast.cases.types import Outcome
from naast.kernel.actor import Actor


def form(case: UUID, karim: Actor, **typed: str) -> DecisionForm:
    return DecisionForm({"version": "2", **typed}, outcomes=outcomes_of(seen(karim, case)), waiting={})


def test_without_own_words_the_resident_gets_those_of_the_package(taken: UUID, karim: Actor) -> None:
    decided = form(taken, karim, outcome="granted")
    assert decided.is_valid()
    assert decided.cleaned_data["reasons"].startswith("U krijgt kwijtschelding.")


def test_own_words_win(taken: UUID, karim: Actor) -> None:
    decided = form(taken, karim, outcome="granted", reasons="U verdient minder dan de norm.")
    assert decided.is_valid()
    assert decided.cleaned_data["reasons"] == "U verdient minder dan de norm."


def test_an_outcome_without_words_in_the_package_needs_own_words(taken: UUID, karim: Actor) -> None:
    decided = form(taken, karim, outcome=Outcome.PARTLY)
    assert list(decided.errors) == ["reasons"]


def test_an_outcome_that_the_service_does_not_know_is_refused(taken: UUID, karim: Actor) -> None:
    assert "outcome" in form(taken, karim, outcome=Outcome.DONE, reasons="Geregeld.").errors
