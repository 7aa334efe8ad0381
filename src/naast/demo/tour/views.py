"""What to try: things that work today, the story with what is still missing, everybody's name, and the register's switch."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from naast.demo.furnishing import NEIGHBOUR
from naast.demo.people import InventedResident, InventedWorker, residents, staff, townspeople
from naast.demo.tour.register import Register, register_state, set_register
from naast.demo.tour.story import STORY
from naast.demo.town import SLUG, stands
from naast.design.types import Link
from naast.kernel.actor import Assurance
from naast.kernel.guards import public_page

SWITCHED = {
    Register.ON: gettext_lazy(
        "Het bevolkingsregister staat weer aan. Een halve minuut later vult Naast weer alles in."
    ),
    Register.OFF: gettext_lazy(
        "Het bevolkingsregister staat uit. Begin nu een verhuizing: alles is zelf in te vullen."
    ),
}


@require_safe
@public_page
def tour(request: HttpRequest) -> HttpResponse:
    furnished = stands(NEIGHBOUR)
    values = {
        "tries": [*_tries(), *(_tries_in_the_whole_town() if furnished else [])],
        "story": STORY,
        "residents": _who([one for key, one in residents().items() if key not in townspeople()]),
        "townspeople": _who(townspeople().values()) if furnished else [],
        "staff": [_about(one) for one in staff().values() if furnished or one.organisation == SLUG],
        "register": register_state(settings.NAAST.brp_url),
    }
    return render(request, "demo/tour.html", values)


@require_POST
@public_page
def switch_register(request: HttpRequest) -> HttpResponse:
    """Switch the stand-in of the population register on or off, for everybody who looks at this demo."""
    wanted = Register.ON if request.POST.get("register") == "aan" else Register.OFF
    became = set_register(settings.NAAST.brp_url, wanted)
    if became is wanted:
        messages.success(request, SWITCHED[wanted])
    else:
        messages.error(
            request, _("Het bevolkingsregister van het voorbeeld antwoordt niet. Start het voorbeeld opnieuw.")
        )
    return redirect("demo:tour")


def _who(people: Iterable[InventedResident]) -> list[tuple[str, str]]:
    """Who can sign in, and what there is to know."""
    return [_about(one) for one in people if one.digid > Assurance.NONE]


def _about(one: InventedResident | InventedWorker) -> tuple[str, str]:
    """The list of people is in Dutch, whatever the language of the page."""
    return one.full_name, format_html('<span lang="nl">{}</span>', one.about)


def _tries_in_the_whole_town() -> list[Link]:
    """What there is to see where three hundred cases are."""
    return [
        Link(
            _("Kijk jaren terug"),
            reverse("cases:history"),
            _("Log in als Saskia Doornbos. Zij vroeg al van alles aan, en nu loopt er ook iets."),
        ),
        Link(
            _("Zie twee aanvragen die er één werden"),
            reverse("cases:history"),
            _("Log in als Marijke Postma. Zij vroeg het twee keer, en leest waarom Karim ze samenvoegde."),
        ),
        Link(
            _("Werk voor twee gemeenten"),
            reverse("workbench:queue"),
            _(
                "Log in als Karim Haddouti en kies bovenaan de buurgemeente. Ruud Tjalsma ziet alleen zijn eigen gemeente."
            ),
        ),
    ]


def _tries() -> list[Link]:
    """In the order of a first visit: as a resident, then as worker, then as who runs it."""
    moving, question = "verhuismelding", "ik ga verhuizen"
    return [
        Link(
            _("Zeg wat er is"),
            f"{reverse('finding:answer')}?vraag={question.replace(' ', '+')}",
            _("Typ in eigen woorden, zoals: %(question)s.") % {"question": question},
        ),
        Link(
            _("Geef een verhuizing door"),
            reverse("journeys:start", args=[moving]),
            _("Log in als Sanne de Wit. Haar adres en haar gezin staan er al."),
        ),
        Link(
            _("Meld iets op straat"),
            reverse("journeys:start", args=["melding-openbare-ruimte"]),
            _("Zonder in te loggen en zonder naam. Karim ziet het in zijn rij."),
        ),
        Link(
            _("Geef antwoord op een vraag"),
            reverse("portal:mine"),
            _("Log in als Mirthe Zandstra. Karim wil nog iets van haar weten."),
        ),
        Link(
            _("Behandel een aanvraag"),
            reverse("workbench:queue"),
            _("Log in als Karim Haddouti, in een tweede browser. In één browser is er één persoon ingelogd."),
        ),
        Link(
            _("Kijk wie er in het dossier keek"),
            reverse("dossier:looks"),
            _("Log in als Mirthe Zandstra. Elke keer dat Karim kijkt, staat hier, met de reden."),
        ),
        Link(
            _("Zie wat niet werd gevonden"),
            reverse("studio:asked"),
            _("Log in als Bente Looijen. Zij probeert woorden voordat ze live gaan."),
        ),
        Link(
            _("Beheer de gemeente"),
            reverse("identity:people"),
            _("Log in als Ans Verbruggen. Rollen, openingstijden, diensten, en wie wat veranderde."),
        ),
        Link(_("Lees de post"), reverse("post:list"), _("Alle mail die Naast verstuurt. Er gaat niets naar buiten.")),
    ]
