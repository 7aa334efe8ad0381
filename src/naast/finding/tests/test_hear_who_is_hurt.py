"""Whoever is hurt, or somebody near, is heard in every tense and order of a Dutch sentence; what only sounds like it is not."""

from __future__ import annotations

import pytest

from naast.finding.matching.answering import Finder
from naast.finding.matching.urgent import urgencies_in
from naast.finding.types import Kind

# Now, then, what was done, and to do: the forms of strong and weak verbs.
VERBS = (
    ("slaat", "sloeg", "geslagen", "slaan"),
    ("schopt", "schopte", "geschopt", "schoppen"),
    ("stompt", "stompte", "gestompt", "stompen"),
    ("mept", "mepte", "gemept", "meppen"),
    ("wurgt", "wurgde", "gewurgd", "wurgen"),
    ("bedreigt", "bedreigde", "bedreigd", "bedreigen"),
    ("mishandelt", "mishandelde", "mishandeld", "mishandelen"),
)
WHO = ("mijn man", "hij", "mijn ex", "papa", "me vriend")
WHOM = ("mij", "me", "mijn dochter", "ons", "de kinderen", "haar")
SENTENCES = (
    "{who} {now} {whom}",
    "{who} {then} {whom} gisteren",
    "{who} heeft {whom} weer {done}",
    "{who} heeft {whom} gisteravond {done} wat moet ik doen",
    "{who} begint {whom} steeds te {to_do}",
    "{whom} is door {who} {done}",
    "als {who} drinkt gaat hij {whom} {to_do}",
    "ik ben bang dat {who} {whom} gaat {to_do}",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_blow_is_heard_in_every_tense(sentence: str) -> None:
    said = [
        sentence.format(who=who, whom=whom, now=now, then=then, done=done, to_do=to_do)
        for now, then, done, to_do in VERBS
        for who in WHO
        for whom in WHOM
    ]
    assert [one for one in said if "violence" not in {urgency.key for urgency in urgencies_in(one)}] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "mijn dochter is geslaagd voor haar examen",
        "mijn zoon is in een spijker getrapt welke prik heeft hij nodig",
        "een wesp heeft mij gestoken",
        "de kinderen slaan volgende week een les over",
        "ik krijg klappen van de inflatie",
        "iemand heeft mijn pas misbruikt",
        "mijn moeder kan de trappen niet meer op",
        "hij heeft mij nooit geslagen, we gaan gewoon uit elkaar",
    ],
)
def test_what_only_sounds_like_a_blow_is_not(sentence: str) -> None:
    assert urgencies_in(sentence) == ()


@pytest.mark.parametrize(
    "said",
    [
        "hij staat weer met mes beneden",
        "ik spring er straks vanaf",
        "morgen zetten ze ons eruit",
        "er is op mijn huis geschoten",
        "welterusten allemaal, dit was het voor mij",
    ],
)
def test_few_words_are_enough(finder: Finder, said: str) -> None:
    """Nothing in them names a service, and one does not ask back."""
    assert finder.ask(said).kind is Kind.HUMAN


@pytest.mark.parametrize(
    "said",
    [
        "container stuk, wiel eraf",
        "oud papier niet opgehaald dinsdag",
        "ik ben jan de vries, kerkstraat 12, ik ga verhuizen",
    ],
)
def test_few_words_are_not_enough_by_themselves(finder: Finder, said: str) -> None:
    assert finder.ask(said).kind is not Kind.HUMAN
