"""Form fields that read what people write, and say in plain Dutch how to mend it. Any form of any capability may use them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import dates
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

UNREADABLE = dict.fromkeys(
    point for point in range(0xA0) if unicodedata.category(chr(point)) == "Cc" and chr(point) not in "\n\t\r"
)


def readable(text: str) -> str:
    """The text without control characters, which no keyboard types and no database keeps. Emoji and any script stay."""
    return text.translate(UNREADABLE)


class Form(forms.Form):
    """With our own sentences, not the browser's, and no red edge before anything was typed."""

    use_required_attribute = False


class SearchForm(Form):
    """What to show of a list, sent with GET. What is not right counts as not asked."""

    @property
    def asked(self) -> dict[str, str]:
        """What is asked, as it stands in the address."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class Text(forms.CharField):
    """One line, or `lines` of them. Too long is a sentence with the numbers, never a cut.

    `needed` says when one that is not required must be filled in after all; without it, that it may stay empty.
    """

    def __init__(self, *, max_length: int = 200, lines: int = 1, needed: str = "", **options: Any) -> None:
        self.longest, self.needed = max_length, needed
        widget = forms.Textarea(attrs={"rows": lines, "dir": "auto"}) if lines > 1 else forms.TextInput
        options.setdefault("widget", widget)
        super().__init__(**options)
        self.error_messages["required"] = options.get("error_messages", {}).get(
            "required", _("We missen hier nog uw antwoord. Weet u het niet? Kies dan: ik kom er niet uit.")
        )

    def to_python(self, value: Any) -> str:
        return super().to_python(readable(value) if isinstance(value, str) else value) or ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                _("Dit is te lang: %(length)s tekens. We kunnen er %(longest)s lezen. Maak het korter."),
                params={"length": f"{len(value):_}".replace("_", "."), "longest": self.longest},
                code="too_long",
            )


class Postcode(Text):
    """Dutch postcode: four digits, the first not 0, and two letters, not SA, SD or SS (NEN 5825). Gives "1234 AB"."""

    width = "short"

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Vier cijfers en twee letters, zoals 1234 AB."))
        super().__init__(max_length=20, **options)
        self.widget.attrs.setdefault("autocomplete", "postal-code")
        self.error_messages["required"] = _("We missen uw postcode. Vier cijfers en twee letters, zoals 1234 AB.")

    def clean(self, value: Any) -> str:
        given = super().clean(value)
        if not given:
            return ""
        found = re.fullmatch(r"([0-9]*)([A-Z]*)", re.sub(r"[\s.\-]", "", given).upper())
        if not found:
            raise ValidationError(_("Dit is geen postcode. Vier cijfers en twee letters, zoals 1234 AB."))
        digits, letters = found.groups()
        self._check(digits, letters)
        return f"{digits} {letters}"

    def _check(self, digits: str, letters: str) -> None:
        if len(digits) != 4:
            raise ValidationError(_("Uw postcode heeft vier cijfers nodig, zoals 1234 AB."), code="digits")
        if len(letters) != 2:
            raise ValidationError(_("Uw postcode heeft twee letters nodig, zoals 1234 AB."), code="letters")
        if digits[0] == "0" or letters in {"SA", "SD", "SS"}:
            raise ValidationError(_("Deze postcode bestaat niet. Kijk hem nog eens na."), code="unknown")


class HouseNumber(Text):
    """The number of a house, 1 to 99999; letter and addition have fields of their own (NEN 5825)."""

    width = "shorter"

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}
        self.error_messages["required"] = _("We missen uw huisnummer. Alleen het cijfer, zoals 12.")

    def clean(self, value: Any) -> int | None:
        given = super().clean(value)
        if not given:
            return None
        if re.fullmatch(r"[0-9]{1,5}", given) and int(given):
            return int(given)
        if re.fullmatch(r"[0-9]{1,5}\D.*", given):
            raise ValidationError(_("Hier alleen het cijfer, zoals 12. De rest hoort in het vakje Toevoeging."))
        raise ValidationError(_("Dit is geen huisnummer. Alleen het cijfer, zoals 12."))


class Money(Text):
    """An amount in euros as people write it: 1.250,50, 1250.50, € 1.250 or 12,-. Gives a Decimal with two places."""

    width = "short"

    def __init__(self, *, smallest: Decimal = Decimal(0), largest: Decimal = Decimal(10**9), **options: Any) -> None:
        self.smallest, self.largest = smallest, largest
        super().__init__(max_length=30, **options)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        self.error_messages["required"] = _("We missen het bedrag. In euro, zoals 1250,50. Niets? Vul dan 0 in.")

    def clean(self, value: Any) -> Decimal | None:
        given = super().clean(value)
        if not given:
            return None
        amount = read_amount(given)
        if amount is None:
            raise ValidationError(_("We kunnen dit bedrag niet lezen. Schrijf het zo: 1250,50."), code="unreadable")
        self._check(amount)
        return amount

    def _check(self, amount: Decimal) -> None:
        if amount < self.smallest:
            raise ValidationError(
                _("Dit bedrag is te laag. Het kan vanaf %(limit)s euro."),
                params={"limit": written_amount(self.smallest)},
                code="low",
            )
        if amount > self.largest:
            raise ValidationError(
                _("Dit bedrag is te hoog. Het kan tot en met %(limit)s euro."),
                params={"limit": written_amount(self.largest)},
                code="high",
            )


def read_amount(text: str) -> Decimal | None:
    """The amount somebody wrote, or None when it can be read in two ways ("1,250") or not at all."""
    bare = re.sub(r"(?i)€|eur(o('?s)?)?|\s|(,|\.)(-{1,2}|=)$", "", text)
    for thousands, point in ((".", ","), (",", ".")):
        grouped = rf"-?[0-9]{{1,3}}(\{thousands}[0-9]{{3}})+(\{point}[0-9]{{1,2}})?"
        certain = thousands == "." or point in bare
        if certain and re.fullmatch(grouped, bare):
            return _two_places(bare.replace(thousands, "").replace(point, "."))
        if re.fullmatch(rf"-?[0-9]+(\{point}[0-9]{{1,2}})?", bare):
            return _two_places(bare.replace(point, "."))
    return None


def _two_places(number: str) -> Decimal:
    """Exact for any number of digits, where `quantize` stops at 28."""
    whole, _point, cents = number.partition(".")
    return Decimal(f"{whole}.{cents:0<2}")


def written_amount(amount: Decimal) -> str:
    """1250.50 as 1.250,50; whole euros without cents."""
    shown = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    return shown.removesuffix(",00")


class DateParts(forms.MultiWidget):
    """Day, month and year in three inputs: people type a date of their own faster than they find it in a calendar."""

    part_labels: Sequence[Any] = (_("Dag"), _("Maand"), _("Jaar"))
    part_widths = ("shortest", "shorter", "shorter")

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        tokens = ("bday-day", "bday-month", "bday-year") if birthday else ("off",) * 3
        modes: tuple[dict[str, str], ...] = ({"inputmode": "numeric"}, {}, {"inputmode": "numeric"})
        inputs: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(attrs={"autocomplete": token, **mode})
            for name, token, mode in zip(("dag", "maand", "jaar"), tokens, modes, strict=True)
        }
        super().__init__(widgets=inputs, attrs=attrs)

    def decompress(self, value: date | str | None) -> list[Any]:
        if isinstance(value, str):
            value = read_date(value)
        return [value.day, value.month, value.year] if value else [None, None, None]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[Any]:
        whole = data.get(name)
        if isinstance(whole, str) and whole.strip():
            return [whole, "", ""]
        return super().value_from_datadict(data, files, name)


class Day(forms.Field):
    """A date in three inputs, read kindly: "maart" is a month, and "3 maart 2027" in the first input is a date."""

    def __init__(
        self, *, earliest: date | None = None, latest: date | None = None, birthday: bool = False, **options: Any
    ) -> None:
        self.earliest, self.latest = earliest, latest
        options.setdefault("widget", DateParts(birthday=birthday))
        options.setdefault("help_text", _("Bijvoorbeeld 3 maart 2027."))
        super().__init__(**options)
        self.error_messages["required"] = options.get("error_messages", {}).get(
            "required", _("We missen de datum. Vul dag, maand en jaar in, zoals 3 maart 2027.")
        )

    def clean(self, value: Any) -> date | None:
        parts = [readable(str(part or "")).strip() for part in (value or [])]
        if not any(parts):
            self.validate(None)
            return None
        found = read_date(" ".join(parts)) if len("".join(parts)) < 60 else None
        if found is None:
            whole = len(parts) == 3 and all(parts)
            raise ValidationError(self._what_is_wrong(parts), code="unreadable" if whole else "incomplete")
        self._check(found)
        return found

    def _what_is_wrong(self, parts: list[str]) -> Any:
        day, month, year = (*parts, "", "", "")[:3]
        if day and not (month or year):
            return _("We missen nog de maand en het jaar. Bijvoorbeeld 3 maart 2027.")
        if not (day and month and year):
            return _("De datum is niet af. Vul dag, maand en jaar in, zoals 3 maart 2027.")
        if re.fullmatch(r"[0-9]{1,3}", year):
            return _("Schrijf het jaar met vier cijfers, zoals 2027.")
        return _("Deze datum bestaat niet. Kijk dag en maand nog eens na.")

    def _check(self, found: date) -> None:
        if self.earliest and found < self.earliest:
            raise ValidationError(
                _("Deze datum is te vroeg. Het kan vanaf %(limit)s."),
                params={"limit": written_day(self.earliest)},
                code="early",
            )
        if self.latest and found > self.latest:
            raise ValidationError(
                _("Deze datum is te laat. Het kan tot en met %(limit)s."),
                params={"limit": written_day(self.latest)},
                code="late",
            )


WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def read_date(text: str) -> date | None:
    """A date as people write it: 3 maart 2027, 3-3-2027, 3/3/2027, 2027-03-03, di 3 mrt 2027. None when it is no date."""
    words = [word for word in re.split(r"[\s\-/.,]+", text.strip().lower()) if word]
    if len(words) == 4 and words[0].isalpha() and any(day.startswith(words[0]) for day in WEEKDAYS):
        words = words[1:]
    if len(words) != 3:
        return None
    if len(words[0]) == 4:
        words.reverse()
    day, month, year = words[0], _month(words[1]), words[2]
    if not (re.fullmatch(r"[0-9]{1,2}", day) and month and re.fullmatch(r"[12][0-9]{3}", year)):
        return None
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _month(word: str) -> int | None:
    if re.fullmatch(r"[0-9]{1,2}", word):
        return int(word)
    months = _months()
    if word in months:
        return months[word]
    starts = {number for name, number in months.items() if len(word) >= 3 and name.startswith(word)}
    return starts.pop() if len(starts) == 1 else None


@cache
def _months() -> Mapping[str, int]:
    """The months as people write them, in Dutch and in English."""
    names = {"mrt": 3}
    for language in ("nl", "en"):
        with override(language):
            names |= {str(name).lower(): number for number, name in dates.MONTHS.items()}
    return names


def written_day(day: date) -> str:
    """3 maart 2027, in the language of the page."""
    return date_format(day, "j F Y", use_l10n=False)


class Choice(forms.ChoiceField):
    """One of several, as radio buttons that all show. `hints` explains a choice by its value."""

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **options: Any) -> None:
        self.hints = dict(hints or {})
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(**options)
        self.error_messages |= {
            "required": options.get("error_messages", {}).get("required", _("Kies er één.")),
            "invalid_choice": _("Kies een van de antwoorden hieronder."),
        }


class Several(forms.MultipleChoiceField):
    """As many as fit, as checkboxes. `hints` explains a choice by its value."""

    def __init__(self, *, hints: Mapping[str, Any] | None = None, **options: Any) -> None:
        self.hints = dict(hints or {})
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**options)
        self.error_messages |= {
            "required": options.get("error_messages", {}).get("required", _("Kies er een of meer.")),
            "invalid_choice": _("Kies uit de antwoorden hieronder."),
            "invalid_list": _("Kies uit de antwoorden hieronder."),
        }


class Tick(forms.BooleanField):
    """One thing to agree to or say."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["required"] = options.get("error_messages", {}).get(
            "required", _("Vink dit aan om verder te gaan. Twijfelt u? Bel ons.")
        )


class Upload(forms.FileField):
    """A file; what it may be is for files to say (`check_upload`). Empty and missing are told apart in words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages |= {
            "required": _("We missen het bestand. Een foto mag ook. Lukt het niet? Neem het mee naar de balie."),
            "empty": _("Dit bestand is leeg. Kies het opnieuw, of maak een foto."),
            "invalid": _("Het bestand kwam niet goed over. Kies het opnieuw."),
            "missing": _("Het bestand kwam niet goed over. Kies het opnieuw."),
        }
