"""Which kind of answer helps most: services, an event, news of a running case, a question back, a human, somebody else's desk.

Words that mean danger decide, unless all else is calm. For the rest signs are weighed, as learned by `naast finding learn`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from naast.finding.matching.index import Evidence
from naast.finding.matching.learned import Learned
from naast.finding.matching.manners import Manner
from naast.finding.matching.ranking import Fit
from naast.finding.matching.urgent import Urgency
from naast.finding.types import Kind

DISTRESS = "distress"  # a human at once; the words did not say it plainly, the meaning does
LEARNED = (*Kind, DISTRESS)
# How likely distress must be: for a human first, and for the numbers to call beside the answer. Rather too soon than too late.
ALARM, WORRY = 0.45, 0.1
DOUBTED = 0.95  # for both, where the words name something ordinary, or are Frisian, of which the meaning knows little
ABROAD = 0.8  # for the numbers, in the languages that we only answer in a sentence, and were not taught
CALM = 0.1  # how likely at least, where the words say danger plainly: moles may be murdered, and violence long past
CLEAR = 0.8  # how likely the best service must be so that nothing is asked back
PLAIN = 0.95  # how likely, so that who does not ask for all of an event gets only that one
# How likely, so that it is not of nobody here: by itself, or where the meaning is with services.
CERTAIN, LIKELY = 0.99, 0.85
MORE = 0.3  # logarithm of how much likelier the meaning must then be
ABOUT_WORDS = (Kind.SERVICES, Kind.LIFE_EVENT, Kind.CLARIFY, Kind.OUT_OF_SCOPE)  # not what is said of a case or a human
FEW_WORDS = 4
OURS, WRITTEN = ("nl", "en", "fy"), ("nl", "en")  # languages we answer in, and those that our pages are in
HALF_READ = 0.4  # how likely a service must be for who writes the one that is not
LONG = 12  # telling words
LEAST = -8.0  # logarithm of a chance that is as good as none


@dataclass(frozen=True, slots=True)
class Sight:
    """All that is known of a question when its kind is chosen.

    `telling`: how many of its words say what it is about.
    `kinds`: by meaning, the logarithm of how likely each is. `towards_distress`: how much nearer it lies to sentences of distress
    than to others, between -2 and 2.
    `needs`: parts of it with the service that each needs. `called`: it is the name of a service, and nothing else.
    """

    telling: int
    language: str
    manner: Manner
    fits: Sequence[Fit]
    kinds: Mapping[str, float]
    towards_distress: float
    needs: Sequence[tuple[str, Fit]]
    evidence: Evidence
    unsafe: float  # how likely it is one of the services for who is not safe
    urgent: tuple[Urgency, ...]  # what the words say plainly
    ordinary: bool  # they name what only sounds like that
    called: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """`worry`: somebody may be in trouble, though the kind is another."""

    kind: Kind
    worry: bool


def judged(sight: Sight, learned: Learned) -> Judged:
    """Words that mean danger decide, unless all else is calm. Who only names a service gets it. Beyond that the likeliest kind,
    and distress sooner than others.
    """
    if sight.called and not sight.urgent:
        return Judged(Kind.SERVICES, worry=False)
    if not sight.evidence.reading.words:
        return Judged(Kind.CLARIFY, worry=False)
    distress = likely_distress(signs_of_distress(sight), learned)
    doubted = sight.ordinary or _is_half_known(sight)
    worry = bool(sight.urgent) or distress >= _worrying(sight, doubted=doubted)
    if distress >= _alarming(sight, doubted=doubted) or sight.language not in OURS:
        return Judged(Kind.HUMAN, worry)
    if not sight.telling and not sight.manner.human and not sight.manner.status:
        return Judged(Kind.CLARIFY, worry)
    scores = {kind: _score(signs_of(sight), learned.kinds[kind]) for kind in Kind}
    kind = _plainly(sight, max(Kind, key=lambda kind: scores[kind]))
    return Judged(Kind.HUMAN if kind in ABOUT_WORDS and _is_half_read(sight) else kind, worry)


def _worrying(sight: Sight, *, doubted: bool) -> float:
    """How likely distress must be for the numbers to call, where the words do not say it."""
    if doubted:
        return DOUBTED
    return WORRY if sight.language in OURS else ABROAD


def _alarming(sight: Sight, *, doubted: bool) -> float:
    """How likely distress must be for a human first."""
    if sight.urgent:
        return CALM
    return DOUBTED if doubted else ALARM


def _is_half_known(sight: Sight) -> bool:
    """Written in a language of which we know few words."""
    return sight.language in OURS and sight.language not in WRITTEN


def _is_half_read(sight: Sight) -> bool:
    """Of such a language none of the words says what it is about."""
    unsure = not sight.fits or sight.fits[0].likely < HALF_READ
    return _is_half_known(sight) and unsure and not sight.manner.elsewhere and not sight.manner.events


def _plainly(sight: Sight, kind: Kind) -> Kind:
    """One does not ask back when one knows, nor doubts what an editor wrote; who asks for all of an event gets all of it."""
    if sight.manner.mends_sent and not sight.manner.plainly_human:
        return Kind.STATUS
    if kind in (Kind.CLARIFY, Kind.SERVICES, Kind.LIFE_EVENT) and sight.manner.events and _is_about_event(sight):
        return Kind.LIFE_EVENT
    if kind in (Kind.CLARIFY, Kind.OUT_OF_SCOPE) and sight.manner.plainly_status:
        return Kind.STATUS
    if kind in (Kind.CLARIFY, Kind.OUT_OF_SCOPE) and sight.manner.plainly_human:
        return Kind.HUMAN
    best = sight.fits[0] if sight.fits else None
    if kind is Kind.LIFE_EVENT and not sight.manner.broad and best is not None and best.likely >= PLAIN:
        return Kind.SERVICES
    if kind is Kind.OUT_OF_SCOPE and _is_ours(sight):
        return Kind.SERVICES
    clear = kind is Kind.CLARIFY and best is not None and best.likely >= CLEAR
    written = kind in (Kind.CLARIFY, Kind.OUT_OF_SCOPE) and best is not None and best.written
    return Kind.SERVICES if clear or written else kind


def _is_ours(sight: Sight) -> bool:
    """One service surely fits, and it is not of somebody whom we know."""
    if not sight.fits or sight.manner.elsewhere:
        return False
    with_us = sight.kinds.get(Kind.SERVICES, 0.0) - sight.kinds.get(Kind.OUT_OF_SCOPE, 0.0) > MORE
    return sight.fits[0].likely >= (LIKELY if with_us else CERTAIN)


def _is_about_event(sight: Sight) -> bool:
    few = sight.telling <= FEW_WORDS
    unsure = not sight.fits or sight.fits[0].likely < CLEAR
    return sight.manner.broad or (few and unsure and not sight.needs)


def likely_distress(signs: Mapping[str, float], learned: Learned) -> float:
    return float(1 / (1 + np.exp(-_score(signs, learned.distress))))


def _score(signs: Mapping[str, float], worth: Mapping[str, float]) -> float:
    return sum(worth.get(name, 0.0) * one for name, one in signs.items())


def signs_of_distress(sight: Sight) -> dict[str, float]:
    """Named signs, each about between 0 and 1. None of them says how long a question is, or how clear: who is in need is heard in
    three words too.
    """
    return {
        "always": 1.0,
        "says trouble": float(bool(sight.urgent)),
        "towards distress": sight.towards_distress,
    }


def signs_of(sight: Sight) -> dict[str, float]:
    """The same for the kinds, with what is known of its words and of the services that fit."""
    return {**signs_of_distress(sight), **_of_meaning(sight), **_of_fit(sight.fits), **_of_words(sight)}


def _of_meaning(sight: Sight) -> dict[str, float]:
    likely = {f"meaning {kind}": max(likely, LEAST) / -LEAST for kind, likely in sight.kinds.items()}
    return {"unsafe": sight.unsafe, **likely}


def _of_fit(fits: Sequence[Fit]) -> dict[str, float]:
    if not fits:
        return {}
    first, second = fits[0].likely, fits[1].likely if len(fits) > 1 else 0.0
    return {
        "likely": first,
        "near tie": second / first if first else 0.0,
        "doubt": float(-np.log(max(first, 1e-3))) / 7,
        "near service by words": fits[0].by_words,
        "near service by meaning": max(fits[0].by_meaning, LEAST) / -LEAST,
    }


def _of_words(sight: Sight) -> dict[str, float]:
    telling = sight.telling
    unsure = 1 - sight.fits[0].likely if sight.fits else 1.0
    manner = sight.manner
    return {
        "one word, unsure": float(telling <= 1) * unsure,
        "two words, unsure": float(telling == 2) * unsure,
        "length": min(telling / LONG, 1.0),
        "two needs": float(len(sight.needs) > 1),
        "says status": float(manner.status),
        "says human": float(manner.human),
        "plainly status": float(manner.plainly_status),
        "plainly human": float(manner.plainly_human),
        "says event": float(bool(manner.events)),
        "asks for all": float(manner.broad),
        "event and all": float(manner.broad and bool(manner.events)),
        "says elsewhere": float(bool(manner.elsewhere)),
    }
