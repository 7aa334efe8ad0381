"""A worker fills in a request with somebody who has no DigiD: the resident owns it, the worker is who wrote it down."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.catalogue import api as catalogue
from naast.demo.town.stories import moving
from naast.dossier.api import timeline
from naast.journeys import api as journeys
from naast.journeys.types import Identified
from naast.kernel.actor import SYSTEM, Actor, ActorKind, Assurance, Role
from naast.kernel.errors import Forbidden, NotFound
from naast.kernel.models import StoredEvent
from naast.messages.actions.delivery import attempt
from naast.messages.api import messages_for
from naast.messages.tests.conftest import MailServer, last_code, mail_server
from naast.organisations.tests.towns import make_town
from naast.parties import api as parties
from naast.parties.types import Channel, Lane
from naast.work.api import queue

__all__ = ["mail_server"]  # a fixture
MOVE = "verhuismelding"
REASON = {"reason": "De inwoner staat aan de balie en gaat verhuizen."}
Typed = Sequence[tuple[str, Mapping[str, Sequence[str]]]]


@pytest.fixture(autouse=True)
def _service(town: UUID) -> None:
    catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(MOVE))


@pytest.fixture
def jo(town: UUID) -> Actor:
    """Aunt Jo, as she would sign in if she could."""
    party = parties.register_person(SYSTEM, given_names="Jo", family_name="Elzinga", birth_date=date(1945, 3, 2))
    return Actor(kind=ActorKind.RESIDENT, party=party, organisation=town, assurance=Assurance.SUBSTANTIAL)


@pytest.fixture
def gerda(hire: Callable[..., Actor], team: UUID) -> Actor:
    return hire("Gerda", Role.AGENT, team)


@pytest.fixture
def counter(gerda: Actor, desk: Callable[[Actor], Client], jo: Actor) -> Client:
    """Gerda's browser, after she opened the dossier with a reason."""
    client = desk(gerda)
    client.post(reverse("dossier:open", args=[jo.party]), REASON)
    return client


def begin_url(resident: Actor) -> str:
    return reverse("journeys:begin-for", args=[resident.party])


def begin(client: Client, resident: Actor, identified: str = "document") -> UUID:
    answer = client.post(begin_url(resident), {"service": MOVE, "identified": identified})
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer.headers["Location"].split("/")[3])


def walk(client: Client, draft: UUID, answers: Typed) -> None:
    for question, given in answers:
        answer = client.post(reverse("journeys:step", args=[MOVE, draft, question]), {**given, "version": ["999"]})
        assert answer.status_code == 302, (question, answer.content.decode())
        assert "herstel=" not in answer.headers["Location"], question


def send(client: Client, draft: UUID) -> None:
    check = client.get(reverse("journeys:check", args=[MOVE, draft]))
    version = check.context["version"]
    answer = client.post(reverse("journeys:check", args=[MOVE, draft]), {"version": version})
    assert answer.headers["Location"] == reverse("journeys:done", args=[MOVE, draft])


def whole(client: Client, resident: Actor) -> UUID:
    draft = begin(client, resident)
    walk(client, draft, moving("Kadepad", date(2026, 12, 5)))
    send(client, draft)
    return draft


def lines(resident: Actor) -> list[tuple[str, str]]:
    return [(one.sentence, one.detail) for one in timeline(resident, subject=resident.party)]


def test_it_is_the_residents_and_says_who_wrote_it(counter: Client, jo: Actor, gerda: Actor) -> None:
    view = journeys.draft(jo, begin(counter, jo))
    assert (view.owner, view.author) == (jo.party, gerda.id)


@pytest.mark.parametrize(
    ("identified", "detail"),
    [
        ("document", "We zagen uw identiteitsbewijs."),
        ("known", "We wisten op een andere manier dan met DigiD wie u bent."),
    ],
)
def test_the_resident_reads_who_began_and_how_we_knew_her(
    counter: Client, jo: Actor, identified: str, detail: str
) -> None:
    begin(counter, jo, identified)
    begun = [(words, more) for words, more in lines(jo) if "begon met u aan" in words]
    assert begun == [("Gemeente Lommerwaard, team Belastingen, begon met u aan: Verhuizing doorgeven", detail)]
    assert not any(words.startswith("U begon aan") for words, _ in lines(jo))


def test_it_is_walked_and_sent_and_becomes_a_case_of_the_resident(
    counter: Client, jo: Actor, gerda: Actor, town: UUID
) -> None:
    whole(counter, jo)
    (case,) = cases.cases_of(jo, jo.party)
    assert case.title == "Verhuizing doorgeven"
    assert cases.case_view(jo, case.id).author == gerda.id
    assert any("keek alles met u na en verstuurde het" in words for words, _ in lines(jo))
    assert [one.about.id for one in queue(gerda, organisation=town).items] == [case.id]


def test_the_pages_say_with_whom_it_is_filled_in_and_lead_back_to_the_dossier(counter: Client, jo: Actor) -> None:
    draft = begin(counter, jo)
    page = counter.get(reverse("journeys:step", args=[MOVE, draft, "situation"])).content.decode()
    assert (
        "U vult dit in met <strong>Jo Elzinga</strong>. Staat hier ‘u’, ‘je’ of ‘mijzelf’? Dat is Jo Elzinga." in page
    )
    walk(counter, draft, moving("Kadepad", date(2026, 12, 5)))
    send(counter, draft)
    done = counter.get(reverse("journeys:done", args=[MOVE, draft])).content.decode()
    assert reverse("dossier:open", args=[jo.party]) in done
    assert "Volg het op uw eigen pagina" not in done


def test_she_goes_on_with_it_at_home(counter: Client, jo: Actor) -> None:
    draft = begin(counter, jo)
    walk(counter, draft, moving("Kadepad", date(2026, 12, 5))[:1])
    assert [one.id for one in journeys.open_drafts(jo)] == [draft]
    assert [one.key for one in journeys.answers_of(jo, draft)] == ["situation"]


def test_what_is_not_sent_stands_beside_her_dossier(counter: Client, jo: Actor) -> None:
    draft = begin(counter, jo)
    page = counter.get(reverse("dossier:open", args=[jo.party])).content.decode()
    assert reverse("journeys:open", args=[MOVE, draft]) in page
    assert begin_url(jo) in page


def test_the_confirmation_is_in_her_inbox(counter: Client, jo: Actor) -> None:
    whole(counter, jo)
    subjects = [one.subject for one in messages_for(jo, party=jo.party)]
    assert subjects == ["Verhuizing doorgeven: uw aanvraag is binnen"]


@pytest.mark.parametrize(
    ("channel", "because"), [(Channel.POST, "needs-a-letter"), (Channel.PHONE, "wants-a-call"), (None, "no-address")]
)
def test_without_mail_somebody_writes_or_phones(
    counter: Client, jo: Actor, mail_server: MailServer, channel: Channel | None, because: str
) -> None:
    """What a worker gets to do then, cases decide: test_see_the_case_from_both_sides.py."""
    if channel:
        parties.set_preference(jo, channel=channel)
    whole(counter, jo)
    (message,) = messages_for(jo, party=jo.party)
    attempt(message.id)
    told = StoredEvent.objects.filter(name="messages.DeliveryFailed")
    assert ([one.payload["reason"] for one in told], mail_server.taken) == ([because], [])


def test_with_a_verified_address_she_is_told_by_mail(counter: Client, jo: Actor, mail_server: MailServer) -> None:
    address = parties.add_mail(jo, "jo@elzinga.example")
    parties.verify_address(jo, address=address, code=last_code())
    whole(counter, jo)
    (message,) = messages_for(jo, party=jo.party)
    attempt(message.id)
    assert [one["To"] for one in mail_server.taken] == ["jo@elzinga.example"]


def test_nothing_is_begun_before_it_is_said_for_what_and_how_we_know_her(counter: Client, jo: Actor) -> None:
    answer = counter.post(begin_url(jo), {})
    assert answer.status_code == 422
    assert "Kies een dienst." in answer.content.decode()
    assert "Kies hoe u weet wie dit is." in answer.content.decode()
    assert counter.post(begin_url(jo), {"service": "bestaat-niet", "identified": "document"}).status_code == 422
    assert journeys.open_drafts(jo) == ()


def test_without_an_open_dossier_there_is_nothing_to_begin(
    jo: Actor, gerda: Actor, desk: Callable[[Actor], Client], town: UUID
) -> None:
    client = desk(gerda)
    for party in (jo.party, uuid4()):
        url = reverse("journeys:begin-for", args=[party])
        assert client.get(url).status_code == 404
        assert client.post(url, {"service": MOVE, "identified": "document"}).status_code == 404
    for lane in (None, Lane.FAST):
        with pytest.raises(NotFound):
            journeys.start(
                gerda, organisation=town, slug=MOVE, owner=jo.party, lane=lane, identified=Identified.DOCUMENT
            )
    assert journeys.open_drafts(jo) == ()


@pytest.mark.usefixtures("counter")
def test_the_dossier_that_one_opened_opens_it_for_no_colleague(
    jo: Actor, hire: Callable[..., Actor], desk: Callable[[Actor], Client]
) -> None:
    assert desk(hire("Wout")).get(begin_url(jo)).status_code == 404


def test_the_draft_is_no_colleagues(counter: Client, jo: Actor, hire: Callable[..., Actor], team: UUID) -> None:
    draft = begin(counter, jo)
    with pytest.raises(NotFound):
        journeys.draft(hire("Wout", Role.AGENT, team), draft)


def test_who_may_not_start_for_others_does_not(
    jo: Actor, town: UUID, hire: Callable[..., Actor], desk: Callable[[Actor], Client]
) -> None:
    manager = hire("Ineke", Role.MANAGER)
    assert desk(manager).get(begin_url(jo)).status_code == 403
    with pytest.raises(Forbidden):
        journeys.start(manager, organisation=town, slug=MOVE, owner=jo.party)


@pytest.mark.usefixtures("counter")
def test_at_another_organisation_she_is_nobody(jo: Actor, gerda: Actor) -> None:
    elsewhere = make_town("polderdam")
    catalogue.publish(SYSTEM, organisation=elsewhere, package=catalogue.package(MOVE))
    with pytest.raises(Forbidden):
        journeys.start(gerda, organisation=elsewhere, slug=MOVE, owner=jo.party)
