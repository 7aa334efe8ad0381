"""Every template a person can come to see, with a way to each state of it. A template that is not here is a red test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from naast.design.tests.spoken import with_ears, with_voices
from stories.town import wait_until
from stories.visitor import Visitor
from stories.walks import ILL_TREE, LOOSE_TILE, MOVE, REMISSION, STREET, TREE, move, remission

Way = Callable[[Visitor], None]
WELL_FORMED = "LW-7K4M-26-V"  # a number that passes its check; whether it is given out, nobody is told
COLOURS = "/beheer/organisatie/kleuren/"
MOST_ASKED = 300  # more than any page takes in a minute
BROKEN = (
    "shown when something is wrong with us or with the request; drawn by design/error.html, as the 404 that is here"
)
ELSEWHERE = {
    **dict.fromkeys(("400.html", "410.html", "413.html", "500.html", "503.html"), BROKEN),
    "refused.html": BROKEN,
    "choose.html": "the sign-in stand-in, which is no part of Naast",
    "signed_out.html": "the sign-in stand-in, which is no part of Naast",
    "identity/not_signed_in.html": "walked in test_ask_for_remission.py",
    "design/wide.html": "the frame of the home page",
    "design/work.html": "the frame of the workbench",
    "design/work_page.html": "the frame of other staff pages",
    "design/error.html": "the frame of the error pages",
    "design/administration_page.html": "the frame of the pages for administration",
}


@dataclass(frozen=True, slots=True)
class State:
    """`who` is nobody, a resident or, with `staff`, somebody of the town hall."""

    template: str
    name: str
    open: Way
    who: str = ""
    staff: bool = False
    status: int = 200

    def __str__(self) -> str:
        return f"{self.template}:{self.name}"


def at(path: str) -> Way:
    return lambda visitor: visitor.goto(path)


def in_english(path: str) -> Way:
    def go(visitor: Visitor) -> None:
        visitor.page.context.add_cookies([{"name": "naast-taal", "value": "en", "url": visitor.town.url}])
        visitor.goto(path)

    return go


def suggested(visitor: Visitor) -> None:
    visitor.goto("/")
    visitor.page.locator("#vraag").press_sequentially("verhui")
    visitor.page.locator("main a", has_text="Verhuizing doorgeven").wait_for()


def listening(path: str) -> Way:
    """The microphone is on, and the first words have come."""

    def go(visitor: Visitor) -> None:
        with_ears(visitor.page, "nl-NL")
        visitor.goto(path)
        visitor.page.locator("[data-hear]").click()
        visitor.page.evaluate("ears.now.hear('mijn paspoort is kwijt')")

    return go


def read_aloud(way: Way) -> Way:
    """The page of this way, while its first words are read."""

    def go(visitor: Visitor) -> None:
        with_voices(visitor.page, ("Floor", "nl-NL", True))
        way(visitor)
        visitor.page.locator("[data-aloud]").click()

    return go


def link(path: str, within: str) -> Way:
    """Open a page and follow the first link of it whose address holds this, folded away or not."""

    def go(visitor: Visitor) -> None:
        visitor.goto(path)
        visitor.goto(str(visitor.page.locator(f"main a[href*='{within}']").first.get_attribute("href")))

    return go


def question(service: str, key: str, *, wrong: bool = False) -> Way:
    """A question of a fresh draft, as it is first seen or as it answers nothing typed."""
    answers = move() if service == MOVE else remission(income="1.150", bank="300")

    def go(visitor: Visitor) -> None:
        visitor.begin(service)
        visitor.walk(answers, until=key)
        if wrong:
            visitor.press()

    return go


def answered_no(visitor: Visitor) -> None:
    visitor.begin(REMISSION)
    visitor.walk(remission(income="1.150", bank="25.000"), until="antwoord")


def sent(visitor: Visitor) -> None:
    visitor.begin(MOVE)
    visitor.walk(move())
    visitor.press()


def sent_without_a_name(visitor: Visitor) -> None:
    visitor.begin(STREET)
    visitor.walk(LOOSE_TILE)
    visitor.press()


def begun_before_signing_in(visitor: Visitor) -> None:
    visitor.sign_in("sanne", visitor.begin(STREET))


def prepared_for_another_door(visitor: Visitor) -> None:
    visitor.begin(TREE)
    visitor.walk(ILL_TREE, until="antwoord")


def beside(name: str) -> Way:
    """A page that hangs under a fresh draft: `later`, `weg`, `hulp`."""

    def go(visitor: Visitor) -> None:
        visitor.goto(f"{visitor.begin(MOVE)}{name}/")

    return go


def asked_for_help(visitor: Visitor) -> None:
    visitor.begin(MOVE)
    visitor.press("main form [name=hulp]")


def helping(visitor: Visitor) -> None:
    """The work that came of somebody who asked for help."""
    visitor.page.context.clear_cookies()
    visitor.sign_in("rens", "/mijn/")
    asked_for_help(visitor)
    item = visitor.town.ask("SELECT id FROM work_workitem WHERE kind = 'journeys.help' ORDER BY id DESC LIMIT 1")[0][0]
    visitor.page.context.clear_cookies()
    visitor.sign_in_at_work("karim", f"/werk/taak/{item}/")


def of_another(visitor: Visitor) -> None:
    """Sanne's link to go on, opened by Bilal."""
    visitor.goto(f"{visitor.begin(MOVE)}later/")
    path = (visitor.page.locator("main a[href*='/verder/']").get_attribute("href") or "").removeprefix(visitor.town.url)
    visitor.page.context.clear_cookies()
    visitor.sign_in("bilal", path)


def case(status: str, *, under: str = "mijn", then: str = "") -> Way:
    """A case of the town in this state. `under` is whose side; `then` is the end of its address."""

    def go(visitor: Visitor) -> None:
        found = visitor.town.ask("SELECT id FROM cases_case WHERE status = %s ORDER BY id LIMIT 1", [status])
        visitor.goto(f"/{under}/zaken/{found[0][0]}/{then}")

    return go


def disputing(status: str, *, then: Way | None = None) -> Way:
    """The page on which one says that the first answer of a case in this state is not right."""

    def go(visitor: Visitor) -> None:
        case(status)(visitor)
        visitor.goto(str(visitor.page.locator("main a[href*='/klopt-niet/']").first.get_attribute("href")))
        if then:
            then(visitor)

    return go


def disputed_late(visitor: Visitor) -> None:
    """The same page, kept open until the case was over."""
    case_id, key = visitor.town.ask(
        "SELECT id, request->0->>'key' FROM cases_case WHERE status = 'closed' ORDER BY id LIMIT 1"
    )[0]
    visitor.goto(f"/mijn/zaken/{case_id}/klopt-niet/{key}/")


def undisputed(visitor: Visitor) -> None:
    visitor.page.locator("main form.naast-form button[type=submit]").first.click()


def foreign_dossier(visitor: Visitor) -> None:
    """Somebody of whom no team handles anything."""
    found = visitor.town.ask("SELECT party_id FROM parties_person WHERE given_names = 'Rens'")
    visitor.goto(f"/werk/dossier/{found[0][0]}/")


def opened_dossier(visitor: Visitor) -> None:
    found = visitor.town.ask("SELECT party FROM cases_case WHERE status = 'sent' ORDER BY id LIMIT 1")
    visitor.goto(f"/werk/dossier/{found[0][0]}/")


def call_without_words(visitor: Visitor) -> None:
    opened_dossier(visitor)
    visitor.press("form[action$='/gesprek/'] button")


def begin_with(then: str) -> Way:
    """A page under somebody whose request waits, so that the team may look."""

    def go(visitor: Visitor) -> None:
        found = visitor.town.ask("SELECT party FROM cases_case WHERE status = 'sent' ORDER BY id LIMIT 1")
        visitor.goto(f"/werk/personen/{found[0][0]}/{then}")

    return go


def nothing_begun(visitor: Visitor) -> None:
    begin_with("aanvraag/")(visitor)
    visitor.press("main form button.nl-button--primary")


def begun_with(visitor: Visitor) -> None:
    begin_with("aanvraag/")(visitor)
    visitor.page.locator("[name=service]").select_option(MOVE)
    visitor.page.locator("[name=identified]").first.check(force=True)  # its label lies over it
    visitor.press("main form button.nl-button--primary")


def found_nobody(visitor: Visitor) -> None:
    visitor.goto("/werk/personen/")
    visitor.press("main form button.nl-button--primary")


def first_letter(visitor: Visitor) -> None:
    """A fresh town has none until its worker has delivered the first."""
    letter = visitor.page.locator("main a[href*='/demo/post/']")
    wait_until(lambda: visitor.goto("/demo/post/") or letter.count(), 60)
    visitor.press("main a[href*='/demo/post/']")


def code_sent(visitor: Visitor) -> None:
    visitor.goto("/mijn/gegevens/nieuw/e-mail/")
    visitor.page.locator("main form [name=value]").fill("bilal@voorbeeld.example")
    visitor.press("main form button.nl-button--primary")


def read_register(visitor: Visitor) -> None:
    visitor.goto("/mijn/gegevens/")
    visitor.press("main form[method=post]:not([action]) button")


def told_off(visitor: Visitor) -> None:
    """A form without its token."""
    visitor.page.context.clear_cookies()
    visitor.goto("/diensten/verhuismelding/")
    visitor.going(
        lambda: visitor.page.evaluate(
            "() => { const form = document.createElement('form'); form.method = 'post'; form.action = '/voorkeur/';"
            " document.body.append(form); form.submit(); }"
        )
    )


def too_often(visitor: Visitor) -> None:
    """Whoever asks again and again, until we say to wait. Signed in, so that nobody else of this run has to wait.

    While the browser opens the page one more may be allowed: then it asks again.
    """
    address = "/regel/verhuismelding/verder/nee/"
    answers = (visitor.page.request.get(visitor.town.url + address).status for _ in range(MOST_ASKED))
    while visitor.status != 429:
        assert 429 in answers
        visitor.goto(address)


def asked_before(visitor: Visitor) -> None:
    visitor.goto("/zoek/?vraag=recept+voor+pannenkoeken")
    visitor.goto("/studio/")


def words_tried(visitor: Visitor) -> None:
    """All services are read anew for a trial: that takes its time."""
    visitor.goto("/studio/woorden/?woorden=wij+vertrekken+met+de+kat")
    visitor.page.locator("[name=dienst]").select_option(MOVE)
    visitor.page.set_default_timeout(90_000)
    visitor.press("main form button.nl-button--primary")


def text_written(new: str, *, then: str = "") -> Callable[[Visitor], None]:
    """Another first sentence of a text of the passport; a second time it changes that draft."""

    def go(visitor: Visitor) -> None:
        visitor.goto("/studio/teksten/paspoort/texts/about/")
        if new not in (text := visitor.page.locator("[name=u]").input_value()):
            visitor.page.locator("[name=u]").fill(f"{new} {text}")
        visitor.press("main form button.nl-button--primary")
        if then:
            visitor.goto(visitor.path + then)

    return go


def no_words(visitor: Visitor) -> None:
    visitor.goto("/studio/woorden/")
    visitor.press("main form button.nl-button--primary")


def view_kept(visitor: Visitor) -> None:
    visitor.goto("/werk/?rij=van-mijn-team&klaar=week")
    visitor.page.locator("summary", has_text="Bewaar deze weergave").click()
    visitor.page.locator("[name=naam]").fill("Mijn week")
    visitor.press("form:has([name=naam]) button")


def nameless_view(visitor: Visitor) -> None:
    visitor.goto("/werk/?klaar=week")
    visitor.page.locator("summary", has_text="Bewaar deze weergave").click()
    visitor.press("form:has([name=naam]) button")


def handed_over(visitor: Visitor) -> None:
    """To nobody, and without a word: the page says what is missing."""
    case("waiting", under="werk")(visitor)
    visitor.press("main a[href*='?doe=draag-over']")
    visitor.press("form[action$='/overdragen/'] button")


def handed_over_too_late(visitor: Visitor) -> None:
    """The case is over meanwhile, and with it the right to look."""
    over = visitor.town.ask(
        "SELECT id FROM cases_case WHERE status = 'closed' AND NOT EXISTS"
        " (SELECT 1 FROM cases_case AS other WHERE other.party = cases_case.party AND other.status <> 'closed') LIMIT 1"
    )
    case("waiting", under="werk")(visitor)
    visitor.press("main a[href*='?doe=draag-over']")
    form = visitor.page.locator("form[action$='/overdragen/']")
    form.locator("textarea").fill("Wacht op de loonstrook.")
    form.evaluate(f"form => form.action = '/werk/zaken/{over[0][0]}/overdragen/'")
    visitor.press("form[action$='/overdragen/'] button")


def closed_just_now(visitor: Visitor) -> None:
    """The case of Hiba, as if Karim had closed it a moment ago."""
    found = visitor.town.ask(
        "UPDATE cases_case SET closed_at = now() WHERE id = (SELECT id FROM cases_case WHERE status = 'closed'"
        " AND decided_at IS NOT NULL ORDER BY id LIMIT 1) RETURNING id"
    )
    visitor.goto(f"/werk/zaken/{found[0][0]}/")


def nameless_and_over(visitor: Visitor) -> None:
    """A case that is over, as if it had been sent without a name."""
    found = visitor.town.ask(
        "UPDATE cases_case SET draft = party WHERE id = (SELECT id FROM cases_case WHERE status = 'closed' AND NOT EXISTS"
        " (SELECT 1 FROM cases_case AS other WHERE other.party = cases_case.party AND other.status <> 'closed')"
        " ORDER BY id DESC LIMIT 1) RETURNING id"
    )
    visitor.goto(f"/werk/zaken/{found[0][0]}/")


def first_role(visitor: Visitor) -> None:
    """The page that asks once more, of somebody in the list."""
    visitor.goto("/beheer/medewerkers/?woorden=bente")
    visitor.press("main a[href*='/beheer/medewerkers/']:has-text('Bente')")
    visitor.press("main a[href*='/beheer/medewerkers/rollen/']")


def a_colleague(visitor: Visitor) -> None:
    visitor.goto("/beheer/medewerkers/?woorden=bente")
    visitor.press("main a[href*='/beheer/medewerkers/']:has-text('Bente')")


def leaving(visitor: Visitor) -> None:
    a_colleague(visitor)
    visitor.press("main a[href*='/uit-dienst/']")


def left_empty(path: str) -> Way:
    """A form of the administrator, sent as it is with its first text taken out."""

    def go(visitor: Visitor) -> None:
        visitor.goto(path)
        visitor.page.locator("main form.naast-form input:not([type=hidden])").first.fill("")
        visitor.press("main form.naast-form button.nl-button--primary")

    return go


def colour_typed(colour: str) -> Way:
    """The page follows what is typed, without a button."""

    def go(visitor: Visitor) -> None:
        visitor.goto(COLOURS)
        visitor.page.locator("[name=own]").fill(colour)
        visitor.page.locator(f".naast-preview.own-{colour[1:]}-face").wait_for()

    return go


def colour_sent(colour: str) -> Way:
    def go(visitor: Visitor) -> None:
        visitor.goto(COLOURS)
        visitor.page.locator("[name=own]").fill(colour)
        visitor.press("#kleuren button:not([name])")

    return go


STATES = (
    State("404.html", "nothing there", at("/bestaat-niet/"), status=404),
    State("429.html", "asked too often", too_often, "hiba", status=429),
    State("405.html", "a form's address, opened as a page", at("/voorkeur/"), status=405),
    State("403.html", "a form without token", told_off, status=403),
    State("portal/embed.html", "box for another site", at("/insluiten/")),
    State("portal/home.html", "as it opens", at("/")),
    State("portal/home.html", "names while typing", suggested),
    State("portal/home.html", "while somebody speaks", listening("/")),
    State("portal/mine.html", "with something to do", at("/mijn/"), "mirthe"),
    State("portal/mine.html", "with nothing", at("/mijn/"), "rens"),
    State("organisations/contact.html", "as it opens", at("/contact/")),
    State("finding/answer.html", "found", at("/zoek/?vraag=ik+ga+verhuizen")),
    State("finding/answer.html", "while somebody speaks", listening("/zoek/?vraag=ik+ga+verhuizen")),
    State("finding/answer.html", "read aloud", read_aloud(at("/zoek/?vraag=ik+ga+verhuizen"))),
    State("finding/answer.html", "found elsewhere", at("/zoek/?vraag=ik+wil+kinderbijslag+aanvragen")),
    State("finding/answer.html", "two things", at("/zoek/?vraag=ik+ga+verhuizen+en+mijn+paspoort+is+verlopen")),
    State("finding/answer.html", "how it stands", at("/zoek/?vraag=hoe+staat+het+met+mijn+aanvraag")),
    State("finding/answer.html", "an event", at("/zoek/?vraag=mijn+vader+is+overleden")),
    State("finding/answer.html", "not sure", at("/zoek/?vraag=kaart")),
    State("finding/answer.html", "trouble", at("/zoek/?vraag=mijn+man+slaat+mij")),
    State("finding/answer.html", "not ours", at("/zoek/?vraag=recept+voor+pannenkoeken")),
    State("finding/answer.html", "Turkish", at("/zoek/?vraag=evim+i%C3%A7in+yard%C4%B1ma+ihtiyac%C4%B1m+var")),
    State("finding/answer.html", "Arabic", at(f"/zoek/?vraag={quote('أريد تجديد جواز سفري')}")),
    State("finding/answer.html", "English, of what is only in Dutch", in_english("/zoek/?vraag=my+father+has+died")),
    State("finding/answer.html", "nothing understood", at("/zoek/?vraag=xyzzy")),
    State("finding/answer.html", "nothing asked", at("/zoek/?vraag=")),
    State("catalogue/service.html", "move", at(f"/diensten/{MOVE}/")),
    State("catalogue/service.html", "read aloud", read_aloud(at(f"/diensten/{MOVE}/"))),
    State("catalogue/service.html", "remission", at(f"/diensten/{REMISSION}/")),
    State("catalogue/service.html", "the door of another organisation", at("/diensten/kinderbijslag/")),
    State("catalogue/service.html", "another organisation by phone", at("/diensten/clientondersteuning/")),
    State("catalogue/service.html", "with us, by phone or at the counter", at("/diensten/erkenning-kind/")),
    State("catalogue/service.html", "English, of what is only in Dutch", in_english("/diensten/briefadres/")),
    State("catalogue/how_it_goes.html", "as it opens", at("/hoe-gaat-het/")),
    State("catalogue/question.html", "with services", at("/vragen/3/")),
    State("catalogue/question.html", "danger", at("/vragen/8/")),
    State("catalogue/life_events.html", "as it opens", at("/gebeurtenis/")),
    State("catalogue/life_event.html", "a plan", at("/gebeurtenis/uit-elkaar-gaan/")),
    State("catalogue/all_services.html", "everything", at("/diensten/")),
    State("catalogue/all_services.html", "found", at("/diensten/?q=rijbewijs")),
    State("catalogue/all_services.html", "nothing found", at("/diensten/?q=zeppelin")),
    State("design/styleguide/index.html", "all components", at("/design/")),
    State("design/styleguide/desk.html", "the workbench", at("/design/werk/")),
    State("demo/tour.html", "what to try", at("/demo/")),
    State("demo/post.html", "the post", at("/demo/post/")),
    State("demo/letter.html", "a letter", first_letter),
    State("identity/not_sure_enough.html", "a password only", lambda visitor: visitor.sign_in("chantal"), status=403),
    State("identity/signed_out.html", "after signing out", at("/uitgelogd/")),
    State("identity/staff_sign_in.html", "as it opens", at("/werk/inloggen/")),
    State("identity/passkeys.html", "none yet", at("/werk/passkeys/"), "karim", staff=True),
    State("openness/accessibility.html", "as it opens", at("/toegankelijkheid/")),
    State("openness/algorithms.html", "all that run", at("/algoritmes/")),
    State("openness/algorithm.html", "with whom it serves", at("/algoritmes/finding.answer/")),
    State("openness/algorithm.html", "nothing to measure", at("/algoritmes/catalogue.package_rule/")),
    State("dossier/anchors.html", "as it opens", at("/open/ankers/")),
    State("journeys/start.html", "as it opens", at(f"/regel/{MOVE}/"), "rens"),
    State("journeys/start.html", "one open already", at(f"/regel/{MOVE}/"), "bilal"),
    State("journeys/start.html", "without signing in", at(f"/regel/{STREET}/")),
    State("journeys/step.html", "a choice", question(MOVE, "situation"), "sanne"),
    State("journeys/step.html", "read aloud", read_aloud(question(MOVE, "situation")), "sanne"),
    State("journeys/step.html", "nothing chosen", question(MOVE, "situation", wrong=True), "sanne"),
    State("journeys/known.html", "from the register", question(MOVE, "current_address"), "sanne"),
    State("journeys/known.html", "nothing chosen", question(MOVE, "current_address", wrong=False), "sanne"),
    State("journeys/step.html", "a date", question(MOVE, "move_date", wrong=True), "sanne"),
    State("journeys/step.html", "an address", question(MOVE, "new_address", wrong=True), "sanne"),
    State("journeys/step.html", "the family", question(MOVE, "who_moves"), "sanne"),
    State("journeys/step.html", "money", question(REMISSION, "tax", wrong=True), "lotte"),
    State("journeys/check.html", "all answered", question(MOVE, "nakijken"), "sanne"),
    State("journeys/outcome.html", "a no", answered_no, "rens"),
    State("journeys/outcome.html", "ready for another door", prepared_for_another_door),
    State("journeys/done.html", "sent", sent, "sanne"),
    State("journeys/done.html", "sent without a name", sent_without_a_name),
    State("journeys/claim.html", "as it opens", begun_before_signing_in),
    State("journeys/later.html", "as it opens", beside("later"), "sanne"),
    State("journeys/discard.html", "as it opens", beside("weg"), "sanne"),
    State("journeys/stuck.html", "as it opens", beside("hulp"), "sanne"),
    State("journeys/stuck.html", "asked", asked_for_help, "sanne"),
    State("journeys/begin_for.html", "as it opens", begin_with("aanvraag/"), "karim", staff=True),
    State("journeys/begin_for.html", "nothing chosen", nothing_begun, "karim", staff=True, status=422),
    State("journeys/step.html", "filled in with somebody", begun_with, "karim", staff=True),
    State("work/item.html", "somebody asked for help", helping, "karim", staff=True),
    State("journeys/link_over.html", "a link that is over", at(f"/regel/{MOVE}/verder/nee/"), status=410),
    State("journeys/other_person.html", "a link of another", of_another, "sanne", status=403),
    State("journeys/picture.html", "move", at(f"/werk/reizen/{MOVE}/"), "bente", staff=True),
    State("cases/mine.html", "a question is open", case("waiting"), "mirthe"),
    State("cases/mine.html", "closed with a decision", case("closed"), "hiba"),
    State("cases/history.html", "all", at("/mijn/zaken/"), "mirthe"),
    State("cases/history.html", "found", at("/mijn/zaken/?stand=loopt&woorden=kwijt"), "mirthe"),
    State("cases/history.html", "nothing found", at("/mijn/zaken/?woorden=zeppelin"), "mirthe"),
    State("cases/history.html", "never asked", at("/mijn/zaken/"), "rens"),
    State("cases/answer.html", "as it opens", link("/mijn/", "/vraag/"), "mirthe"),
    State("cases/where.html", "as it opens", at("/waar-is-mijn-aanvraag/")),
    State("cases/where.html", "a slip", at("/waar-is-mijn-aanvraag/?nummer=LW-1"), status=422),
    State("cases/where.html", "how to get in", at(f"/waar-is-mijn-aanvraag/?nummer={WELL_FORMED}")),
    State("cases/where.html", "not mine", at(f"/waar-is-mijn-aanvraag/?nummer={WELL_FORMED}"), "rens"),
    State("cases/dispute.html", "as it opens", disputing("waiting"), "mirthe"),
    State("cases/dispute.html", "nothing written", disputing("waiting", then=undisputed), "mirthe"),
    State("cases/dispute.html", "too late", disputed_late, "hiba"),
    State("cases/withdraw.html", "may", case("waiting", then="intrekken/"), "mirthe"),
    State("cases/withdraw.html", "too late", case("closed", then="intrekken/"), "hiba"),
    State("cases/work.html", "new", case("sent", under="werk"), "karim", staff=True),
    State("cases/work.html", "waits", case("waiting", under="werk"), "karim", staff=True),
    State(
        "cases/work.html",
        "a message begun",
        case("waiting", under="werk", then="?tekst=nog_bezig"),
        "karim",
        staff=True,
    ),
    *(
        State("cases/work.html", f"to {word}", case("waiting", under="werk", then=f"?doe={word}"), "karim", staff=True)
        for word in ("besluit", "verbeter", "notitie", "koppel", "draag-over", "geef-terug")
    ),
    State("cases/over.html", "over meanwhile", handed_over_too_late, "karim", staff=True, status=409),
    State("cases/reason.html", "over, and of nobody", nameless_and_over, "karim", staff=True),
    State("cases/closed.html", "closed just now", closed_just_now, "karim", staff=True),
    State("cases/work.html", "handed over without a word", handed_over, "karim", staff=True, status=422),
    State("workbench/queue.html", "what waits", at("/werk/"), "karim", staff=True),
    State("workbench/queue.html", "what colleagues have", at("/werk/?rij=van-collegas"), "karim", staff=True),
    State("workbench/queue.html", "nothing found", at("/werk/?woorden=zeppelin"), "karim", staff=True),
    State("workbench/queue.html", "mine", at("/werk/?rij=van-mij"), "karim", staff=True),
    State(
        "workbench/queue.html", "filtered", at("/werk/?rij=van-mijn-team&klaar=week&stand=nieuw"), "karim", staff=True
    ),
    State("workbench/queue.html", "a view kept", view_kept, "karim", staff=True),
    State("workbench/queue.html", "a view without a name", nameless_view, "karim", staff=True, status=422),
    State("studio/asked.html", "what was not found", asked_before, "bente", staff=True),
    State("studio/asked.html", "nothing found", at("/studio/?woorden=zeppelin"), "bente", staff=True),
    State("studio/add_words.html", "as it opens", at("/studio/woorden/"), "bente", staff=True),
    State("studio/add_words.html", "nothing typed", no_words, "bente", staff=True),
    State("studio/texts.html", "as it opens", at("/studio/teksten/?woorden=paspoort"), "bente", staff=True),
    State("studio/service_texts.html", "as it opens", at("/studio/teksten/paspoort/"), "bente", staff=True),
    State("studio/write_text.html", "a name in it", text_written("Vraag Sanne de Wit."), "bente", staff=True),
    State("studio/text.html", "a draft", text_written("U bent snel klaar."), "bente", staff=True),
    State("studio/preview.html", "of a draft", text_written("U bent snel klaar.", then="pagina/"), "bente", staff=True),
    State("studio/added.html", "tried", words_tried, "bente", staff=True),
    State("identity/people.html", "everybody", at("/beheer/medewerkers/"), "ans", staff=True),
    State("identity/people.html", "nobody found", at("/beheer/medewerkers/?woorden=zeppelin"), "ans", staff=True),
    State("identity/add_staff.html", "as it opens", at("/beheer/medewerkers/nieuw/"), "ans", staff=True),
    State("identity/add_staff.html", "no name", left_empty("/beheer/medewerkers/nieuw/"), "ans", staff=True),
    State("identity/person.html", "a colleague", a_colleague, "ans", staff=True),
    State("identity/end_role.html", "asked once more", first_role, "ans", staff=True),
    State("identity/end_access.html", "as it opens", leaving, "ans", staff=True),
    State("organisations/settings.html", "as it opens", at("/beheer/organisatie/"), "ans", staff=True),
    State("organisations/change_hours.html", "the phone", at("/beheer/organisatie/telefoon/"), "ans", staff=True),
    State(
        "organisations/change_hours.html",
        "no number",
        left_empty("/beheer/organisatie/telefoon/"),
        "ans",
        staff=True,
    ),
    State("organisations/change_hours.html", "the bus", at("/beheer/organisatie/balie/1/"), "ans", staff=True),
    State("organisations/add_day.html", "as it opens", at("/beheer/organisatie/dagen/nieuw/"), "ans", staff=True),
    State("organisations/change_face.html", "as it opens", at("/beheer/organisatie/uiterlijk/"), "ans", staff=True),
    State("organisations/change_colours.html", "as it opens", at(COLOURS), "ans", staff=True),
    State("organisations/change_colours.html", "looked at", colour_typed("#0b4f8a"), "ans", staff=True),
    State("organisations/change_colours.html", "refused", colour_sent("#7fb3d5"), "ans", staff=True),
    State("catalogue/figures.html", "as it opens", at("/beheer/"), "ans", staff=True),
    State("catalogue/offering.html", "found", at("/beheer/diensten/?woorden=paspoort"), "ans", staff=True),
    State("catalogue/offer.html", "as on disk", at("/beheer/diensten/kinderbijslag/"), "ans", staff=True),
    State(
        "dossier/changes.html",
        "roles",
        at("/beheer/wijzigingen/?door=alles&soort=identity.role_assigned"),
        "ans",
        staff=True,
    ),
    State("dossier/reviews.html", "something to review", at("/beheer/inzage/"), "ans", staff=True),
    State("dossier/reviews.html", "nothing found", at("/beheer/inzage/?toon=uitzoeken"), "ans", staff=True),
    State("dossier/review.html", "as it opens", link("/beheer/inzage/", "/beheer/inzage/0"), "ans", staff=True),
    State("dossier/changes.html", "nothing found", at("/beheer/wijzigingen/?woorden=zeppelin"), "ans", staff=True),
    State("messages/mine.html", "with messages", at("/mijn/berichten/"), "mirthe"),
    State("messages/mine.html", "nothing found", at("/mijn/berichten/?woorden=zeppelin"), "mirthe"),
    State("messages/mine.html", "only what is new", at("/mijn/berichten/?toon=nieuw"), "mirthe"),
    State("messages/mine.html", "none", at("/mijn/berichten/"), "rens"),
    State("messages/read.html", "one", link("/mijn/berichten/", "/mijn/berichten/"), "mirthe"),
    State("parties/mine.html", "as it opens", at("/mijn/gegevens/"), "mirthe"),
    State("parties/mine.html", "with what the register knows", read_register, "mirthe"),
    State("parties/preferences.html", "as it opens", at("/mijn/voorkeuren/"), "mirthe"),
    State("parties/add.html", "mail", at("/mijn/gegevens/nieuw/e-mail/"), "mirthe"),
    State("parties/verify.html", "a code was sent", code_sent, "bilal"),
    State("parties/search.html", "somebody calls", at("/werk/personen/belt/"), "karim", staff=True),
    State("parties/call_page.html", "nothing written", call_without_words, "karim", staff=True, status=422),
    State("parties/search.html", "as it opens", at("/werk/personen/"), "karim", staff=True),
    State("parties/search.html", "nothing typed", found_nobody, "karim", staff=True, status=422),
    State("dossier/mine.html", "a life", at("/mijn/dossier/"), "mirthe"),
    State("dossier/looks.html", "looked at", at("/mijn/dossier/wie-keek/"), "mirthe"),
    State("dossier/paper.html", "to print", at("/mijn/dossier/papier/"), "mirthe"),
    State("dossier/note.html", "as it opens", link("/mijn/dossier/", "/zeg-iets/"), "mirthe"),
    State("dossier/desk.html", "with a grant", opened_dossier, "karim", staff=True),
    State("dossier/reason.html", "without a grant", foreign_dossier, "karim", staff=True),
)
