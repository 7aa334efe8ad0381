"""What an administrator types: a phone number, hours as they stand on a door, days that differ, how we look and speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import time
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from naast.design.faces import Unreadable, key_colours, nearest, unreadable
from naast.design.forms import WEEKDAYS, Choice, Day, Form, Text
from naast.design.tokens import faces
from naast.kernel.clock import today
from naast.organisations.types import COLOURS, Hours, Organisation, Phone

EXAMPLE = "Schrijf het zo: 8.00 tot 17.00. Twee keer op een dag? Zet er een komma tussen. Dicht? Laat het leeg."
CLOSED = {"", "dicht", "gesloten"}
_CLOCK = r"(\d{1,2})(?:[.:](\d{2}))?(?:\s*uur)?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:tot|-|–)\s*{_CLOCK}(?:,?\s+in\s+(.{{1,60}}))?", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;]|\ben\b(?=\s*\d)")
Span = tuple[time, time, str]


class Times(Text):
    """Hours of one day as people write them: `8.00 tot 12.00 in Kleiwinde, 13 - 17 uur`. Gives spans in order; none is closed."""

    width = "wide"

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=200, required=False, **options)
        self.widget.attrs |= {"autocomplete": "off"}

    def clean(self, value: Any) -> tuple[Span, ...]:
        given = str(super().clean(value) or "").strip()
        if given.lower() in CLOSED:
            return ()
        spans = sorted(self._span(part.strip()) for part in _BETWEEN.split(given))
        for (_opens, closes, _place), (opens, _closes, _there) in pairwise(spans):
            if opens < closes:
                raise ValidationError("Deze tijden vallen over elkaar. Kijk ze nog eens na.")
        return tuple(spans)

    def _span(self, text: str) -> Span:
        found = _SPAN.fullmatch(text)
        if not found:
            raise ValidationError(f"We kunnen deze tijden niet lezen. {EXAMPLE}")
        hour, minute, until, past, place = found.groups()
        try:
            opens, closes = time(int(hour), int(minute or 0)), time(int(until), int(past or 0))
        except ValueError:
            raise ValidationError(f"Deze tijd bestaat niet. {EXAMPLE}") from None
        if closes <= opens:
            raise ValidationError("De tijd van sluiten ligt voor de tijd van opengaan. Draai ze om.")
        return opens, closes, (place or "").strip()


def written_times(spans: Iterable[Span]) -> str:
    """Back to what somebody could have typed."""
    return ", ".join(
        f"{opens.hour}.{opens.minute:02} tot {closes.hour}.{closes.minute:02}{f' in {place}' if place else ''}"
        for opens, closes, place in sorted(spans)
    )


class SeenForm(Form):
    """A form that knows which settings its writer saw, so that a colleague's change is not overwritten."""

    gezien = forms.CharField(widget=forms.HiddenInput, required=False)


class WeekForm(SeenForm):
    """A field for each day of the week, Monday first."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        for name in WEEKDAYS:
            self.fields[name] = Times(label=name.capitalize())

    @property
    def days(self) -> list[forms.BoundField]:
        return [self[name] for name in WEEKDAYS]

    @property
    def week(self) -> tuple[Hours, ...]:
        return tuple(self._hours())

    def _hours(self) -> Iterator[Hours]:
        for weekday, name in enumerate(WEEKDAYS, start=1):
            for opens, closes, place in self.cleaned_data[name]:
                yield Hours(weekday, opens, closes, place)

    @staticmethod
    def typed(hours: Iterable[Hours]) -> dict[str, str]:
        """What the fields hold at first."""
        by_day: dict[int, list[Span]] = {}
        for one in hours:
            by_day.setdefault(one.weekday, []).append((one.opens, one.closes, one.place))
        return {name: written_times(by_day.get(day, ())) for day, name in enumerate(WEEKDAYS, start=1)}


class PhoneForm(WeekForm):
    """The number as people read it, and when it is answered."""

    nummer = Text(
        label="Telefoonnummer",
        max_length=30,
        help_text="Zoals mensen het lezen: 14 0399.",
        error_messages={"required": "Vul het telefoonnummer in. Zonder nummer kan niemand ons bellen."},
    )

    def clean_nummer(self) -> Phone:
        phone = Phone.written(self.cleaned_data["nummer"])
        if phone is None:
            raise ValidationError("Dit is geen telefoonnummer. Gebruik cijfers, zoals 14 0399 of 030 123 45 67.")
        return phone


class CounterForm(WeekForm):
    """A desk or a bus: where it is, and when."""

    naam = Text(label="Naam", max_length=80, error_messages={"required": "Vul de naam in, zoals Balie Lommerhaven."})
    adres = Text(label="Adres", max_length=120, required=False)


class OtherDayForm(SeenForm):
    """One day with other hours, or closed, and why; for the phone, for a counter or everywhere."""

    waar = Choice(label="Waar geldt het?", error_messages={"required": "Kies waar het geldt."})
    dag = Day(label="Welke dag?")
    tijden = Times(label="Hoe laat?", help_text="Leeg is dicht. Anders zo: 8.00 tot 15.00.")
    reden = Text(
        label="Waarom? Dit lezen inwoners",
        max_length=120,
        error_messages={"required": "Schrijf in één zin waarom. Inwoners lezen dit."},
    )

    def __init__(self, places: Iterable[tuple[str, str]], *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["waar"].choices = list(places)  # type: ignore[attr-defined]
        self.fields["dag"].earliest = today()  # type: ignore[attr-defined]


class FaceForm(SeenForm):
    """Which face, and u or je to who chose nothing."""

    uiterlijk = Choice(label="Uiterlijk", choices=[])
    toon = Choice(
        label="Hoe spreken we mensen aan?",
        choices=[("u", "Met u"), ("je", "Met je")],
        hints={"je": "Wie zelf u koos, houdt u."},
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["uiterlijk"].choices = [(one, one.capitalize()) for one in faces()]  # type: ignore[attr-defined]


class Colour(Text):
    """A colour as it stands in a house style: `#135C4A`, also without the sign. Gives `#135c4a`; nothing is nothing."""

    width = "short"

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, required=False, **options)
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> str:
        given = str(super().clean(value) or "").strip().lower().removeprefix("#")
        if given and not re.fullmatch(r"[0-9a-f]{6}", given):
            raise ValidationError("Een kleur heeft zes cijfers of letters van a tot en met f, zoals #135c4a.")
        return given and f"#{given}"


USES = {
    "own": "Knoppen, links, en de donkere balk onderaan.",
    "human": "Alles waarmee iemand ons kan spreken.",
    "now": "Wat aan de beurt is, en waar u bent met het toetsenbord. Een lichte kleur.",
    "neutral": "Tekst, lijnen en lichte vlakken.",
    "info": "Een melding met uitleg.",
    "positive": "Een melding dat het gelukt is.",
    "warning": "Een melding om op te letten.",
    "negative": "Een fout, of gevaar.",
}


class ColoursForm(SeenForm):
    """One colour for each ramp of a face; left empty it is that of the theme. Colours that cannot be read are refused.

    `chosen` is what differs from the theme, `unreadable` what is wrong with it.
    """

    def __init__(self, theme: str, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.theme = theme
        self.chosen: dict[str, str] = {}
        self.unreadable: list[Unreadable] = []
        for ramp, name in COLOURS.items():
            self.fields[ramp] = Colour(label=name, help_text=USES[ramp])

    @property
    def ramps(self) -> list[forms.BoundField]:
        return [self[ramp] for ramp in COLOURS]

    def clean(self) -> dict[str, Any]:
        """Lays each pair that fails to the first of its two ramps that was chosen here."""
        given, own = self.cleaned_data, key_colours(self.theme)
        self.chosen = {ramp: given[ramp] for ramp in sorted(COLOURS) if given.get(ramp) not in (None, "", own[ramp])}
        self.unreadable = unreadable(self.theme, self.chosen)
        blamed = {
            next(ramp for ramp in one.pair.ramps if ramp in self.chosen): one for one in reversed(self.unreadable)
        }
        for ramp, one in blamed.items():
            self.add_error(ramp, one.sentence)
        return self.cleaned_data

    def shades(self) -> list[tuple[str, str, str]]:
        """What mends it: for each ramp with a pair that fails its key, its name and the nearest shade, where there is one."""
        failing = {ramp for one in self.unreadable for ramp in one.pair.ramps} & self.chosen.keys()
        found = ((ramp, nearest(self.theme, self.chosen, ramp)) for ramp in COLOURS if ramp in failing)
        return [(ramp, COLOURS[ramp], shade) for ramp, shade in found if shade]


EVERYWHERE, PHONE = "overal", "telefoon"


def places_of(organisation: Organisation) -> list[tuple[str, str]]:
    """Where a day can differ: a counter is named by its place in the list."""
    counters = [(str(number), one.name) for number, one in enumerate(organisation.counters)]
    return [(EVERYWHERE, "Overal"), (PHONE, "Alleen de telefoon"), *counters]
