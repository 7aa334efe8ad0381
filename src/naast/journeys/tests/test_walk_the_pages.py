"""A resident goes through the pages in a browser without JavaScript."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from naast.journeys.models import Draft
from naast.journeys.tests.conftest import MOVE, MOVING, Register
from naast.journeys.types import DraftView, Sending
from naast.kernel.actor import Actor

pytestmark = pytest.mark.django_db
SignIn = Callable[[Actor], Client]
START = f"/regel/{MOVE}/"


def words(answer: Any) -> str:
    """The page as one reads it: without marks, spaces as one."""
    assert answer.status_code == 200, answer.status_code
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(html.unescape(text).split())


def without_tokens(answer: Any, draft: UUID) -> str:
    """The page without what differs by itself: the form token and the address of the page."""
    text = answer.content.decode().replace(str(draft), "")
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text)


def version_on(client: Client, url: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', client.get(url).content.decode())
    assert found, url
    return found[1]


def post(client: Client, url: str, **fields: Any) -> Any:
    return client.post(url, {"version": version_on(client, url), **fields})


def after(client: Client, answer: Any) -> Any:
    """The page that the browser opens by itself after this answer."""
    assert answer.status_code == 302, answer.status_code
    return client.get(answer["Location"])


def walk_to_the_end(client: Client, **others: Any) -> str:
    """Answers every question that is asked; gives the address of the check page."""
    here = client.post(START)["Location"]
    for _ in range(20):
        if "/vraag/" not in here:
            return here
        key = here.rstrip("/").rpartition("/")[2]
        here = post(client, here, **{name: lines[0] for name, lines in {**MOVING, **others}[key].items()})["Location"]
    raise AssertionError("the journey does not end")


def test_from_start_to_done(sign_in: SignIn, mirthe: Actor, sent: list[Sending]) -> None:
    client = sign_in(mirthe)
    check = walk_to_the_end(client)
    page = words(client.get(check))
    assert (
        "Klopt dit zo? Dan kunt u het versturen. Ziet u later een fout? Zeg het op uw eigen pagina, of bel ons." in page
    )
    assert "vrijdag 18 december 2026" in page
    done = post(client, check)["Location"]
    page = words(client.get(done))
    assert sent[0].reference in page
    # The move is on Friday 18 December 2026; three working days after it is Wednesday the 23rd.
    assert "Meestal hoort u het op woensdag 23 december 2026. Onze tijd begint op vrijdag 18 december 2026." in page


def test_a_step_says_where_one_is_and_that_it_is_kept(sign_in: SignIn, mirthe: Actor, clock: Any) -> None:
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    page = words(client.get(first))
    assert "Stap 1 van 5: over u." in page
    assert "Hierna: uw nieuwe adres." in page
    assert "Wat u invult, bewaren we meteen." in page
    second = post(client, first, value="within")["Location"]
    assert "Bewaard, zojuist." in words(client.get(second))
    clock.shift(125)
    assert "Bewaard, 2 minuten geleden." in words(client.get(second))


def test_back_and_forth_keeps_what_was_answered(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    second = post(client, first, value="within")["Location"]
    back = re.search(r'class="naast-back"><a[^>]* href="([^"]+)"', client.get(second).content.decode())
    assert back
    assert back[1] == first
    assert re.search(r'value="within"[^>]* checked', client.get(first).content.decode())


def test_a_wrong_answer_says_how_to_mend_it_and_keeps_what_was_typed(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    walk_to_the_end(client)
    url = f"{START}{Draft.objects.get().pk}/vraag/new_address/"
    answer = after(client, post(client, url, postcode="83 LW", number=""))
    page = words(answer)
    assert "Hier klopt iets nog niet" in page
    assert "Uw postcode heeft vier cijfers nodig, zoals 1234 AB." in page
    assert 'value="83 LW"' in answer.content.decode()


def test_a_question_that_is_not_asked_leads_to_the_one_that_is(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    assert client.get(first.replace("situation", "email"))["Location"] == first
    assert client.get(first.replace("situation", "nothing")).status_code == 404
    assert client.get(first.replace("vraag/situation", "nakijken"))["Location"] == first


@pytest.mark.parametrize("situation", ["away", "from_abroad", "no_address"])
def test_an_answer_ends_the_journey_and_nothing_is_kept(
    sign_in: SignIn, mirthe: Actor, sent: list[Sending], situation: str
) -> None:
    client = sign_in(mirthe)
    outcome = post(client, client.post(START)["Location"], value=situation)["Location"]
    assert outcome.endswith("/antwoord/")
    assert "Er is niets verstuurd." in words(client.get(outcome))
    client.post(outcome)
    row = Draft.objects.get()
    assert (row.status, row.answers.count(), sent) == ("answered", 0, [])


def test_too_early_says_from_which_day(sign_in: SignIn, mirthe: Actor) -> None:
    """Moving on Thursday 31 December 2026: four weeks before is Thursday 3 December (BRP law 2.39, 2)."""
    client = sign_in(mirthe)
    here = walk_to_the_end(client, move_date={"value_dag": ["31"], "value_maand": ["12"], "value_jaar": ["2026"]})
    assert "U kunt uw verhuizing doorgeven vanaf donderdag 3 december 2026." in words(client.get(here))


@pytest.mark.parametrize(("inside", "then"), [("yes", "which_street"), ("no", "antwoord")])
def test_a_postcode_of_another_municipality_is_asked_about(
    sign_in: SignIn, mirthe: Actor, inside: str, then: str
) -> None:
    client = sign_in(mirthe)
    walk_to_the_end(client)
    url = f"{START}{Draft.objects.get().pk}/vraag/new_address/"
    asked = post(client, url, postcode="1012 AB", number="1")["Location"]
    assert "Ligt dit adres in Lommerwaard?" in words(client.get(asked))
    client.get(post(client, asked, value=inside)["Location"])
    page = client.get(f"{START}{Draft.objects.get().pk}/", follow=True)
    assert page.request["PATH_INFO"].rstrip("/").endswith(then)


def test_who_is_not_signed_in_is_asked_to(client: Client, town: object) -> None:
    for answer in (client.get(START), client.post(START)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/inloggen/")


def test_another_finds_nothing(sign_in: SignIn, mirthe: Actor, bilal: Actor, begin: Callable[..., DraftView]) -> None:
    draft = begin(mirthe)
    client = sign_in(bilal)
    unknown = uuid4()
    for page in ("", "vraag/situation/", "antwoord/", "nakijken/", "klaar/", "later/", "weg/", "hulp/", "van-mij/"):
        theirs, nothing = client.get(f"{START}{draft.id}/{page}"), client.get(f"{START}{unknown}/{page}")
        assert theirs.status_code == 404, page
        assert without_tokens(theirs, draft.id) == without_tokens(nothing, unknown)
    for page in ("vraag/situation/", "vraag/situation/bewaar/", "nakijken/", "weg/", "van-mij/"):
        assert client.post(f"{START}{draft.id}/{page}", {"value": "within"}).status_code == 404, page
    assert Draft.objects.get().revision == 0


def test_one_open_already_can_be_gone_on_with(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    assert "U heeft er al een open" not in words(client.get(START))
    first = client.post(START)["Location"]
    page = client.get(START)
    assert "U heeft er al een open" in words(page)
    link = re.search(rf'href="({START}[0-9a-f-]+/)"', page.content.decode())
    assert link
    assert client.get(link[1])["Location"] == first


def test_looking_begins_and_changes_nothing(sign_in: SignIn, mirthe: Actor, begin: Callable[..., DraftView]) -> None:
    client = sign_in(mirthe)
    draft = begin(mirthe)
    before = Draft.objects.values().get()
    for page in ("", "vraag/situation/", "nakijken/", "later/", "weg/", "hulp/"):
        client.get(f"{START}{draft.id}/{page}")
    client.get(START)
    assert Draft.objects.values().get() == before


def test_throwing_away_empties_it(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    post(client, client.post(START)["Location"], value="within")
    away = f"{START}{Draft.objects.get().pk}/weg/"
    assert "Dat kunnen we niet terughalen." in words(client.get(away))
    assert client.post(away)["Location"] == START
    row = Draft.objects.get()
    assert (row.status, row.answers.count()) == ("discarded", 0)
    assert client.get(away).status_code == 404


@pytest.mark.parametrize(
    "typed", ["\x00", "x" * 1_000_000, "\u202eabc", "👩\u200d👩\u200d👧", "'; DROP TABLE", "<script>alert(1)</script>"]
)
def test_nothing_typed_breaks_a_page(sign_in: SignIn, mirthe: Actor, typed: str) -> None:
    client = sign_in(mirthe)
    check = walk_to_the_end(client)
    for key, name in (("phone", "value"), ("new_address", "postcode"), ("who_moves", "others"), ("situation", "value")):
        url = f"{START}{Draft.objects.get().pk}/vraag/{key}/"
        answer = client.post(url, {name: typed, "version": typed})
        assert answer.status_code in (200, 302), key
        assert "<script>alert" not in answer.content.decode()
    assert client.post(check, {"version": typed}).status_code == 302


def test_fields_that_no_question_asks_for_change_nothing(sign_in: SignIn, mirthe: Actor, bilal: Actor) -> None:
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    before = Draft.objects.values("owner", "author", "status", "reference", "version", "lane", "organisation").get()
    forged = {field.name: str(uuid4()) for field in Draft._meta.get_fields() if field.name != "id"}
    client.post(first, {**forged, "version": "0", "owner": str(bilal.party), "value": "within", "source": "brp"})
    assert Draft.objects.values(*before).get() == before
    assert Draft.objects.get().answers.get().source == "self"


def test_an_older_page_does_not_overwrite_a_newer_answer(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    seen = version_on(client, first)
    client.post(first, {"version": seen, "value": "within"})
    answer = after(client, client.post(first, {"version": seen, "value": "into"}))
    assert "intussen ergens anders veranderd" in words(answer)
    assert "Daar staat nu: Ik verhuis binnen deze gemeente." in words(answer)
    assert Draft.objects.get().answers.get().value == "within"
    again = re.search(r'name="version" value="(\d+)"', answer.content.decode())
    assert again
    client.post(first, {"version": again[1], "value": "into"})
    assert Draft.objects.get().answers.get().value == "into"


def test_stuck_is_heard_and_what_was_typed_is_kept(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    walk_to_the_end(client)
    url = f"{START}{Draft.objects.get().pk}/vraag/phone/"
    help_page = post(client, url, value="06 twaalf", hulp="vast")["Location"]
    assert "U kwam niet verder bij: ‘Op welk nummer kunnen we u bellen?’" in words(client.get(help_page))
    assert 'value="06 twaalf"' in client.get(url).content.decode()


def test_je_is_said_to_who_wants_it(sign_in: SignIn, mirthe: Actor, settings: Any) -> None:
    client = sign_in(mirthe)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl-je"
    walk_to_the_end(client)
    page = words(client.get(f"{START}{Draft.objects.get().pk}/vraag/who_moves/"))
    assert "Wie verhuist er met je mee?" in page


def test_the_answers_of_a_page_are_kept_while_one_types(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    saved = client.post(
        f"{first}bewaar/", {"version": "0", "value": "into"}, headers={"X-Naast-Background": "autosave"}
    )
    assert saved.json() == {"version": 1, "text": "Bewaard, zojuist."}
    assert re.search(r'value="into"[^>]* checked', client.get(first).content.decode())
    assert Draft.objects.get().answers.count() == 0  # typed is not answered
    older = client.post(f"{first}bewaar/", {"version": "0", "value": "away"})
    assert older.status_code == 409
    assert "intussen" in older.json()["text"]
    assert re.search(r'value="into"[^>]* checked', client.get(first).content.decode())


def test_typing_does_not_keep_a_session_open(sign_in: SignIn, mirthe: Actor, clock: Any) -> None:
    """The session ends after 15 minutes without a person acting, however often the page saves by itself."""
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    for minute in range(1, 15):
        clock.shift(60)
        client.post(
            f"{first}bewaar/", {"version": str(minute - 1), "value": "into"}, headers={"X-Naast-Background": "autosave"}
        )
    assert Draft.objects.get().revision == 14
    clock.shift(61)
    assert client.get(first).status_code == 404 or client.get(first)["Location"].startswith("/inloggen/")


def test_the_draft_outlives_the_session(sign_in: SignIn, mirthe: Actor, clock: Any) -> None:
    client = sign_in(mirthe)
    second = post(client, client.post(START)["Location"], value="within")["Location"]
    clock.shift(16 * 60)
    client = sign_in(mirthe)
    assert client.get(f"{START}{Draft.objects.get().pk}/")["Location"] == second


def test_the_register_is_asked_for_what_the_page_needs(sign_in: SignIn, mirthe: Actor, register: Register) -> None:
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    assert register.asked == []
    post(client, first, value="within")
    assert register.asked == [frozenset({"address"})]
