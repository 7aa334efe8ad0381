"""What parties adds to the house."""

from django.utils.translation import gettext_lazy as _

from naast.design.types import FrameSlot, NavItem
from naast.dossier.types import EntryKind, PersonNames, Purpose
from naast.identity.ports import PersonDirectory
from naast.kernel.actor import ActorPart
from naast.kernel.crypto import Rotation
from naast.kernel.events import Now
from naast.kernel.registry import Capability
from naast.kernel.removals import Removable
from naast.kernel.sweeps import Sweep
from naast.organisations.events import LanguageChosen
from naast.parties.actions.addresses import forget_codes
from naast.parties.actions.again import remove_address_again, withdraw_consent_again, withdraw_mandate_again
from naast.parties.actions.mandates import with_mandates
from naast.parties.actions.people import person_for
from naast.parties.actions.rotation import rotate, standing_twice
from naast.parties.handlers import keep_speech
from naast.parties.queries.people import families_of, name_or_placeholder, speech_of
from naast.parties.views.slots import call_of_person, reach_of_person

KINDS = (
    EntryKind(
        key="parties.address_added",
        sentence=_("U gaf %(address)s door"),
        staff_sentence="De inwoner gaf %(address)s door",
        icon="edit",
        group="data",
    ),
    EntryKind(
        key="parties.address_verified",
        sentence=_("U liet zien dat %(address)s van u is"),
        staff_sentence="De inwoner liet zien dat %(address)s klopt",
        icon="done",
        group="data",
    ),
    EntryKind(
        key="parties.address_removed",
        sentence=_("U haalde %(address)s weg"),
        staff_sentence="De inwoner haalde %(address)s weg",
        icon="close",
        group="data",
    ),
    EntryKind(
        key="parties.preference_set",
        sentence=_("U koos hoe we u helpen"),
        staff_sentence="De inwoner koos hoe we helpen",
        icon="edit",
        group="data",
    ),
    EntryKind(
        key="parties.mandate_given",
        sentence=_("%(by)s gaf toestemming: %(to)s mag dingen regelen voor %(by)s"),
        icon="consent",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="parties.mandate_withdrawn",
        sentence=_("%(by)s trok de toestemming in: %(to)s mag niets meer regelen voor %(by)s"),
        icon="consent",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="parties.consent_given",
        sentence=_("U gaf toestemming om %(what)s"),
        staff_sentence="De inwoner gaf toestemming om %(what)s",
        icon="consent",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="parties.consent_withdrawn",
        sentence=_("U trok uw toestemming in om %(what)s"),
        staff_sentence="De inwoner trok de toestemming in om %(what)s",
        icon="consent",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="parties.register_read",
        sentence=_("U bekeek wat er over u staat in de %(source)s"),
        staff_sentence="De inwoner bekeek de eigen gegevens in de %(source)s",
        icon="fetched",
        group="data",
    ),
    EntryKind(
        key="parties.called",
        sentence=_("U sprak met %(organisation)s"),
        staff_sentence="Gesprek met de inwoner",
        detail=_("‘%(words)s’"),
        icon="phone",
        group="message",
        tone="human",
    ),
    EntryKind(
        key="parties.bsn_shown",
        sentence=_("%(organisation)s, %(team)s, bekeek uw burgerservicenummer"),
        staff_sentence="%(organisation)s, %(team)s, bekeek het burgerservicenummer",
        icon="look",
        group="look",
        tone="look",
    ),
)
PURPOSES = (
    Purpose(key="parties.own_details", label=_("u uw gegevens zelf bijhoudt"), ground="AVG artikel 16"),
    Purpose(
        key="parties.see_own",
        label=_("u wilde zien wat er over u bekend is"),
        ground="AVG artikel 15; Wet basisregistratie personen artikel 2.55",
    ),
    Purpose(
        key="parties.caller",
        label=_("u ons belde of aan de balie kwam"),
        ground="AVG artikel 6, eerste lid, onder e",
        for_search=True,
        staff_label="De inwoner belt of staat aan de balie",
    ),
    Purpose(
        key="parties.letter",
        label=_("u ons een brief of bericht stuurde"),
        ground="AVG artikel 6, eerste lid, onder e",
        for_search=True,
        staff_label="De inwoner stuurde een brief of bericht",
    ),
    Purpose(
        key="parties.tell_of_rights",
        label=_("u wilde horen waar u recht op heeft"),
        ground="AVG artikel 6, eerste lid, onder a",
        consent=_("u te laten weten waar u misschien recht op heeft"),
    ),
)

CAPABILITY = Capability(
    name="parties",
    purpose="People and organisations, how to reach them, who may act for whom, and what they allow.",
    declares=(
        *KINDS,
        *PURPOSES,
        NavItem(
            key="parties.caller",
            label="Belt nu",
            url_name="parties:caller",
            icon="phone",
            order=19,
            place="staff",
            permission="parties.search",
            shortcut="z",
        ),
        NavItem(
            key="parties.search",
            label="Zoek iemand",
            url_name="parties:search",
            icon="search",
            order=20,
            place="staff",
            permission="parties.search",
        ),
        FrameSlot(
            key="parties.reach", slot="staff-person", template="parties/reach.html", context=reach_of_person, order=2
        ),
        FrameSlot(
            key="parties.call", slot="staff-person", template="parties/call.html", context=call_of_person, order=3
        ),
        PersonNames(key="parties", name_of=name_or_placeholder, families_of=families_of),
        PersonDirectory(key="parties", person_for=person_for, speech_of=speech_of),
        Now(key="parties.keep_speech", event=LanguageChosen, handle=keep_speech),
        ActorPart(key="parties.mandates", enrich=with_mandates),
        Rotation(key="parties.identifiers", rotate=rotate, left=standing_twice),
        Removable(key="parties.address", again=remove_address_again),
        Removable(key="parties.consent", again=withdraw_consent_again),
        Removable(key="parties.mandate", again=withdraw_mandate_again),
        Sweep(key="parties.forget_codes", every=3600, run=forget_codes),
    ),
)
