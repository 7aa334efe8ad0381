"""The je-form is drafted from the u-form; a writer looks at what a rule is not sure of. The pairs are written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from naast.catalogue.packages.drafting import draft_je
from naast.catalogue.packages.je import je_of

SOMEBODY_ACTS = [
    ("Uw werkgever meldt u ziek.", "Je werkgever meldt je ziek."),
    ("Uw eigen huisarts keurt u niet.", "Je eigen huisarts keurt je niet."),
    ("De dokter van de kliniek onderzoekt u.", "De dokter van de kliniek onderzoekt je."),
    ("U belt zelf, of iemand meldt u aan.", "Je belt zelf, of iemand meldt je aan."),
    ("Het COA heeft u aan ons gekoppeld.", "Het COA heeft je aan ons gekoppeld."),
    ("DUO betaalt u elke maand.", "DUO betaalt je elke maand."),
]
IT_IS_DONE_BY_YOU = [
    ("Een klein feest meldt u een week vooraf.", "Een klein feest meld je een week vooraf."),
    ("Een advocaat kiest u vrij.", "Een advocaat kies je vrij."),
    ("Van uw werkgever krijgt u een bewijs.", "Van je werkgever krijg je een bewijs."),
    ("Een boom naast uw school onderhoudt u goed.", "Een boom naast je school onderhoud je goed."),
]
SURE = [
    ("U woont in Lommerwaard.", "Je woont in Lommerwaard."),
    ("Woont u in Lommerwaard?", "Woon je in Lommerwaard?"),
    ("Gaat u weg? Dan vindt u de sleutel bij de balie.", "Ga je weg? Dan vind je de sleutel bij de balie."),
    ("Staat u ingeschreven, dan krijgt u bericht.", "Sta je ingeschreven, dan krijg je bericht."),
    ("Wordt u 18 jaar?", "Word je 18 jaar?"),
    ("Kunt u niet komen? Mag u niet? Wilt u dat wij komen?", "Kun je niet komen? Mag je niet? Wil je dat wij komen?"),
    ("Bent u het er niet mee eens?", "Ben je het er niet mee eens?"),
    ("Zult u verhuizen, of hebt u dat al gedaan?", "Zul je verhuizen, of heb je dat al gedaan?"),
    ("U bent welkom. U kunt bellen. U wilt weten hoe.", "Je bent welkom. Je kunt bellen. Je wilt weten hoe."),
    (
        "Laat u het weten? Moet u werken? Weet u het niet? Zit u thuis? Zet u hem buiten? Eet u mee?",
        "Laat je het weten? Moet je werken? Weet je het niet? Zit je thuis? Zet je hem buiten? Eet je mee?",
    ),
    ("Heeft u geen DigiD? U heeft ook een brief.", "Heb je geen DigiD? Je hebt ook een brief."),
    ("Vertel ons of u een partner heeft.", "Vertel ons of je een partner hebt."),
    ("U zorgt voor iemand die hulp nodig heeft.", "Je zorgt voor iemand die hulp nodig heeft."),
    ("Heeft uw kind een pas?", "Heeft je kind een pas?"),
    ("U doet het voor uzelf.", "Je doet het voor jezelf."),
    ("We bellen u als het nodig is. We komen bij u thuis.", "We bellen je als het nodig is. We komen bij je thuis."),
    ("Wat verandert er voor u?", "Wat verandert er voor jou?"),
    ("Voor u en uw kind is het gratis.", "Voor jou en je kind is het gratis."),
    ("Als de dienst u helpt, betaalt u niets.", "Als de dienst je helpt, betaal je niets."),
    ("Daarna stuurt u het formulier op.", "Daarna stuur je het formulier op."),
    ("Dat kost u niets. Iemand zit naast u.", "Dat kost je niets. Iemand zit naast jou."),
    ("Het kost niets. We zoeken het samen uit.", "Het kost niets. We zoeken het samen uit."),
    *IT_IS_DONE_BY_YOU,
    ("U krijgt {{parameter:bedrag}} als u te laat bent.", "Je krijgt {{parameter:bedrag}} als je te laat bent."),
]
DOUBTFUL = [
    *SOMEBODY_ACTS,
    ("De zon stuurt u licht.", "De zon stuurt je licht."),
    (
        "U heeft recht op hulp als u 18 bent en een kind heeft.",
        "Je hebt recht op hulp als je 18 bent en een kind hebt.",
    ),
    ("De SVB stuurt u een brief.", "De SVB stuurt je een brief."),
    ("U moet zich inschrijven.", "Je moet je inschrijven."),
    ("U en uw partner vragen het samen aan.", "Jij en je partner vragen het samen aan."),
]


@pytest.mark.parametrize(("u", "je"), SURE)
def test_what_a_rule_is_sure_of_is_written_without_a_doubt(u: str, je: str) -> None:
    assert je_of(u) == (je, ())


@pytest.mark.parametrize(("u", "je"), DOUBTFUL)
def test_what_a_rule_is_not_sure_of_is_shown_to_the_writer(u: str, je: str) -> None:
    said, doubts = je_of(u)

    assert said == je
    assert [(doubt.u, doubt.je) for doubt in doubts] == [(u, je)]


SERVICE = """\
# Wie dit leest, ziet de opmerking terug.
title: { nl: Uw lampion, en: "Your lantern" }   # uw, dus je
lead:
  nl: U leent een lampion.
  en: You borrow a lantern.
start: { nl: "Leent u: 1 lampion?" }
facts:
  - text:
      nl: >-
        Breng uw lampion terug.
        Anders bellen we u.
      en: Bring it back.
  - text: { nl: Een lampion is van papier. }
  - text: { nl: Wilt u er een?, nl_JE: Zin in een lampion?, en: Want one? }
"""
DRAFTED = """\
# Wie dit leest, ziet de opmerking terug.
title: { nl: Uw lampion, nl_JE: Je lampion, en: "Your lantern" }   # uw, dus je
lead:
  nl: U leent een lampion.
  nl_JE: Je leent een lampion.
  en: You borrow a lantern.
start: { nl: "Leent u: 1 lampion?", nl_JE: "Leen je: 1 lampion?" }
facts:
  - text:
      nl: >-
        Breng uw lampion terug.
        Anders bellen we u.
      nl_JE: >-
        Breng je lampion terug. Anders bellen we je.
      en: Bring it back.
  - text: { nl: Een lampion is van papier. }
  - text: { nl: Wilt u er een?, nl_JE: Zin in een lampion?, en: Want one? }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "service.yaml").write_text(SERVICE)
    (tmp_path / "words.yaml").write_text("asks: { nl: [heeft u een lampion] }\n")
    (tmp_path / "texts" / "nl.md").write_text(
        "## about\n\nUw lampion.\n\n## need\n\n- Licht.\n- De zon stuurt u licht.\n"
    )
    return tmp_path


def test_the_je_form_stands_beside_the_u_form_and_nothing_else_moves(folder: Path) -> None:
    draft_je(folder)

    assert (folder / "service.yaml").read_text() == DRAFTED
    assert (folder / "words.yaml").read_text() == "asks: { nl: [heeft u een lampion] }\n"
    assert (folder / "texts" / "nl_JE.md").read_text() == (
        "## about\n\nJe lampion.\n\n## need\n\n- Licht.\n- De zon stuurt je licht.\n"
    )


def test_a_second_time_changes_nothing_and_what_a_writer_made_of_it_stays(folder: Path) -> None:
    draft_je(folder)
    assert draft_je(folder).written == ()
    (folder / "texts" / "nl_JE.md").write_text("## about\n\nDit is jouw lampion.\n")
    assert draft_je(folder).written == (folder / "texts" / "nl_JE.md",)

    assert (folder / "service.yaml").read_text() == DRAFTED
    assert (
        (folder / "texts" / "nl_JE.md")
        .read_text()
        .startswith("## about\n\nDit is jouw lampion.\n\n## need\n\n- Licht.")
    )


def test_a_doubt_is_shown_with_the_line_where_it_stands(folder: Path) -> None:
    doubts = [(Path(file).name, line, doubt.je) for file, line, doubt in draft_je(folder).doubts]

    assert doubts == [("nl.md", 8, "- De zon stuurt je licht.")]
