"""How somebody likes to be served."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from django.db import transaction

from naast.dossier import api as dossier
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.kernel.events import announce
from naast.kernel.types import Ref
from naast.parties.access import own_party
from naast.parties.events import PreferenceSet
from naast.parties.models import Party, Preference
from naast.parties.types import SPEECH, Channel, Lane


@transaction.atomic
def set_preference(
    actor: Actor,
    *,
    channel: Channel | None = None,
    language: str | None = None,
    tone: Literal["u", "je"] | None = None,
    lane: Lane | None = None,
    speech_declined: str | None = None,
) -> None:
    """Set what is given, leave the rest. Raises NotFound for who is no resident."""
    party = own_party(actor)
    given = {"channel": channel, "language": language, "tone": tone, "lane": lane, "speech_declined": speech_declined}
    Preference.objects.update_or_create(
        party_id=party, defaults={name: value for name, value in given.items() if value is not None}
    )
    dossier.record(
        actor,
        subject=party,
        organisation=door(actor),
        kind="parties.preference_set",
        purpose="parties.own_details",
        about=Ref("party", party),
        content={},
    )
    announce(PreferenceSet(party=party))


def keep_language(party: UUID, speech: str) -> None:
    """Keep `nl`, `nl-je` or `en` as language and tone; leave the rest. Nothing is kept of somebody we do not know."""
    if not Party.objects.filter(pk=party).exists():
        return
    language, tone = SPEECH[speech]
    Preference.objects.update_or_create(party_id=party, defaults={"language": language, "tone": tone})


def door(actor: Actor) -> UUID:
    """The organisation through whose door this actor came. Raises NotFound."""
    if actor.organisation is None:
        raise NotFound
    return actor.organisation
