"""What messages add to the house."""

from django.utils.translation import gettext_lazy as _

from naast.dossier.types import EntryKind
from naast.kernel.events import Later
from naast.kernel.live import LiveTopic
from naast.kernel.registry import Capability
from naast.kernel.sweeps import Sweep
from naast.messages.access import may_follow_messages
from naast.messages.events import MessageSent
from naast.messages.handlers import send_code, tell_by_mail
from naast.messages.tasks import sweep_messages
from naast.parties.events import AddressCheckAsked

KINDS = (
    EntryKind(
        key="messages.sent",
        sentence=_("%(organisation)s stuurde u een bericht"),
        staff_sentence="%(organisation)s stuurde een bericht",
        detail="%(subject)s",
        icon="message",
        group="message",
    ),
    EntryKind(
        key="messages.read",
        sentence=_("U las een bericht"),
        staff_sentence="De inwoner las een bericht",
        detail="%(subject)s",
        icon="message",
        group="message",
        tone="human",
    ),
    EntryKind(
        key="messages.no_address",
        sentence=_("We konden u niet mailen over een bericht, want we weten uw e-mailadres niet"),
        staff_sentence="Er ging geen mail over een bericht: we weten geen e-mailadres",
        detail="%(subject)s",
        icon="info",
        group="message",
    ),
    EntryKind(
        key="messages.not_delivered",
        sentence=_("Onze mail over een bericht kwam niet bij u aan"),
        staff_sentence="De mail over een bericht kwam niet aan",
        detail="%(subject)s",
        icon="warning",
        group="message",
    ),
)

CAPABILITY = Capability(
    name="messages",
    purpose="Messages to people: in their own inbox, announced by mail, with the moments the law asks for.",
    declares=(
        *KINDS,
        Later(key="messages.tell_by_mail", event=MessageSent, handle=tell_by_mail),
        Later(key="messages.send_code", event=AddressCheckAsked, handle=send_code),
        LiveTopic(key="messages", may_follow=may_follow_messages),
        Sweep(key="messages.sweep", every=30, run=sweep_messages),
    ),
)
