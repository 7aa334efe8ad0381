"""Dates, amounts and addresses as people write them; what we cannot read says how to mend it."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from naast.design.forms import (
    Choice,
    Day,
    HouseNumber,
    Money,
    Postcode,
    Several,
    Text,
    read_amount,
    read_date,
    written_amount,
    written_day,
)


def complaint(field: forms.Field, value: object) -> str:
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(value)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.250,50", "1250.50"),
        ("1250.50", "1250.50"),
        ("1250,5", "1250.50"),
        ("€ 1.250", "1250"),
        ("12,-", "12"),
        ("1.000.000", "1000000"),
        ("12 euro", "12"),
        ("1,250.50", "1250.50"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written, meant):
    assert Money().clean(written) == Decimal(meant)


@pytest.mark.parametrize("written", ["1,250", "duizend", "1.25.3", "1250,505", "12..5", "€"])
def test_an_amount_that_could_mean_two_things_is_asked_again(written):
    assert "1250,50" in complaint(Money(), written)


def test_a_missing_amount_says_that_nothing_is_zero():
    assert complaint(Money(), "") == "We missen het bedrag. In euro, zoals 1250,50. Niets? Vul dan 0 in."


def test_an_amount_outside_its_limits_names_the_limit_as_we_write_it():
    assert "1.500,25 euro" in complaint(Money(largest=Decimal("1500.25")), "2000")
    assert "vanaf 10 euro" in complaint(Money(smallest=Decimal(10)), "3")


@given(st.decimals(min_value=0, max_value=10**8, places=2))
def test_what_we_write_as_an_amount_we_read_back(amount):
    assert read_amount(written_amount(amount)) == amount


@pytest.mark.parametrize(
    "parts",
    [
        ["3", "maart", "2027"],
        ["03", "3", "2027"],
        ["3", "mrt", "2027"],
        ["3", "Maart", "2027"],
        ["3 maart 2027", "", ""],
        ["3-3-2027", "", ""],
        ["2027-03-03", "", ""],
        ["woensdag 3 maart 2027", "", ""],
    ],
)
def test_a_date_is_read_as_people_write_it(parts):
    assert Day().clean(parts) == date(2027, 3, 3)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        (["", "", ""], "We missen de datum"),
        (["3", "", ""], "maand en het jaar"),
        (["3", "maart", ""], "niet af"),
        (["31", "2", "2027"], "bestaat niet"),
        (["3", "13", "2027"], "bestaat niet"),
        (["3", "maart", "27"], "vier cijfers"),
        (["x" * 1_000_000, "", ""], "Bijvoorbeeld 3 maart 2027"),
        (["\x00", "3", "2027"], "niet af"),
    ],
)
def test_a_date_we_cannot_read_says_what_is_missing(parts, says):
    assert says in complaint(Day(), parts)


def test_a_date_outside_its_limits_names_the_limit_in_words():
    assert "1 mei 2026" in complaint(Day(earliest=date(2026, 5, 1)), ["30", "4", "2026"])
    assert "31 augustus 2026" in complaint(Day(latest=date(2026, 8, 31)), ["1", "9", "2026"])


def test_a_limit_is_named_in_the_language_of_the_page():
    with override("en"):
        assert "1 May 2026" in complaint(Day(earliest=date(2026, 5, 1)), ["30", "4", "2026"])


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_what_we_write_as_a_date_we_read_back(day):
    assert read_date(written_day(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.day}/{day.month}/{day.year}") == day


def test_a_date_sent_as_one_value_is_read_as_well():
    class Form(forms.Form):
        day = Day(label="Dag")

    assert Form({"day": "2027-03-03"}).errors == {}
    assert Form({"day_dag": "3", "day_maand": "3", "day_jaar": "2027"}).errors == {}


@pytest.mark.parametrize("written", ["1234 AB", "1234ab", " 1234  aB ", "1234-AB", "1234.ab"])
def test_a_postcode_is_read_with_or_without_space(written):
    assert Postcode().clean(written) == "1234 AB"


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "We missen uw postcode"),
        ("83 LW", "vier cijfers nodig"),
        ("1234", "twee letters nodig"),
        ("0123 AB", "bestaat niet"),
        ("1234 SS", "bestaat niet"),
        ("straat", "vier cijfers nodig"),
        ("1234 🏠", "geen postcode"),
        ("12" * 500_000, "te lang: 1.000.000 tekens"),
    ],
)
def test_a_postcode_that_is_not_one_says_what_it_lacks(written, says):
    assert says in complaint(Postcode(), written)


def test_a_house_number_sends_the_letter_to_its_own_field():
    assert HouseNumber().clean(" 12 ") == 12
    assert "vakje Toevoeging" in complaint(HouseNumber(), "12b")
    assert "zoals 12" in complaint(HouseNumber(), "nul")
    assert "zoals 12" in complaint(HouseNumber(), "0")


def test_text_keeps_every_script_and_loses_only_what_no_keyboard_types():
    assert Text().clean("Ça va 👍 مرحبا\x00\x07") == "Ça va 👍 مرحبا"


def test_text_that_is_too_long_is_refused_with_the_numbers():
    assert complaint(Text(max_length=2000), "a" * 1_000_000).startswith("Dit is te lang: 1.000.000 tekens.")


class Everything(forms.Form):
    text = Text()
    postcode = Postcode()
    number = HouseNumber()
    amount = Money()
    day = Day()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_no_text_at_all_breaks_a_field(written):
    names = ["text", "postcode", "number", "amount", "day_dag", "day_maand", "day_jaar"]
    form = Everything(dict.fromkeys(names, written))
    assert all(error for errors in form.errors.values() for error in errors)
    assert "day" in form.errors


def test_a_choice_that_was_never_offered_is_asked_again():
    offered = [("a", "A"), ("b", "B")]
    assert complaint(Choice(choices=offered), "c") == "Kies een van de antwoorden hieronder."
    assert complaint(Several(choices=offered), ["c"]) == "Kies uit de antwoorden hieronder."
    assert complaint(Choice(choices=offered), "") == "Kies er één."
