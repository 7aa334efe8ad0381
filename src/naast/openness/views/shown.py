"""For whom something works less well, in words and tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naast.design.types import Column, Table
from naast.finding.types import Fairness, Group, Standing

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STANDINGS: Mapping[Standing, StrOrPromise] = {
    Standing.WORSE: gettext_lazy("Minder goed"),
    Standing.SAME: gettext_lazy("Geen duidelijk verschil"),
    Standing.BETTER: gettext_lazy("Beter"),
    Standing.UNKNOWN: gettext_lazy("Te weinig vragen"),
}
CAPTIONS: Mapping[str, StrOrPromise] = {
    "level": gettext_lazy("Hoe iemand schrijft"),
    "length": gettext_lazy("Hoe lang de vraag is"),
    "typos": gettext_lazy("Met of zonder typefouten"),
    "language": gettext_lazy("In welke taal"),
}
LEVELS: Mapping[str, StrOrPromise] = {
    "a1": gettext_lazy("In heel eenvoudig Nederlands"),
    "a2": gettext_lazy("In eenvoudig Nederlands"),
    "b1": gettext_lazy("In gewoon Nederlands"),
    "b2": gettext_lazy("In moeilijker Nederlands"),
    "entrepreneur": gettext_lazy("Als ondernemer"),
    "formal": gettext_lazy("In ambtelijke taal"),
    "nt2": gettext_lazy("Met Nederlands als tweede taal"),
    "old": gettext_lazy("Zoals veel ouderen schrijven"),
    "short": gettext_lazy("In een paar losse woorden"),
    "street": gettext_lazy("In straattaal"),
    "young": gettext_lazy("Zoals veel jongeren schrijven"),
}
TYPOS: Mapping[str, StrOrPromise] = {
    "mended": gettext_lazy("Met een typefout"),
    "as_typed": gettext_lazy("Zonder typefout"),
}
LANGUAGES: Mapping[str, StrOrPromise] = {"nl": gettext_lazy("Nederlands"), "en": gettext_lazy("Engels")}
NAMES = {"level": LEVELS, "typos": TYPOS, "language": LANGUAGES}


class Worse(NamedTuple):
    name: str
    share: int  # of 100


class Shown(NamedTuple):
    """`older`: measured with another version than the one that answers now. `tables` by id; `share` of all, of 100."""

    on: date
    questions: str
    calm: str  # questions of people who were not in trouble
    share: int
    older: bool
    worse: list[Worse]
    tables: list[tuple[str, Table]]
    found: Fairness

    @property
    def missed(self) -> int:
        """People in trouble who did not get a human first."""
        return self.found.distress.human.count - self.found.distress.human.hits

    @property
    def thought_asked(self) -> int:
        """People not in trouble of whom we thought that they asked for a human."""
        return self.found.calm.human.hits - self.found.calm.alarm.hits


def shown(found: Fairness, *, edition: str) -> Shown:
    worse = [one for one in found.groups if found.standing(one) is Standing.WORSE]
    return Shown(
        on=found.on,
        questions=_counted(found.whole.count),
        calm=_counted(found.calm.human.count),
        share=round(found.whole.top1 * 100),
        older=found.edition != edition,
        worse=[Worse(_name(one), round(one.top1 * 100)) for one in sorted(worse, key=lambda one: one.top1)],
        tables=[(by, _table(found, by)) for by in CAPTIONS],
        found=found,
    )


def _table(found: Fairness, by: str) -> Table:
    groups = [one for one in found.groups if one.by == by]
    if by == "length":
        groups.sort(key=lambda one: int(one.name.split("-")[0]))
    numbers = (_("Goed"), _("Tussen"), _("Eerste drie"), _("Vragen"))
    columns = (Column(_("Groep")), Column(_("Hoe het gaat")), *(Column(one, numeric=True) for one in numbers))
    return Table(str(CAPTIONS[by]), columns, tuple(_row(found, one) for one in groups), empty=_("Niet gemeten."))


def _row(found: Fairness, one: Group) -> tuple[object, ...]:
    first, low, high, three = (round(share * 100) for share in (one.top1, one.low, one.high, one.top3))
    between = _("%(low)s en %(high)s") % {"low": low, "high": high}
    return (_name(one), STANDINGS[found.standing(one)], first, between, three, _counted(one.count))


def _counted(number: int) -> str:
    return number_format(number, force_grouping=True)


def _name(one: Group) -> str:
    if one.by == "length":
        return _length(one.name)
    return str(NAMES[one.by].get(one.name, one.name))


def _length(name: str) -> str:
    least, _dash, most = name.partition("-")
    if not most:
        return _("%(least)s woorden of meer") % {"least": least}
    return _("%(least)s tot en met %(most)s woorden") % {"least": least, "most": most}
