"""Cases: what was sent is handled in sight of both sides, decided by a human, and told."""

from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naast.cases import actions
from naast.cases.access import cases_for, may_read_files
from naast.cases.actions.late import lapse_unanswered
from naast.cases.capability.entries import ENTRY_KINDS, PURPOSES
from naast.cases.capability.messages import MESSAGES
from naast.cases.capability.sections import HANDLING, MAKES_CASE, STEPS
from naast.cases.handlers import ask_again, find_another_way, go_on_without
from naast.cases.queries import nameless_with_number, party_with_number
from naast.cases.queries.figures import courses
from naast.cases.queries.telling import facts_to_tell
from naast.cases.views.slots import running_of_person
from naast.catalogue.types import CourseSource
from naast.design.types import FrameSlot
from naast.dossier.types import AboutPage
from naast.files.events import FileRefused
from naast.files.types import FileOwner
from naast.journeys.types import EndingKind
from naast.kernel.actor import Actor
from naast.kernel.events import Later, Now
from naast.kernel.live import LiveTopic
from naast.kernel.registry import Capability
from naast.kernel.sweeps import Sweep
from naast.kernel.types import Ref
from naast.messages.events import DeliveryFailed
from naast.parties.ports import NumberToPerson
from naast.work.events import ItemLeftBehind
from naast.work.types import WorkKind

HOUR = 3600


def _may_see(actor: Actor, case: UUID) -> bool:
    return cases_for(actor).filter(pk=case).exists()


def _address(route: str, case: UUID) -> str:
    return reverse(route, args=[case])


def _page(about: Ref) -> str:
    return _address("cases:work", about.id)


CAPABILITY = Capability(
    name="cases",
    purpose="What was sent is handled in sight of both sides, decided by a human, and told.",
    declares=(
        *PURPOSES,
        *ENTRY_KINDS,
        *MESSAGES,
        STEPS,
        HANDLING,
        EndingKind(key=MAKES_CASE, handle=actions.make_case, sends=True),
        WorkKind(key="cases.assess", label="Aanvraag beoordelen", url=_page, icon="matters"),
        WorkKind(key="cases.tell", label="Inwoner bereiken", facts=facts_to_tell, icon="phone", calls=True),
        Later(key="cases.find_another_way", event=DeliveryFailed, handle=find_another_way),
        Now(key="cases.go_on_without", event=ItemLeftBehind, handle=go_on_without),
        Later(key="cases.ask_again", event=FileRefused, handle=ask_again),
        CourseSource(key="cases", count=courses),
        FileOwner(key="case", may_read=may_read_files),
        AboutPage(
            key="case",
            label=_("Bekijk deze zaak"),
            resident_url=partial(_address, "cases:mine"),
            staff_url=partial(_address, "cases:work"),
        ),
        NumberToPerson(key="cases", party_of=party_with_number, nameless=nameless_with_number),
        FrameSlot(
            key="cases.running",
            slot="staff-person",
            template="cases/running.html",
            context=running_of_person,
            order=1,
        ),
        LiveTopic(key="case", may_follow=_may_see),
        Sweep(key="cases.lapse-questions", every=HOUR, run=lapse_unanswered),
        Sweep(key="cases.tell-later", every=HOUR, run=actions.tell_who_waits_longer),
    ),
)
