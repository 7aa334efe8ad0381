"""The first story: Sanne reports that her family moves, and Karim handles it, with Gerda looking on."""

import pytest

from stories.conftest import DESK, PHONE, Somebody
from stories.town import Town, wait_until
from stories.visitor import Visitor
from stories.walks import MOVE, move

pytestmark = pytest.mark.browser
QUESTION = "Op welke dag krijgt u de sleutel van de woning?"
ANSWER = "Op 10 december, dan zijn we er alle vier."
SOONER = "Sanne heeft de sleutel al, en vroeg het aan de telefoon."
REASONS = "Uw nieuwe adres staat in het register, voor u en uw gezin."


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_family_moves_and_both_sides_follow_it(somebody: Somebody, town: Town, width: int):
    sanne, karim = somebody(width=width), somebody(width=width)
    case = send_a_move(sanne)
    assert sanne.page.locator(".naast-track__step[aria-current=step]").count() == 1

    take_from_the_queue(karim, case)
    ask(karim, QUESTION)
    letters_before_answer = letters(town)

    answer(sanne, case)
    karim.page.reload()
    assert ANSWER in karim.words
    decide(karim, REASONS)
    karim.press("form[action$='/sluiten/'] button")

    sanne.goto(f"/mijn/zaken/{case}/")
    assert REASONS in sanne.words
    wait_until(lambda: letters(town) > letters_before_answer)
    sanne.goto("/mijn/")
    assert sanne.page.locator(f"#klaar a[href='/mijn/zaken/{case}/'], section a[href='/mijn/zaken/{case}/']").count()


def test_a_second_worker_is_told_at_once_and_cannot_overwrite(somebody: Somebody):
    sanne, karim, gerda = somebody(), somebody(), somebody()
    case = send_a_move(sanne)
    take_from_the_queue(gerda, case, pick_up=False)
    stale = gerda.page.locator("form[action$='/oppakken/'] [name=version]").get_attribute("value")
    take_from_the_queue(karim, case)
    told = gerda.page.locator("[data-live-changed]")
    wait_until(lambda: told.inner_text().strip(), 10)
    assert not karim.page.locator("[data-live-changed]").inner_text().strip(), "Karim is told of his own deed"

    assert gerda.page.locator("form[action$='/oppakken/'] [name=version]").get_attribute("value") == stale
    gerda.press("form[action$='/oppakken/'] button")
    assert "Karim Haddouti behandelt dit" in gerda.words
    assert gerda.page.locator("main [role=alert]").count(), gerda.words


def test_half_written_text_of_a_worker_survives_a_reload(somebody: Somebody, town: Town):
    karim = somebody()
    case = str(town.ask("SELECT id FROM cases_case WHERE status = 'sent' ORDER BY id LIMIT 1")[0][0])
    take_from_the_queue(karim, case)
    field = karim.page.locator("form[action$='/bericht/'] textarea")
    field.press_sequentially("Beste Lotte, we zagen dat")
    karim.page.reload()
    assert field.input_value() == "Beste Lotte, we zagen dat"


def send_a_move(sanne: Visitor) -> str:
    """A resident signs in, answers and sends; the case, with its page open."""
    sanne.sign_in("sanne")
    sanne.begin(MOVE)
    sanne.walk(move())
    sanne.press()
    assert sanne.place == "klaar", sanne.words
    case = sanne.case_of(sanne.page.locator("main .naast-code").first.inner_text())
    sanne.goto(f"/mijn/zaken/{case}/")
    return case


def take_from_the_queue(worker: Visitor, case: str, *, pick_up: bool = True) -> None:
    worker.sign_in_at_work("karim" if pick_up else "gerda")
    worker.goto(f"/werk/zaken/{case}/")
    if pick_up:
        worker.press("form[action$='/oppakken/'] button")
        assert "Karim Haddouti behandelt dit" in worker.words


def ask(worker: Visitor, question: str) -> None:
    form = "form[action$='/vraag/']"
    worker.press("main a[href*='?doe=vraag']")
    worker.label_of(worker.page.locator(f"{form} [name=kind][value=incomplete]")).click()
    worker.page.locator(f"{form} textarea").fill(question)
    worker.press(f"{form} button")


def answer(resident: Visitor, case: str) -> None:
    resident.goto("/mijn/")
    resident.press(f"main a[href*='/mijn/zaken/{case}/vraag/']")
    assert QUESTION in resident.words
    resident.page.locator("main textarea").fill(ANSWER)
    resident.press()
    assert resident.path == f"/mijn/zaken/{case}/"


def decide(worker: Visitor, reasons: str) -> None:
    form = "form[action$='/besluit/']"
    worker.press("main a[href*='?doe=besluit']")
    worker.label_of(worker.page.locator(f"{form} [name=outcome]").first).click()
    worker.page.locator(f"{form} [name=sooner]").fill(SOONER)  # the day of the move is to come
    worker.page.locator(f"{form} textarea").fill(reasons)
    worker.press(f"{form} button")
    assert reasons in worker.words


def letters(town: Town) -> int:
    """How many mails Sanne got."""
    return sum(b"To: sanne@" in file.read_bytes() for file in town.state.rglob("post/**/*") if file.is_file())
