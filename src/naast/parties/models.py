"""People, organisations, how to reach them, and what they allow."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from naast.kernel.clock import now
from naast.kernel.crypto import EncryptedText
from naast.kernel.ids import uuid7
from naast.parties.types import Channel, DigitalAddressView, EntityForm, Lane, MandateView, Term

CHANNELS = [(one.value, one.value) for one in Channel]
LANES = [(one.value, one.value) for one in Lane]
FORMS = [(one.value, one.value) for one in EntityForm]


class Party(models.Model):
    """Somebody we deal with (Dutch: partij; Open Klant). One of Person and LegalEntity has the same key."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20, choices=[("person", "person"), ("legal_entity", "legal entity")])
    known_since = models.DateTimeField(default=now)


class Person(models.Model):
    """A human being (Dutch: natuurlijk persoon). BSN, address, birth date, e-mail and phone may all be absent."""

    party = models.OneToOneField(Party, models.PROTECT, primary_key=True, related_name="person")
    given_names = models.CharField(max_length=200, blank=True)
    prefix = models.CharField(max_length=10, blank=True, help_text="Voorvoegsel: `van der`. Not part of what sorts.")
    family_name = models.CharField(max_length=200)
    birth_date = models.DateField(null=True)
    search_name = models.CharField(
        max_length=420, help_text="Family and given names without accents, in small letters."
    )
    source = models.CharField(max_length=40, help_text="Where name and birth date come from: `self`, `brp`.")
    source_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["birth_date", "search_name"], name="person_by_birth_and_name")]

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.given_name, self.prefix, self.family_name) if part)

    @property
    def given_name(self) -> str:
        return self.given_names.split(" ")[0]


class LegalEntity(models.Model):
    """A company, association, foundation or collective (Dutch: niet-natuurlijk persoon; a collective need not be one)."""

    party = models.OneToOneField(Party, models.PROTECT, primary_key=True, related_name="legal_entity")
    name = models.CharField(max_length=300)
    form = models.CharField(max_length=20, choices=FORMS)


class PartyRole(models.Model):
    """What a party is for a legal entity, such as its board or its contact."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entity = models.ForeignKey(LegalEntity, models.PROTECT, related_name="roles")
    party = models.ForeignKey(Party, models.PROTECT, related_name="roles")
    role = models.CharField(max_length=80)
    starts = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entity", "party", "role"], condition=Q(until=None), name="role_once")
        ]


class PartyIdentifier(models.Model):
    """A number that the state knows somebody by (Dutch: partij-identificator). Encrypted; found by its blind index."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=[("bsn", "BSN"), ("kvk", "KVK"), ("rsin", "RSIN")])
    value = EncryptedText(kind="party identifier")
    index = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "index"], name="identifier_of_one_party"),
            models.UniqueConstraint(fields=["party", "kind"], name="one_identifier_of_a_kind"),
        ]


class DigitalAddress(models.Model):
    """Where somebody can be reached (Dutch: digitaal adres)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="digital_addresses")
    kind = models.CharField(max_length=10, choices=[("email", "e-mail"), ("phone", "phone")])
    value = models.CharField(max_length=320)
    verified_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField(default=now)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party", "kind", "value"], name="digital_address_once", condition=Q(removed_at=None)
            )
        ]

    @property
    def view(self) -> DigitalAddressView:
        return DigitalAddressView(self.id, self.kind, self.value, self.verified_at)


class SentCode(models.Model):
    """Six digits that prove that somebody reads this address. Encrypted, because it has to be sent; gone once used."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    address = models.ForeignKey(DigitalAddress, models.CASCADE, related_name="codes")
    code = EncryptedText(kind="address code")
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=now)


class Address(models.Model):
    """A place of somebody. Nobody needs one; a correspondence address is as good (Dutch: briefadres, Wet BRP article 2.23)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="addresses")
    kind = models.CharField(
        max_length=20, choices=[("home", "home"), ("correspondence", "briefadres"), ("post", "post")]
    )
    lines = models.TextField(help_text="As on an envelope, without the name.")
    source = models.CharField(max_length=40)
    since = models.DateField(null=True)
    until = models.DateField(null=True)


class Preference(models.Model):
    """How somebody likes to be served. No row: the organisation's own way."""

    party = models.OneToOneField(Party, models.PROTECT, primary_key=True, related_name="preference")
    channel = models.CharField(max_length=10, choices=CHANNELS, blank=True)
    language = models.CharField(max_length=10, blank=True, help_text="`nl` or `en`; empty: what the browser asks.")
    tone = models.CharField(max_length=2, choices=[("u", "u"), ("je", "je")], blank=True)
    lane = models.CharField(max_length=10, choices=LANES, blank=True)
    speech_declined = models.CharField(
        max_length=5,
        blank=True,
        default="",
        help_text="`nl`, `nl-je` or `en`: read pages so, and said not to want messages so. Not asked again.",
    )


class Mandate(models.Model):
    """That one party may act for another (Dutch: machtiging; Awb article 2:1). Holds in [starts, until) unless withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    by = models.ForeignKey(Party, models.PROTECT, related_name="mandates_given")
    to = models.ForeignKey(Party, models.PROTECT, related_name="mandates_held")
    ground = models.CharField(
        max_length=200, help_text="The resident's own wish, a court's decision, parental authority."
    )
    services = ArrayField(models.CharField(max_length=80), default=list, help_text="Slugs; empty: all services.")
    organisation = models.UUIDField(null=True, help_text="Only at this organisation; none: at each.")
    starts = models.DateTimeField()
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("starts")), name="mandate_ends_later")]
        indexes = [models.Index(fields=["to"], name="mandate_not_withdrawn", condition=Q(withdrawn_at=None))]

    @property
    def view(self) -> MandateView:
        return MandateView(
            id=self.id,
            by=self.by_id,
            to=self.to_id,
            ground=self.ground,
            services=frozenset(self.services),
            organisation=self.organisation,
            term=Term(self.starts, self.until, self.withdrawn_at),
        )


class Consent(models.Model):
    """That somebody allows an organisation something that the law leaves to them (Dutch: toestemming; AVG article 7)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="consents")
    organisation = models.UUIDField()
    purpose = models.CharField(max_length=80)
    source = models.CharField(
        max_length=200, help_text="Where it was said: `Mijn gegevens`, `telefoon, 26 november 2026`."
    )
    given_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["party", "organisation", "purpose"], name="consent_by_party")]
