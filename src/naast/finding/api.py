"""The face of finding: from own words to services, or to a human. What is asked is kept without who asked it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

from django.conf import settings

from naast.catalogue import api as catalogue
from naast.catalogue.types import Package, PackageVersion, Service
from naast.finding.actions import choose, go_live, keep_trial, propose, remember, take_away
from naast.finding.learning.fairness import kept as fairness
from naast.finding.learning.questions import read_questions
from naast.finding.masking import MARK, telling
from naast.finding.matching.answering import Finder
from naast.finding.matching.documents import document_of
from naast.finding.matching.index import Index
from naast.finding.matching.languages import language_of
from naast.finding.matching.learned import Learned, learned
from naast.finding.matching.meaning.taught import taught
from naast.finding.matching.suggesting import Suggester
from naast.finding.queries.added import (
    Ground,
    added,
    digest_of,
    ground_of,
    latest_added,
    packages_of,
)
from naast.finding.queries.asked import (
    asked,
    asked_in_full,
    in_trouble,
    known_words,
    most_asked,
    per_service,
    wordless,
)
from naast.finding.types import Answer, Change, Event, Kind
from naast.kernel import algorithms
from naast.kernel.actor import Actor
from naast.organisations import api as organisations

__all__ = [
    "ANSWER",
    "MARK",
    "added",
    "ask",
    "asked",
    "asked_in_full",
    "choose",
    "edition",
    "fairness",
    "finder",
    "finder_of",
    "go_live",
    "in_trouble",
    "language_of",
    "latest_added",
    "made_of",
    "make_ready",
    "per_service",
    "propose",
    "remember",
    "suggestions",
    "take_away",
    "tell_of_somebody",
    "try_words",
    "wordless",
]

ANSWER = "finding.answer"
_making = Lock()  # several who come first wait for one finder, and do not each make theirs
MOST_TRIED = 100  # of what was asked


def ask(text: str, *, organisation: UUID, limit: int = 5, language: str = "nl") -> Answer:
    """What an organisation offers for this, best first. It is counted in the algorithm register."""
    found: Answer = algorithms.run(
        ANSWER, organisation=organisation, finder=finder(organisation), text=text, limit=limit, language=language
    )
    return found


def tell_of_somebody(organisation: UUID, sentences: Iterable[str], *, beside: str) -> dict[str, str]:
    """Those of these sentences in which somebody can be known, each with what we would keep of it.

    Words that everybody reads `beside` them are no name.
    """
    known = known_words(organisation)
    return {one: kept for one in sentences if (kept := telling(one, known, beside=beside))}


def edition() -> str:
    """Of the taught model that answers now."""
    return taught().edition


def suggestions(typed: str, *, organisation: UUID, language: str = "nl") -> list[str]:
    """Names of services that what was typed may become, best first."""
    return _suggester(finder(organisation), language).suggestions(typed)


def finder(organisation: UUID | None = None) -> Finder:
    """The finder over what the organisation offers now; without one, over the packages on disk. Raises PackageError."""
    if organisation is None:
        return _from_disk()
    return _offered(ground_of(organisation))


def make_ready() -> None:
    """Make the finders before somebody waits for one. Takes seconds."""
    for one in organisations.organisations():
        finder(one.id).ask("ik ga verhuizen")


def finder_of(packages: Iterable[Package | PackageVersion], knowing: Learned | None = None) -> Finder:
    """A finder over these packages, with what was learned."""
    return Finder(*made_of(packages), knowing or learned())


def made_of(packages: Iterable[Package | PackageVersion]) -> tuple[list[Service], list[Event], Index]:
    """What a finder needs of these packages."""
    chosen = list(packages)
    index = Index((document_of(one.sections, one.texts) for one in chosen), Path(settings.NAAST_CACHE))
    return [catalogue.service_from(one.sections) for one in chosen], _events(chosen), index


def _events(packages: Sequence[Package | PackageVersion]) -> list[Event]:
    """What may happen in a life, with the services that name it."""
    touched: dict[str, list[str]] = {}
    for one in packages:
        service: Any = one.sections["service"]
        for name in service.get("life_events", ()):
            touched.setdefault(name, []).append(service["slug"])
    events = catalogue.shelf().surroundings().life_events
    return [Event(one.key, one.name, tuple(touched.get(name, ()))) for name, one in events.items()]


@lru_cache(maxsize=24)
def _suggester(finder: Finder, language: str) -> Suggester:
    return Suggester(finder.typed_names(language))


@lru_cache(maxsize=1)
def _from_disk() -> Finder:
    return finder_of(catalogue.packages())


def _offered(ground: Ground) -> Finder:
    with _making:
        return _published(ground)


@lru_cache(maxsize=8)  # versions never change, so the same ground gives the same finder
def _published(ground: Ground) -> Finder:
    return finder_of(packages_of(ground))


def try_words(actor: Actor, id: UUID) -> None:  # noqa: A002
    """See which questions would get another first answer with these words, and keep that. Raises NotFound, Refused.

    Tried are what was asked most, the questions that were written for the service, and the words themselves.
    Takes seconds: no transaction is open.
    """
    words = added(actor, id)
    ground = ground_of(words.organisation)
    now_finder = _offered(ground)
    then_finder = finder_of(
        packages_of(ground_of(words.organisation, also=(words.slug, words.words)))
    )  # not to be kept
    questions = _trial_questions(words.organisation, words.slug)
    asked = [_change(text, right, now_finder, then_finder) for text, right in questions.items()]
    keep_trial(
        actor,
        id,
        tried_on=digest_of(ground),
        tried=len(questions),
        changes=[one for one in asked if one.before != one.after],
        own=[_change(text, (), now_finder, then_finder) for text in words.words],
    )


def _trial_questions(organisation: UUID, slug: str) -> dict[str, tuple[str, ...]]:
    """Each question with its right answers, where these were written down."""
    folder = Path(settings.NAAST_SERVICES).parent / "questions"
    written = read_questions(folder) if folder.is_dir() else ()
    own = {one.text: one.services for one in written if slug in one.services}
    return {**dict.fromkeys(most_asked(organisation, MOST_TRIED), ()), **own}


def _change(text: str, right: tuple[str, ...], now_finder: Finder, then_finder: Finder) -> Change:
    before, after = (_first_answer(one.ask(text, limit=1)) for one in (now_finder, then_finder))
    return Change(text, before, after, after in right if right else None)


def _first_answer(answer: Answer) -> str:
    """The service that comes first, else the kind of answer."""
    return answer.results[0].slug if answer.kind is Kind.SERVICES and answer.results else answer.kind.value
