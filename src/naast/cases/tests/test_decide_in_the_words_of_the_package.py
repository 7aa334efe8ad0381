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


def test_a_no_in_the_words_of_the_package_alone_is_refused(taken: UUID, karim: Actor) -> None:
    """Awb 3:46 and 3:47: why it is so, in this case."""
    assert list(form(taken, karim, outcome="refused").errors) == ["reasons"]


def test_under_the_words_of_the_package_stands_why_it_is_a_no(taken: UUID, karim: Actor) -> None:
    decided = form(taken, karim, outcome="refused", reasons="U heeft 300 euro te veel spaargeld.")
    assert decided.is_valid()
    first, *_, last = decided.cleaned_data["reasons"].split("\n\n")
    assert first.startswith("We kunnen u geen kwijtschelding geven.")
    assert last == "U heeft 300 euro te veel spaargeld."


def test_an_outcome_without_words_in_the_package_needs_own_words(taken: UUID, karim: Actor) -> None:
    decided = form(taken, karim, outcome=Outcome.PARTLY)
    assert list(decided.errors) == ["reasons"]


def test_an_outcome_that_the_service_does_not_know_is_refused(taken: UUID, karim: Actor) -> None:
    assert "outcome" in form(taken, karim, outcome=Outcome.DONE, reasons="Geregeld.").errors
