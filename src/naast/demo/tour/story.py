"""The story of tante Jo in twelve steps, and how much of each runs today. Change a line when its step starts to run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Runs(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not-yet"

    @property
    def words(self) -> StrOrPromise:
        """As it stands on the page."""
        return {
            Runs.YES: _("dit kan al"),
            Runs.PARTLY: _("dit kan voor een deel"),
            Runs.NOT_YET: _("dit kan nog niet"),
        }[self]

    @property
    def tone(self) -> str:
        return {Runs.YES: "ok", Runs.PARTLY: "info", Runs.NOT_YET: "neutral"}[self]


@dataclass(frozen=True, slots=True)
class StoryStep:
    """`today` says what of it can be seen now; empty when nothing can."""

    who: StrOrPromise
    what: StrOrPromise
    runs: Runs
    today: StrOrPromise = ""


STORY = (
    StoryStep(
        _("Mirthe, op haar telefoon"),
        _("Zij typt dat ze bij haar tante wil gaan wonen, en of tante dan gekort wordt."),
        Runs.PARTLY,
        _("De zoekbalk werkt, voor 294 diensten. Het hele antwoord op haar vraag is er nog niet."),
    ),
    StoryStep(_("Mirthe"), _("Zij krijgt één antwoord in drie delen."), Runs.NOT_YET),
    StoryStep(_("Mirthe"), _("Zij legt drie keuzes naast elkaar: wat verandert er dan?"), Runs.NOT_YET),
    StoryStep(
        _("Mirthe"),
        _("Zij begint. Haar eigen gegevens staan er al, die van tante niet."),
        Runs.PARTLY,
        _("Bij verhuizen staan adres en gezin er al, met bron en reden."),
    ),
    StoryStep(_("Mirthe en tante Jo"), _("Tante heeft geen DigiD. Naast merkt dat het stokt."), Runs.NOT_YET),
    StoryStep(
        _("Karim, op zijn werk"),
        _("Hij ziet binnen een seconde wat er speelt, en waarom hij dat ziet."),
        Runs.PARTLY,
        _("Zijn rij en de open zaken vernieuwen vanzelf. Een seintje dat iemand vastloopt, is er nog niet."),
    ),
    StoryStep(
        _("Gerda en tante Jo, in de bus"),
        _("Zij vullen samen hetzelfde verzoek aan."),
        Runs.PARTLY,
        _(
            "Een medewerker begint aan de balie een aanvraag met wie er staat. Samen verder op twee schermen kan nog niet."
        ),
    ),
    StoryStep(_("Karim en Wout"), _("Karim vraagt een deskundige erbij, zonder door te verbinden."), Runs.NOT_YET),
    StoryStep(
        _("Mirthe en tante Jo"),
        _("Bijna alles is al ingevuld. Ze sturen het één keer, hoe vaak ze ook drukken."),
        Runs.PARTLY,
        _("Nakijken en versturen werkt, voor één persoon. Een mens beslist."),
    ),
    StoryStep(
        _("Mirthe en tante Jo"),
        _("Zij volgen wat er gebeurt, en zien wie in hun gegevens keek."),
        Runs.PARTLY,
        _("Op de eigen pagina en per mail. Nog niet met WhatsApp of een brief."),
    ),
    StoryStep(
        _("Ans en Bente"),
        _("Zij zien waar mensen vastliepen en maken het beter."),
        Runs.PARTLY,
        _("Bente ziet wat niet werd gevonden en probeert woorden. Waar een aanvraag stokt, zien zij nog niet."),
    ),
    StoryStep(_("Iedereen"), _("De fout en wat eraan gedaan is, staan openbaar."), Runs.NOT_YET),
)
