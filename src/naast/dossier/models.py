"""The ledgers. naast_app may only insert and read here, except on heads and grants; see migration 0002."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now as StatementTime

from naast.dossier.types import ChainedPart, ReviewOutcome, Stand, Withheld, line_digest
from naast.kernel.clock import now
from naast.kernel.ids import uuid7


class Chain(models.Model):
    """All entries of a person, or of an anonymous matter, at one organisation (Dutch: dossier).

    Its key follows from both (`types.chain_id`).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    subject = models.UUIDField(
        db_index=True, help_text="A party, or the draft or conversation of somebody we do not know yet."
    )
    organisation = models.UUIDField()
    started_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "organisation"], name="chain_once")]


class ChainHead(models.Model):
    """Where a chain stands. Locked, in order of its key, by whoever adds to the chain."""

    chain = models.OneToOneField(Chain, models.PROTECT, primary_key=True, related_name="head")
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField(max_length=32)
    anchored_seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [models.Index("chain", condition=Q(seq__gt=F("anchored_seq")), name="head_not_anchored")]


class Entry(models.Model):
    """One line of the dossier (Dutch: dossierregel), sealed. Every field stands in `chained`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="entries", db_index=False)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    purpose = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=20)
    actor = models.UUIDField(null=True, help_text="A member of staff; for a resident the party.")
    team = models.UUIDField(null=True)
    actor_organisation = models.UUIDField(null=True)
    about = models.CharField(max_length=80, blank=True, help_text="`case:uuid`, or empty.")
    withheld_ground = models.CharField(max_length=200, blank=True)
    withheld_until = models.DateField(null=True)
    digest = models.BinaryField(max_length=32)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="entry_once")]
        indexes = [
            models.Index(fields=["chain", "-at", "-seq"], name="entry_by_time"),
            models.Index(fields=["about", "-at"], name="entry_by_matter", condition=~Q(about="")),
        ]

    @property
    def chained(self) -> ChainedPart:
        return ChainedPart(
            id=self.id,
            subject=self.chain.subject,
            organisation=self.chain.organisation,
            seq=self.seq,
            at=self.at,
            kind=self.kind,
            purpose=self.purpose,
            actor_kind=self.actor_kind,
            actor=self.actor,
            team=self.team,
            actor_organisation=self.actor_organisation,
            about=self.about,
            withheld_ground=self.withheld_ground,
            withheld_until=self.withheld_until,
            digest=bytes(self.digest),
            previous=bytes(self.previous),
        )

    @property
    def withheld(self) -> Withheld | None:
        return Withheld(self.withheld_ground, self.withheld_until) if self.withheld_until else None


class EntryContent(models.Model):
    """What an entry says, with its salt. Removed by retention only; the entry and its digest stay."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="content")
    salt = models.BinaryField(max_length=32, null=True)
    text = models.TextField(null=True, help_text="JSON exactly as it was digested.")
    removed_at = models.DateTimeField(null=True)
    removed_by = models.CharField(max_length=120, blank=True, help_text="The retention rule that removed it.")


class LedgerLine(models.Model):
    """A line with a digest of its own; hourly seals go over these digests. `written_at` is the database's clock."""

    SEALED: ClassVar[tuple[str, ...]]  # what the digest goes over, in this order

    digest = models.BinaryField(max_length=32)
    written_at = models.DateTimeField(db_default=StatementTime(), db_index=True)

    class Meta:
        abstract = True

    @property
    def expected_digest(self) -> bytes:
        return line_digest(self._meta.db_table, [getattr(self, name) for name in self.SEALED])


class AuditLine(LedgerLine):
    """Who did what, for the privacy officer: the actor's id leads to the name. Every entry has exactly one.

    `before` and `after` are of a changed setting, in the words of the page where it was changed; never about a resident.
    """

    SEALED = ("id", "at", "organisation", "actor_kind", "actor", "team", "what", "about", "entry", "before", "after")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    organisation = models.UUIDField(null=True)
    actor_kind = models.CharField(max_length=20)
    actor = models.UUIDField(null=True)
    team = models.UUIDField(null=True)
    what = models.CharField(max_length=80)
    about = models.CharField(max_length=80, blank=True)
    entry = models.UUIDField(
        null=True, unique=True, help_text="The entry it belongs to; none for a write without a person."
    )
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-at"], name="audit_by_organisation"),
            models.Index(fields=["organisation", "what", "-at"], name="audit_of_settings", condition=Q(entry=None)),
            models.Index(fields=["actor", "-at"], name="audit_by_actor"),
        ]


class ProcessingLine(LedgerLine):
    """That data of one person was processed: shown, fetched or handed over (Dutch: logregel, Logboek Dataverwerkingen)."""

    SEALED = (
        "id", "at", "subject", "organisation", "purpose", "what", "about", "actor_kind", "actor", "team", "entry"
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    subject = models.UUIDField()
    organisation = models.UUIDField()
    purpose = models.CharField(max_length=80)
    what = models.CharField(max_length=80)
    about = models.CharField(max_length=80, blank=True)
    actor_kind = models.CharField(max_length=20)
    actor = models.UUIDField(null=True)
    team = models.UUIDField(null=True)
    entry = models.UUIDField(
        null=True, unique=True, help_text="The look it belongs to; none for a person shown in a list."
    )

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="processing_by_subject"),
            models.Index(fields=["organisation", "-at"], name="processing_by_organisation"),
        ]


class AccessGrant(models.Model):
    """Why a team, or a whole organisation, may open a dossier, and until when (Dutch: autorisatie).

    Written by whoever opens a matter.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subject = models.UUIDField()
    organisation = models.UUIDField()
    team = models.UUIDField(null=True, help_text="None: every team of the organisation.")
    staff = models.UUIDField(null=True, help_text="Only this member of staff, who wrote a reason.")
    purpose = models.CharField(max_length=80)
    about = models.CharField(max_length=80)
    because = models.TextField()
    until = models.DateTimeField()
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "organisation"], name="grant_open", condition=Q(ended_at=None)),
            models.Index(fields=["about"], name="grant_by_matter", condition=Q(ended_at=None)),
        ]


class ChainJoin(models.Model):
    """That an anonymous matter is this person's, found at sign-in. The entry that says so stands in the person's chain."""

    anonymous = models.UUIDField(primary_key=True)
    subject = models.UUIDField(db_index=True)
    organisation = models.UUIDField()
    entry = models.OneToOneField(Entry, models.PROTECT)


class Seal(models.Model):
    """Up to where a ledger's lines stand in the anchors; the digests themselves stand in the file."""

    ledger = models.CharField(max_length=40, primary_key=True)
    until = models.DateTimeField()


class Anchor(models.Model):
    """One hourly stand of what moved, also written outside the database. `hash` goes over the previous one."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    lines = models.PositiveIntegerField(help_text="Chains that moved and ledgers that grew.")
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    @property
    def stand(self) -> Stand:
        return Stand(self.number, self.at, self.lines, bytes(self.previous), bytes(self.hash))


class LookWeek(models.Model):
    """That the looks of a week at an organisation were judged, and how many there were: so that no finding means something."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    monday = models.DateField()
    looks = models.PositiveIntegerField()
    judged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "monday"], name="look_week_once")]


class UnusualLooks(models.Model):
    """Looks that a rule asks a privacy officer to read again (Dutch: opvallende inzage).

    Ids and numbers; the words stand in the entries. `worker` is empty where it is about one person and many
    workers, `subject` where it is about one worker and many people. Kept for `types.FINDING_KEPT` after the last word about it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    week = models.ForeignKey(LookWeek, models.PROTECT, related_name="unusual")
    rule = models.CharField(max_length=40)
    worker = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    count = models.PositiveIntegerField()
    usual = models.PositiveIntegerField()
    entries = ArrayField(models.UUIDField(), help_text="The looks, oldest first.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["week", "rule", "worker", "subject"], nulls_distinct=False, name="unusual_looks_once"
            )
        ]


class LookReview(models.Model):
    """What a privacy officer said of unusual looks. The last one counts; none is changed or taken away."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unusual = models.ForeignKey(UnusualLooks, models.PROTECT, related_name="reviews")
    at = models.DateTimeField()
    by = models.UUIDField()
    outcome = models.CharField(max_length=10, choices=[(one.value, one.value) for one in ReviewOutcome])
    because = models.TextField()
