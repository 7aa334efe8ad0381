"""What the style guide shows: lines of template, and the invented values they are drawn with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template import engines
from django.utils.safestring import SafeString

from naast.design.forms import Choice, Day, HouseNumber, Money, Postcode, Several, Text, Tick, Upload
from naast.design.types import Column, HumanHelp, Known, Link, Promise, QueueLine, Step, Table, TimelineItem
from naast.kernel.clock import AMSTERDAM


@dataclass(frozen=True)
class Sample:
    """One component in one or more states. `code` is drawn as it is shown."""

    name: str
    code: str
    explained: str = ""


@dataclass(frozen=True)
class Drawn:
    sample: Sample
    html: SafeString


class SampleForm(forms.Form):
    """Every kind of field there is."""

    postcode = Postcode(label="Postcode")
    house_number = HouseNumber(label="Huisnummer")
    addition = Text(label="Toevoeging", required=False, max_length=10)
    phone = Text(
        label="Telefoonnummer",
        required=False,
        help_text="We bellen alleen als we het echt nodig hebben.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    born = Day(label="Wanneer bent u geboren?", birthday=True)
    income = Money(label="Wat verdient u per maand?", help_text="Netto, zonder toeslagen.")
    words = Text(label="In uw eigen woorden", lines=4, max_length=2000, required=False)
    who = Choice(
        label="Wie vult dit in?",
        choices=[("self", "Ik doe het zelf"), ("together", "We doen het samen")],
        hints={"together": "Iemand van de gemeente belt u en loopt alles met u door."},
    )
    news = Several(
        label="Hoe wilt u bericht?", choices=[("mail", "Met e-mail"), ("letter", "Met een brief")], required=False
    )
    homeless = Tick(label="Ik heb geen vast adres", required=False)
    language = Choice(label="Taal", widget=forms.Select, choices=[("nl", "Nederlands"), ("en", "English")])
    proof = Upload(label="Foto van uw loonstrook", required=False, help_text="Later sturen kan ook.")


WRONG = {"postcode": "83 LW", "house_number": "12b", "born_dag": "31", "born_maand": "2", "born_jaar": "2027"}


def _at(day: int, clock: str) -> datetime:
    hours, minutes = clock.split(".")
    return datetime(2026, 11, day, int(hours), int(minutes), tzinfo=AMSTERDAM)


@cache
def values() -> Mapping[str, Any]:
    """The invented values. A Thursday in November in Lommerwaard."""
    return {
        "form": SampleForm(initial={"who": "self", "born": date(1987, 3, 3)}),
        "wrong": SampleForm(WRONG, auto_id="fout_%s"),
        "chips": (Link("Alles", "#a", current=True), Link("Wie keek er mee", "#b"), Link("Berichten", "#c")),
        "links": (
            Link("Hoe kom ik rond?", "#a", "te weinig geld, schuld, toeslag"),
            Link("Waar kan en mag ik wonen?", "#b", "zoeken, verhuizen, huren"),
        ),
        "steps": (
            Step("U vroeg kwijtschelding aan", "done", "Alles is er.", "donderdag 26 november, 09.04 uur"),
            Step("Karim kijkt het na", "now", "Wij zijn aan zet. U hoeft niets te doen."),
            Step("Besluit", "later", "Een mens beslist. U krijgt een bericht."),
        ),
        "pairs": (
            ("Vertel wat er nodig is.", "Wat we al weten, vullen wij in."),
            ("U krijgt antwoord.", "Meestal binnen 3 weken, uiterlijk binnen 8 weken."),
        ),
        "promise": Promise(date(2026, 12, 17), date(2026, 12, 10), date(2027, 1, 21)),
        "items": (
            TimelineItem(_at(26, "09.31"), "message", "Karim Haddouti stuurde u een bericht", "Alles is er.", "human"),
            TimelineItem(
                _at(26, "08.52"),
                "look",
                "Gemeente Lommerwaard, team Belastingen, keek mee",
                tone="look",
                facts=(("Waarom", "u vroeg kwijtschelding aan."), ("Zag", "uw inkomen.")),
                links=(Link("Vraag hierover", "#vraag"),),
            ),
            TimelineItem(_at(25, "16.10"), "fetched", "We haalden uw naam en adres uit de BRP"),
        ),
        "log": (
            TimelineItem(_at(26, "08.21"), "warning", "Zelfde fout, tweede keer:", "ging terug naar stap 1.", "new"),
            TimelineItem(_at(26, "08.14"), "fetched", "Naam en adres uit de BRP.", "Grond: vraagt kwijtschelding aan."),
        ),
        "known": (
            Known("Naam", "Mirthe Zandstra"),
            Known(
                "Adres",
                "Lijsterhof 12\n8399 LW Lommerhaven",
                "de BRP",
                _at(26, "08.14"),
                "Omdat u kwijtschelding aanvraagt.",
            ),
        ),
        "help": HumanHelp(
            "Karim Haddouti en zijn collega’s zitten klaar. U krijgt meteen een mens.",
            (
                Link("Bel 14 0399", "tel:140399", "vandaag tot 20.00 uur", "phone"),
                Link("Bel mij terug", "#terug", "u kiest de tijd", "callback"),
                Link("Kom langs", "#langs", "de bus staat tot 12.00 uur in Kleiwinde", "bus"),
            ),
            "Karim Haddouti",
        ),
        "table": Table(
            "Uw aanslagen",
            (Column("Wat"), Column("Voor"), Column("Bedrag", numeric=True)),
            (
                (Link("Afvalstoffenheffing", "#a"), "2026", "€ 312,40"),
                (Link("Hondenbelasting", "#b"), "2026", "€ 84"),
            ),
        ),
        "queue": (
            QueueLine("Fatima El Idrissi", "#1", "Chat: stadspas voor twee kinderen", "chat", "wacht 1 min", soon=True),
            QueueLine(
                "Sjoerd Hoekema", "#2", "Beloofd: terugbellen", "phone", "vóór 09.00", soon=True, flag="derde keer"
            ),
            QueueLine("Thu Nguyen", "#3", "Klacht: twee keer dezelfde brief", "message", "vóór 10.05", current=True),
            QueueLine("Vereniging De Elzen", "#4", "Nakijken: tekening buurtfeest", "task", "vandaag"),
        ),
        "tabs": (Link("Alles", "#a", current=True), Link("Gesprekken", "#b"), Link("Wie keek", "#c")),
        "short_facts": (("Uiterlijk", "donderdag 21 januari 2027"), ("Eerste reactie", "vóór 08.24 uur")),
    }


WORDS = (
    Sample("Kop", '{% heading "Uw aanvraag is binnen" level=3 look=2 %}'),
    Sample("Kop, kleiner", '{% heading "Dit komt er nog" level=3 look=4 %}'),
    Sample("Inleiding en zachte tekst", '{% paragraph "Zeg het in uw eigen woorden." lead=True %}\n'
           '{% paragraph "We bewaren elk antwoord meteen." soft=True %}'),
    Sample("Link", '{% link "Klopt er iets niet?" "#a" %}\n{% link "Vraag veranderen" "#b" icon_name="edit" %}'),
    Sample("Knoppen", '{% button "Volgende" icon_name="next" %}\n{% button "Dit wil ik niet" variant="secondary" %}\n'
           '{% button "Inspreken" variant="subtle" icon_name="speak" %}\n'
           '{% button "Trek de aanvraag in" variant="danger" %}',
           "Eén gevulde knop per blok."),
    Sample("Knop naar een mens", '{% button "Kijk mee" human=True %}\n'
           '{% button_link "Ik kom er niet uit" "#vast" variant="secondary" human=True %}'),
    Sample("Knop met toets", '{% button "Bel" variant="secondary" icon_name="phone" key="b" %}', "Alleen op de werkplek."),
    Sample("Labels", '{% badge "concept" tone="info" %}\n{% badge "nu" tone="now" %}\n{% badge "klaar" tone="ok" %}\n'
           '{% badge "wordt later" tone="warning" %}\n{% badge "verlopen" tone="error" %}\n'
           '{% badge "voorbeeld, nog niet nagekeken" tone="example" %}'),
    Sample("Merk bij een voorbeeld", "€ 12{% example_mark %}", "Het label staat één keer op de pagina, bij het eerste merk."),
    Sample("Kenmerk en toets", '{% reference "LW-7K4M-26-X" %}\n{% kbd "t" %}'),
    Sample("Een mens", '{% person_leaf "Karim Haddouti" %}\n{% person_leaf "Anna van der Meer" %}'),
    Sample("Datum en tijd", "{{ promise.usual|day }}, {{ items.0.at|clock_time }} uur"),
    Sample("Meldingen", '{% alert "info" %}<p>De BRP geeft nu geen antwoord. U kunt gewoon verder.</p>{% endalert %}\n'
           '{% alert "ok" "Verstuurd" level=4 %}<p>Karim gaat ermee aan de slag.</p>{% endalert %}\n'
           '{% alert "warning" %}<p>Het wordt later. Sorry. U hoort het uiterlijk op 24 december.</p>{% endalert %}\n'
           '{% alert "error" %}<p>We konden dit niet opslaan. Wat u typte, staat er nog.</p>{% endalert %}'),
    Sample("Keuzes in een rij", '{% chips chips label="Laat zien" %}'),
    Sample("Lijst van vragen", '{% link_list links columns=2 %}'),
    Sample("Gevaar eerst", '{% urgent "Ik voel me niet veilig. Wat nu?" "#veilig" text="geweld, nood" '
           'aside="Gevaar? Bel 112" %}'),
    Sample("Snel weg", "{% leave_quickly %}", "Bij wie misschien niet veilig is. Met drie keer Esc gaat het ook."),
    Sample("Op deze bladzijde", '{% parts_nav links label="In dit antwoord" %}'),
    Sample("Wat mag wachten", '{% more "Voor wie het is" %}<p class="nl-paragraph">Voor wie hier woont.</p>{% endmore %}',
           "Alleen op een telefoon dichtgeklapt."),
    Sample("Terug", '{% back_link "#terug" "Vorige vraag" %}'),
)  # fmt: skip
FIELDS = (
    Sample("Fouten bij elkaar", "{% error_summary wrong level=3 focus=False %}"),
    Sample("Velden met een fout", "{% field wrong.postcode %}\n{% field wrong.house_number %}\n{% field wrong.born %}"),
    Sample("Kort veld, mag leeg blijven", '{% field form.addition width="shorter" %}\n{% field form.phone %}'),
    Sample("Datum", "{% field form.born %}"),
    Sample("Bedrag", "{% field form.income %}"),
    Sample("Eigen woorden", "{% field form.words %}"),
    Sample("Eén kiezen", "{% field form.who %}"),
    Sample("Meer kiezen, en aanvinken", "{% field form.news %}\n{% field form.homeless %}"),
    Sample("Lijst en bestand", "{% field form.language %}\n{% field form.proof %}"),
    Sample("Versturen", '{% form_submit "Volgende" stuck=True %}'),
    Sample("Bewaard", '{% saved "Bewaard, 2 minuten geleden." detail="Stopt u nu? Dan komt u later terug bij deze vraag." '
           'stop_url="#stop" %}'),
    Sample("Stil aanbod", '{% offer person="Karim Haddouti" %}<p class="nl-paragraph"><strong>Lukt het?</strong> '
           'Karim kan met u meekijken.</p>{% actions %}{% button "Kijk mee" %}{% endactions %}{% endoffer %}'),
    Sample("De vraag stellen", '{% ask_box url="#" label="Waar kunnen we mee helpen?" id="vraag-voorbeeld" %}'),
)  # fmt: skip
MATTERS = (
    Sample("Eén ding voor u", '{% action_card "Uw aanvraag staat klaar" text="We hebben alles al ingevuld. Klopt het?" '
           'url="#na" action="Kijk het na" id="doen-voorbeeld" %}'),
    Sample("Dagen die we noemen", "{% dates promise %}"),
    Sample("Waar het staat", "{% track steps level=4 %}"),
    Sample("Wat er komt, voor u begint", "{% steps_list pairs %}"),
    Sample("Voortgang in een formulier", '{% journey "Kwijtschelding" where="Stap 2 van 4: over uw geld." '
           'then="Hierna: nakijken." step=2 total=4 %}'),
    Sample("Dit komt er nog", '{% to_come steps title="Dit komt er nog" id="stappen-voorbeeld" %}'),
    Sample("Wat we al weten", '{% known known %}'),
    Sample("Dossier", "{% timeline items level=4 %}"),
    Sample("Twee banen", '{% lane_choice fast_url="#snel" calm_url="#rustig" level=4 %}'),
    Sample("Wat iemand vroeg", '{% asked "ik kan de rekening niet betalen" edit_url="#vraag" %}'),
    Sample("Niets", '{% empty "Er loopt nu niets" text="Vraagt u iets aan? Dan ziet u hier elke stap." url="#stel" '
           'action="Stel een vraag" level=4 %}'),
    Sample("Tabel", '{% data_table table id="tabel-voorbeeld" %}'),
    Sample("Bladeren", '{% pager previous_url="#v" next_url="#n" %}'),
    Sample("Namen en waarden", "{% facts short_facts %}"),
)  # fmt: skip
GROUPS = (("woorden", "Woorden", WORDS), ("velden", "Velden", FIELDS), ("zaken", "Een zaak", MATTERS))


def drawn(request: HttpRequest) -> list[tuple[str, str, list[Drawn]]]:
    """Each group of samples with its drawing."""
    return [(id_, title, [_draw(one, request) for one in group]) for id_, title, group in GROUPS]


def _draw(sample: Sample, request: HttpRequest) -> Drawn:
    template = engines["django"].from_string("{% load naast %}" + sample.code)
    return Drawn(sample, SafeString(template.render({**values()}, request)))
