"""Every tag in every state, as the style guide draws it: labelled, linked, without style of its own."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from naast.design import samples
from naast.design.forms import Choice, Day, Postcode, Several, Text
from naast.design.templatetags.naast_words import initials

EVERY = [pytest.param(one, id=one.name) for _, _, group in samples.GROUPS for one in group]


class Elements(HTMLParser):
    """The elements of a piece of HTML with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def ids(self) -> set[str]:
        return {attrs["id"] for _, attrs in self.found if "id" in attrs}

    def values(self, name: str, *tags: str) -> list[str]:
        return [attrs[name] for tag, attrs in self.found if name in attrs and (not tags or tag in tags)]


def draw(code: str, **values: object) -> str:
    template = engines["django"].from_string("{% load naast %}" + code)
    return template.render(values, RequestFactory().get("/"))


def drawn(sample: samples.Sample) -> str:
    return draw(sample.code, **samples.values())


@pytest.mark.parametrize("sample", EVERY)
def test_a_component_brings_no_style_or_colour_of_its_own(sample):
    html = drawn(sample)
    assert " style=" not in html
    assert not re.search(r"=\"#[0-9a-f]{3,6}\"", html)
    assert "<script" not in html


@pytest.mark.parametrize("sample", EVERY)
def test_whatever_explains_a_part_exists(sample):
    elements = Elements(drawn(sample))
    for name in ("aria-describedby", "aria-labelledby", "for"):
        for value in elements.values(name):
            assert set(value.split()) <= elements.ids(), f"{name}={value}"


@pytest.mark.parametrize("sample", EVERY)
def test_every_control_has_a_label(sample):
    elements = Elements(drawn(sample))
    labelled = set(elements.values("for", "label"))
    for tag, attrs in elements.found:
        if tag in {"input", "textarea", "select"} and attrs.get("type") != "hidden":
            assert attrs["id"] in labelled, attrs


class Address(forms.Form):
    postcode = Postcode(label="Postcode")
    addition = Text(label="Toevoeging", required=False)
    moved = Day(label="Wanneer verhuist u?")
    who = Choice(label="Wie?", choices=[("a", "Ik"), ("b", "Wij")], hints={"b": "Met iedereen."})


def test_an_error_is_read_before_the_hint_and_the_typed_text_stays():
    html = draw("{% field form.postcode %}", form=Address({"postcode": "83 <LW>"}))
    assert 'aria-describedby="id_postcode-fout id_postcode-uitleg"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="83 &lt;LW&gt;"' in html


def test_a_field_without_error_is_not_called_invalid():
    html = draw("{% field form.postcode %}", form=Address())
    assert 'aria-describedby="id_postcode-uitleg"' in html
    assert "aria-invalid" not in html


def test_only_what_may_stay_empty_says_so():
    form = Address()
    assert "mag leeg blijven" in draw("{% field form.addition %}", form=form)
    assert "mag leeg blijven" not in draw("{% field form.postcode %}", form=form)
    form.fields["addition"].needed = "nodig bij een flat"
    shown = draw("{% field form.addition %}", form=form)
    assert ("nodig bij een flat" in shown, "mag leeg blijven" in shown) == (True, False)


def test_the_summary_leads_to_the_first_input_of_each_field():
    html = draw("{% error_summary form %}", form=Address({"postcode": "", "moved_dag": "3"}))
    links = Elements(html).values("href")
    form_html = draw("{% field form.postcode %}{% field form.moved %}{% field form.who %}", form=Address({}))
    assert "We missen nog 3 dingen" in html
    assert links == ["#id_postcode", "#id_moved_0", "#id_who_0"]
    assert {link[1:] for link in links} <= Elements(form_html).ids()


def test_a_form_without_errors_has_no_summary():
    good = {"postcode": "1234 AB", "moved": "2027-03-03", "who": "a"}
    assert draw("{% error_summary form %}", form=Address(good)).strip() == ""


def test_several_are_ticked_and_one_is_chosen():
    class Form(forms.Form):
        one = Choice(choices=[("a", "A")])
        several = Several(choices=[("a", "A"), ("b", "B")], initial=["b"])

    one, several = draw("{% field form.one %}", form=Form()), draw("{% field form.several %}", form=Form())
    assert 'type="radio"' in one
    assert several.count('type="checkbox"') == 2
    assert 'value="b" checked' in several


def test_a_question_can_be_the_heading_of_its_page():
    assert '<h1 class="nl-heading nl-heading--level-1"><label for="id_postcode">Postcode</label></h1>' in draw(
        "{% field form.postcode heading=1 %}", form=Address()
    )


def test_what_people_wrote_is_shown_as_text_never_as_html():
    nasty = '"><script>alert(1)</script>'
    html = draw(
        '{% asked nasty edit_url="#" %}{% badge nasty %}{% reference nasty %}{% person_leaf nasty %}'
        "{% heading nasty id=nasty %}{% button nasty name=nasty value=nasty %}{% link nasty nasty %}"
        "{% saved nasty %}{% alert 'info' nasty %}{{ nasty }}{% endalert %}",
        nasty=nasty,
    )
    assert "<script" not in html


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Karim Haddouti", "KH"), ("Anna van der Meer", "AM"), ("Jo", "J"), ("", ""), ("Fatima El Idrissi", "FI")],
)
def test_the_leaf_of_a_person_carries_two_letters(name, letters):
    assert initials(name) == letters


def test_an_unknown_icon_is_an_error_of_the_maker_not_an_empty_place():
    with pytest.raises(KeyError):
        draw('{% icon "unicorn" %}')


def test_on_a_phone_each_cell_of_a_table_carries_the_name_of_its_column():
    html = drawn(next(one for _, _, group in samples.GROUPS for one in group if one.name == "Tabel"))
    elements = Elements(html)
    columns = re.findall(r'scope="col">([^<]+)<', html)
    cells = [attrs.get("data-label") for tag, attrs in elements.found if tag == "td"]
    assert cells == columns[1:] * (len(cells) // (len(columns) - 1))
