"""From a question to an answer: which kind it is, the services that fit, whose it is otherwise, and who can help now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from naast.catalogue.types import Service, said
from naast.finding.matching.documents import Document
from naast.finding.matching.index import Index
from naast.finding.matching.kinds import OURS, Sight, judged
from naast.finding.matching.languages import FRISIAN, in_dutch, language_of, tongue_of
from naast.finding.matching.learned import Learned
from naast.finding.matching.letters import without_letter
from naast.finding.matching.manners import Manner, manner_of, parts_of, whose
from naast.finding.matching.naming import named
from naast.finding.matching.ranking import Fit, Ranker
from naast.finding.matching.stems import sign_of
from naast.finding.matching.urgent import helpful_in, is_ordinary, urgencies, urgencies_in
from naast.finding.matching.words import cleaned, telling_words
from naast.finding.types import Answer, Event, Kind, Need, Result, Upl

UNSAFE = (8,)  # the resident question "Ik voel me niet veilig, of maak me zorgen. Wat nu?"
MONEY = (4,)  # the resident question "Hoe kom ik rond?": debts, rent, food
LIKELY = 0.4  # how likely a service for money must be to stand above the numbers to call
# For two needs: how likely a service must be for the whole, and how likely for its part among such, by its words.
ALSO, SAID = 0.01, 0.9
AMONG = 3  # services


class Finder:
    """Answers over one set of services, whose texts the index holds."""

    def __init__(self, services: Iterable[Service], events: Sequence[Event], index: Index, learned: Learned) -> None:
        self._services = {one.slug: one for one in services}
        self._events = {one.key: one for one in events}
        self._learned = learned
        self._index = index
        self._ranker = Ranker(index, learned)
        self._called = _by_name(self._services.values(), index.documents)

    def ask(self, text: str, *, limit: int = 5, language: str = "") -> Answer:
        """What fits, best first; `language` of the titles, else that of the question."""
        asked = cleaned(text)
        sight = self.sight(asked)
        judgement = judged(sight, self._learned)
        kind = judgement.kind
        urgent = sight.urgent or (urgencies() if judgement.worry else ())
        titles = language or sight.language
        fits = self._ranker.running(sight.evidence) if kind is Kind.STATUS else sight.fits
        shown = _needed_next([fit for _, fit in sight.needs], fits)[: max(limit, 0)]
        # What was read of Frisian are our words, and not those of who asked.
        typed = [one.slug for one in shown] if sight.language != FRISIAN else []
        reasons = self._ranker.reasons(sight.evidence.reading, typed)
        results = {one.slug: self._result(one, reasons.get(one.slug, ()), titles) for one in shown}
        found = Answer(
            kind=kind,
            results=tuple(results.values()),
            human=kind in (Kind.HUMAN, Kind.OUT_OF_SCOPE),
            language=sight.language,
            heard=next((one.because for one in results.values()), ()),
            worry=judgement.worry,
            need_first=kind is Kind.HUMAN and self._is_need(sight),
            helplines=tuple({line.phone: line for one in urgent for line in one.helplines}.values()),
            needs=tuple(Need(part, results[fit.slug]) for part, fit in sight.needs if fit.slug in results),
            event=self._event(sight.manner) if kind is Kind.LIFE_EVENT else None,
            elsewhere=whose(sight.manner.elsewhere) if kind is Kind.OUT_OF_SCOPE else {},
            tongue=tongue_of(sight.language, in_trouble=judgement.worry and kind is Kind.HUMAN),
        )
        slugs = named(found, helpful_in(sight.urgent), lambda slug: self._services[slug].resident_questions[0])
        knows = slugs[0] if kind is Kind.STATUS and slugs and not self._services[slugs[0]].has_journey else ""
        return replace(
            found, named=slugs, knows=knows, needs=tuple(one for one in found.needs if one.result.slug in slugs)
        )

    def _is_need(self, sight: Sight) -> bool:
        """The words say that money, food or a bed is lacking, and nothing of danger or despair: only the meaning worried us."""
        said = sight.manner.lacks and not sight.manner.despairs and not sight.urgent
        best = sight.fits[0] if sight.fits and said and sight.language in OURS else None
        return best is not None and best.likely >= LIKELY and self._services[best.slug].resident_questions[:1] == MONEY

    def typed_names(self, language: str) -> Iterator[tuple[str, str, int]]:
        """What may be typed, the name it stands for, and how good that is: titles before other names."""
        for document in self._index.documents:
            title = said(self._services[document.slug].title, language)
            yield title, title, 0
            for rank, texts in ((2, document.names), (4, document.strong)):
                yield from ((text, title, rank) for text in texts)

    def sight(self, asked: str) -> Sight:
        """All that can be known of a question before its kind is chosen."""
        left = without_letter(asked)
        language = language_of(left)
        read = in_dutch(left) if language == FRISIAN else left
        found = self._ranker.ranking(read)
        called = self._called.get(sign_of(read))
        return Sight(
            telling=len(telling_words(read)),
            language=language,
            manner=manner_of(read if language == FRISIAN else asked),
            fits=_called_first(called, found.fits),
            kinds=found.kinds,
            towards_distress=found.towards_distress,
            needs=self._needs(read, found.fits) if not called and language != FRISIAN else (),
            evidence=found.evidence,
            unsafe=sum(one.likely for one in found.fits if self._services[one.slug].resident_questions[:1] == UNSAFE),
            urgent=urgencies_in(asked, language),
            ordinary=is_ordinary(asked, language),
            called=called is not None,
        )

    def _needs(self, asked: str, fits: Sequence[Fit]) -> tuple[tuple[str, Fit], ...]:
        """The parts that each have a service of their own, when there are at least two and the whole points at one of them."""
        near = [one.slug for one in fits[:AMONG] if one.likely >= ALSO]
        parts = parts_of(asked) if near else ()
        found: dict[str, tuple[str, Fit]] = {}
        for part in parts if len(parts) > 1 else ():
            fit = self._ranker.best_by_words(part, near)
            if fit.likely >= SAID:
                found.setdefault(fit.slug, (part, fit))
        return tuple(found.values()) if len(found) > 1 and near[0] in found else ()

    def _event(self, manner: Manner) -> Event | None:
        return next((self._events[key] for key in manner.events if key in self._events), None)

    def _result(self, fit: Fit, because: tuple[str, ...], language: str) -> Result:
        service = self._services[fit.slug]
        upl = tuple(Upl(one.name, one.uri) for one in service.upl)
        return Result(fit.slug, said(service.title, language), upl, round(fit.likely, 4), because)


def _by_name(services: Iterable[Service], documents: Iterable[Document]) -> dict[int, str]:
    """Slugs by the sign of each title, and of each other name that only one service has."""
    titles = {sign_of(title): one.slug for one in services for title in one.title.values()}
    owners: dict[int, set[str]] = defaultdict(set)
    for one in documents:
        for name in one.names:
            owners[sign_of(name)].add(one.slug)
    return {**{sign: found.pop() for sign, found in owners.items() if len(found) == 1}, **titles}


def _called_first(called: str | None, fits: Sequence[Fit]) -> tuple[Fit, ...]:
    if called is None:
        return tuple(fits)
    return (Fit(called, 1.0, 1.0, 0.0, written=True), *(one for one in fits if one.slug != called))


def _needed_next(needed: Sequence[Fit], fits: Sequence[Fit]) -> list[Fit]:
    """The best one, then what the other parts of the question need, then the rest."""
    return list({one.slug: one for one in (*fits[:1], *needed, *fits)}.values())
