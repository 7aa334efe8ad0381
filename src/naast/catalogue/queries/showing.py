"""What pages show of a service, in one language or tone."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import get_language, to_locale

from naast.catalogue.packages.amounts import period, shown
from naast.catalogue.packages.reading import read_yaml
from naast.catalogue.packages.rules import kinds_of, parameter_shown
from naast.catalogue.packages.services import service_from
from naast.catalogue.packages.texts import filled, placeholders, rendered
from naast.catalogue.ports import parameters, surroundings
from naast.catalogue.types import (
    Fact,
    FactsOfPart,
    Package,
    PackageVersion,
    ResidentQuestion,
    RuleResult,
    Service,
    ServicePage,
    ServiceStart,
    ShownDoor,
    ShownFact,
    Source,
    said,
    spoken,
)
from naast.kernel.clock import today
from naast.kernel.errors import NotFound
from naast.kernel.registry import registry

log = logging.getLogger(__name__)
_TEXTS = ("about", "need")
_LOST = {
    "nl": "Dit missen we hier nu. Bel ons, dan zoeken we het voor u op.",
    "nl_JE": "Dit missen we hier nu. Bel ons, dan zoeken we het voor je op.",
    "en": "We do not have this here now. Call us, and we look it up for you.",
}
_QUESTIONS = Path(__file__).parents[1] / "packages" / "data" / "questions.yaml"


def locale_of(language_code: str) -> str:
    """The locale of a package's texts for a Django language code: nl, nl_JE, en."""
    return to_locale(language_code)


def language() -> str:
    """The language and tone of this moment, as packages name them: nl, nl_JE, en."""
    return locale_of(get_language() or "nl")


def text(
    of: Package | PackageVersion, key: str, locale: str, *, result: RuleResult | None = None, on: date | None = None
) -> str:
    """Safe HTML of a text in this language, else the Dutch u-form; "" when there is none. `result` fills in {{value:…}}."""
    markdown = of.texts.get(locale, {}).get(key) or of.texts.get("nl", {}).get(key, "")
    kinds = kinds_of(of.sections["rules"][result.rule]) if result else {}

    def fill(kind: str, name: str) -> str:
        if kind == "parameter":
            return parameter_shown(parameters(of.local).on(name, on or today()), locale)
        return shown(result.values[name], kinds[name], locale) if result else ""

    return rendered(_without_unknown(markdown, of, on or today(), locale), fill)


def page_of(version: PackageVersion, locale: str) -> ServicePage:
    """A service says all of its inside in one language: where English lacks a part, everything below its name is Dutch."""
    service = service_from(version.sections)
    promise = service.promise
    named, told = _named_in(service, locale), _told_in(version, service, locale)
    fast, calm = (_start_url(version, lane) for lane in ("fast", "together"))
    return ServicePage(
        slug=service.slug,
        named_in="" if named == locale else named,
        told_in="" if told == locale else told,
        title=said(service.title, named),
        lead=said(service.lead, named),
        owner=service.owner,
        steps=tuple((_sentence(said(one.label, told)), said(one.detail, told)) for one in service.steps),
        fees=_facts(version, service, "fee", told),
        terms=_facts(version, service, "term", told, also=promise.law),
        conditions=_facts(version, service, "condition", told),
        evidence=_facts(version, service, "evidence", told),
        about=text(version, "about", told),
        need=text(version, "need", told),
        usual=period(promise.usual, told) if promise.usual else "",
        best=period(promise.best, told) if promise.best else "",
        by_law=period(promise.by_law, told) if promise.by_law else "",
        law=promise.law,
        promise_is_example=promise.is_example,
        start=said(service.start, named),
        fast_url=fast,
        calm_url=calm,
        signs_in=bool(fast) and service.level != "none",
        door=None if fast else _door(service, named),
        quiet=service.quiet,
    )


def _sentence(label: str) -> str:
    return label if label.endswith(("?", "!")) else f"{label}."


def _named_in(service: Service, locale: str) -> str:
    door = (service.door.text,) if service.door else ()
    return spoken(locale, service.title, service.lead, service.start, *door)


def _told_in(version: PackageVersion, service: Service, locale: str) -> str:
    steps = [words for one in service.steps for words in (one.label, one.detail) if words]
    texts = [{of: keys.get(key, "") for of, keys in version.texts.items()} for key in _TEXTS]
    return spoken(locale, *steps, *(one.text for one in service.facts), *(one for one in texts if one.get("nl")))


def _door(service: Service, locale: str) -> ShownDoor:
    """A provider that this release no longer knows leaves the address that the version has."""
    provider = surroundings().providers.get(service.provider)
    phone = provider.phone if provider else None
    door = service.door
    return ShownDoor(
        by=provider.name if provider else "",
        does=said(provider.does, locale) if provider else "",
        url=door.url if door else "",
        text=said(door.text, locale) if door else "",
        site=(urlsplit(door.url).hostname or "").removeprefix("www.") if door else "",
        phone=phone.number if phone else "",
        dial=f"tel:{phone.number.replace(' ', '')}" if phone else "",
        hours=said(phone.hours, locale) if phone else "",
        phone_is_example=bool(phone and phone.is_example),
    )


def _facts(
    version: PackageVersion, service: Service, kind: str, locale: str, *, also: Source | None = None
) -> FactsOfPart:
    facts = tuple(ShownFact(_words(version, one, locale), one.source, one.checked) for one in service.facts_of(kind))
    sources = [source for source in (also, *(fact.source for fact in facts)) if source]
    checked = min((fact.checked for fact in facts if fact.checked), default=None)
    return FactsOfPart(facts, _rules(sources), checked)


def _rules(sources: Iterable[Source]) -> tuple[tuple[str, str], ...]:
    """Each law once, with its articles in the order of the facts; `4:13` is not said beside `4:13 en 4:14`."""
    laws: dict[str, list[str]] = {}
    for source in sources:
        article, said_before = str(source.article), laws.setdefault(source.law, [])
        said_before[:] = [one for one in said_before if not article.startswith(f"{one} en ")]
        if article not in said_before:
            said_before.append(article)
    return tuple((law, "; ".join(articles)) for law, articles in laws.items())


def _words(version: PackageVersion, fact: Fact, locale: str) -> str:
    known = parameters(version.local)
    words = _without_unknown(said(fact.text, locale), version, today(), locale)
    return filled(words, lambda _kind, name: parameter_shown(known.on(name, today()), locale))


def _without_unknown(words: str, of: Package | PackageVersion, day: date, locale: str) -> str:
    """The words, where each paragraph that names an amount we lost since it was published says so instead."""
    known = parameters(of.local)

    def lost(part: str) -> list[str]:
        return [name for kind, name in placeholders(part) if kind == "parameter" and known.problem_with(name, day)]

    def kept(part: str) -> str:
        for name in (names := lost(part)):
            log.error("%s names the parameter %s, which has no value on %s", of.slug, name, day)
        return said(_LOST, locale) if names else part

    return "\n\n".join(kept(part) for part in words.split("\n\n"))


def _start_url(version: PackageVersion, lane: str) -> str:
    """Where one starts, or "" when no capability here can."""
    starts = [one for one in registry.declared(ServiceStart) if one.key in version.sections]
    return starts[0].url(version.slug, lane) if starts else ""


@lru_cache(maxsize=1)
def resident_questions() -> tuple[ResidentQuestion, ...]:
    """The thirteen, in order of number."""
    data = read_yaml(_QUESTIONS, _QUESTIONS.name).data
    return tuple(ResidentQuestion(one["number"], one["title"], one["under"]) for one in data)


def resident_question(number: int) -> ResidentQuestion:
    """Raises NotFound."""
    found = next((one for one in resident_questions() if one.number == number), None)
    if found is None:
        raise NotFound
    return found
