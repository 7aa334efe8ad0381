"""What journeys adds to the house."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naast.catalogue.types import ExampleRunner, ServiceStart
from naast.design.types import FrameSlot
from naast.dossier.types import EntryKind, Purpose
from naast.files.types import FileOwner
from naast.identity.events import RoleEnded
from naast.journeys.access import may_read_files, may_remove_files
from naast.journeys.actions import discard_again, leaving, sweep_expired
from naast.journeys.actions.helping import HELP, settle
from naast.journeys.flow.examples import run_example
from naast.journeys.flow.section import SCHEMA, check
from naast.journeys.queries.helping import facts_for_worker
from naast.journeys.types import ANSWER, EndingKind
from naast.journeys.views.counter import begun_for_person, for_whom
from naast.kernel.events import Later, Now
from naast.kernel.registry import Capability, PackageSection
from naast.kernel.removals import Removable
from naast.kernel.sweeps import Sweep
from naast.work.events import ItemFinished, ItemGivenBack, ItemTaken
from naast.work.types import WorkKind

HOUR = 3600
PURPOSES = (
    Purpose(
        key="journeys.fill_in",
        label=_("u iets invult of aanvraagt"),
        ground="AVG artikel 6, eerste lid, onder c en e; Wet basisregistratie personen artikel 1.7",
    ),
    Purpose(
        key="journeys.help",
        label=_("u om hulp vroeg bij het invullen"),
        ground="AVG artikel 6, eerste lid, onder e",
    ),
)
KINDS = (
    EntryKind(
        key="journeys.started",
        sentence=_("U begon aan: %(title)s"),
        staff_sentence="De inwoner begon aan: %(title)s",
        icon="edit",
        group="matter",
    ),
    EntryKind(
        key="journeys.started-for",
        sentence=_("%(organisation)s, %(team)s, begon met u aan: %(title)s"),
        staff_sentence="Met de inwoner begonnen aan: %(title)s",
        detail=_("We wisten op een andere manier dan met DigiD wie u bent."),
        icon="edit",
        group="matter",
        tone="human",
    ),
    EntryKind(
        key="journeys.started-seen",
        sentence=_("%(organisation)s, %(team)s, begon met u aan: %(title)s"),
        staff_sentence="Met de inwoner begonnen aan: %(title)s",
        detail=_("We zagen uw identiteitsbewijs."),
        icon="edit",
        group="matter",
        tone="human",
    ),
    EntryKind(
        key="journeys.sent-for",
        sentence=_("%(organisation)s, %(team)s, keek alles met u na en verstuurde het: %(title)s"),
        staff_sentence="Met de inwoner nagekeken en verstuurd: %(title)s",
        detail=_("Nummer %(reference)s"),
        icon="sent",
        group="matter",
        tone="human",
    ),
    EntryKind(
        key="journeys.corrected-for",
        sentence=_("U zei dat iets niet klopt bij: %(what)s"),
        staff_sentence="De inwoner zei dat iets niet klopt bij: %(what)s",
        detail=_("‘%(reason)s’"),
        icon="edit",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="journeys.discarded-for",
        sentence=_("%(organisation)s, %(team)s, gooide weg wat we met u hadden ingevuld: %(title)s"),
        staff_sentence="Weggegooid wat met de inwoner was ingevuld: %(title)s",
        icon="close",
        group="matter",
    ),
    EntryKind(
        key="journeys.fetched",
        sentence=_("We haalden gegevens van u op bij de %(source)s"),
        staff_sentence="Opgehaald bij de %(source)s",
        detail=_("%(because)s"),
        icon="fetched",
        group="data",
    ),
    EntryKind(
        key="journeys.corrected",
        sentence=_("U schreef dat iets niet klopt bij: %(what)s"),
        staff_sentence="De inwoner schreef dat iets niet klopt bij: %(what)s",
        detail=_("‘%(reason)s’"),
        icon="edit",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="journeys.sent",
        sentence=_("U keek alles na en verstuurde het: %(title)s"),
        staff_sentence="Nagekeken en verstuurd: %(title)s",
        detail=_("Nummer %(reference)s"),
        icon="sent",
        group="matter",
    ),
    EntryKind(
        key="journeys.answered",
        sentence=_("U kreeg een antwoord bij: %(title)s"),
        staff_sentence="De inwoner kreeg een antwoord bij: %(title)s",
        detail=_("%(answer)s"),
        icon="info",
        group="matter",
    ),
    EntryKind(
        key="journeys.stuck",
        sentence=_("U kwam er niet uit bij: %(title)s"),
        staff_sentence="De inwoner kwam er niet uit bij: %(title)s",
        detail=_("Bij de vraag: %(question)s"),
        icon="question",
        group="matter",
        tone="human",
    ),
    EntryKind(
        key="journeys.call_asked",
        sentence=_("U vroeg ons om te bellen over: %(title)s"),
        staff_sentence="De inwoner wil gebeld worden over: %(title)s",
        icon="phone",
        group="matter",
        tone="human",
    ),
    EntryKind(
        key="journeys.discarded",
        sentence=_("U gooide weg wat u had ingevuld: %(title)s"),
        staff_sentence="De inwoner gooide weg: %(title)s",
        icon="close",
        group="matter",
    ),
    EntryKind(
        key="journeys.expired",
        sentence=_("We gooiden weg wat u had ingevuld: %(title)s"),
        staff_sentence="Niet verstuurd en na de bewaartijd weggegooid: %(title)s",
        detail=_("U verstuurde het niet binnen de tijd die op de pagina stond."),
        icon="close",
        group="matter",
    ),
    EntryKind(
        key="journeys.discarded-again",
        sentence=_("We gooiden weg wat u had ingevuld: %(title)s"),
        staff_sentence="Opnieuw weggegooid na een herstel: %(title)s",
        detail=_("Het was al weg, maar kwam terug met een reservekopie."),
        icon="close",
        group="matter",
    ),
)


def start_url(slug: str, lane: str) -> str:
    """Where one begins; the calm lane is chosen by the link and kept with the draft."""
    url = reverse("journeys:start", args=[slug])
    return f"{url}?baan=rustig" if lane == "together" else url


CAPABILITY = Capability(
    name="journeys",
    purpose="Questions one by one, kept while one fills them in, sent once.",
    declares=(
        *PURPOSES,
        *KINDS,
        PackageSection(key="journey", schema=SCHEMA, check=check),
        ExampleRunner(key="answers", run=run_example),
        ServiceStart(key="journey", url=start_url),
        EndingKind(key=ANSWER, handle=None, sends=False),
        WorkKind(key=HELP, label="Hulp bij invullen", facts=facts_for_worker, icon="question"),
        Now(key="journeys.settle_help", event=ItemFinished, handle=settle),
        WorkKind(key=leaving.BEGUN, label="Met iemand begonnen", icon="edit"),
        Later(key="journeys.leave_behind", event=RoleEnded, handle=leaving.leave_behind),
        Now(key="journeys.go_on", event=ItemTaken, handle=leaving.go_on),
        Now(key="journeys.wait_again", event=ItemGivenBack, handle=leaving.wait_again),
        Now(key="journeys.left_is_over", event=ItemFinished, handle=leaving.is_over),
        FileOwner(key="draft", may_read=may_read_files, may_remove=may_remove_files),
        FrameSlot(
            key="journeys.with_person",
            slot="staff-person",
            template="journeys/with_person.html",
            context=begun_for_person,
            order=3,
        ),
        FrameSlot(key="journeys.for_whom", slot="notice", template="journeys/for_whom.html", context=for_whom),
        Sweep(key="journeys.expired", every=HOUR, run=sweep_expired),
        Removable(key="journeys.draft", again=discard_again),
    ),
)
