"""Rows of a case."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from naast.cases.types import LinkKind, Outcome, QuestionKind, Status
from naast.kernel.ids import uuid7


def _choices(kind: type[Status] | type[Outcome] | type[QuestionKind] | type[LinkKind]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


class Case(models.Model):
    """A request or notification under way (Dutch: zaak, ZGW Zaken). Pinned to the service version it was sent with.

    `request` holds the answers as the resident saw them at sending; it never changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(max_length=20, unique=True, help_text="For people to read out; opens nothing.")
    organisation = models.UUIDField()
    service = models.SlugField()
    service_version = models.UUIDField()
    title = models.CharField(max_length=200)
    party = models.UUIDField(help_text="Whose case it is; the draft itself for somebody who did not sign in.")
    author = models.UUIDField(null=True, help_text="Who filled it in, when that is another.")
    draft = models.UUIDField(unique=True, help_text="The draft it came from: sent once.")
    lane = models.CharField(max_length=10)
    request = models.JSONField()
    facts = models.JSONField(default=dict, help_text="Outcomes of rules at sending, with parameters and sources.")
    status = models.CharField(max_length=10, choices=_choices(Status), default=Status.SENT)
    team = models.UUIDField(null=True)
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(
        default=1, help_text="Goes up with each change: nobody overwrites what they did not see."
    )
    sent_at = models.DateTimeField()
    counts_from = models.DateField(help_text="The day that what we promise counts from: of sending, or a later one.")
    taken_at = models.DateTimeField(null=True)
    taken_version = models.PositiveIntegerField(
        null=True, help_text="What taking made of it: as long as it is this one, nothing was done since."
    )
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=_choices(Outcome), blank=True)
    quickest_on = models.DateField(null=True)
    promised_on = models.DateField(
        help_text="What we first promised: a clock that stood still moves it, our own delay does not."
    )
    usual_on = models.DateField(help_text="What we promise now.")
    latest_on = models.DateField(
        null=True, help_text="By law, with the days that the clock stood still (Awb 4:13 to 4:15)."
    )
    paused_days = models.PositiveIntegerField(default=0, help_text="Days that the clock stood still (Awb 4:15).")

    class Meta:
        indexes = [
            models.Index(fields=["party", "-sent_at"], name="case_by_party"),
            models.Index(
                fields=["usual_on"], condition=Q(status__in=[Status.SENT, Status.ASSESSED]), name="case_promised"
            ),
        ]

    @property
    def is_nameless(self) -> bool:
        """Sent without signing in: there is nobody whose inbox a message could go to."""
        return self.party == self.draft


class Question(models.Model):
    """A question back to the resident (Dutch: verzoek om aanvulling; Awb 4:5); while it is open the clock stands still (4:15)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=12, choices=_choices(QuestionKind))
    text = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True, help_text="When it closed without an answer.")
    retracted = models.TextField(
        blank=True, default="", help_text="Why it is not needed any more: we took it back, and the resident reads this."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at=None, lapsed_at=None), name="one_open_question_per_case"
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.lapsed_at is None


class Link(models.Model):
    """Two cases that belong together, or of which `case` goes on in `other` (Dutch: relevante andere zaak, ZGW Zaken)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="linked")
    kind = models.CharField(max_length=10, choices=_choices(LinkKind))
    because = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    before = models.JSONField(
        default=dict, help_text="Of merging: what undoing it puts back, while nothing changed since."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "other"], condition=Q(ended_at=None), name="case_linked_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None, kind=LinkKind.MERGED), name="case_merged_once"
            ),
        ]


class Correction(models.Model):
    """A mistake in an answer that a worker mended; the request itself keeps what was sent (Dutch: herstel)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    key = models.CharField(max_length=80, help_text="Which answer of the request.")
    shown = models.TextField(help_text="What it is now, as people read it.")
    reason = models.TextField()
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()


class Dispute(models.Model):
    """The resident says that an answer of the request is not right. It changes nothing by itself: a worker corrects."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disputes")
    key = models.CharField(max_length=80, help_text="Which answer of the request.")
    shown = models.TextField(help_text="What it must be, in the words of the resident.")
    reason = models.TextField(blank=True)
    said_at = models.DateTimeField()


class Decision(models.Model):
    """What was decided and why (Dutch: besluit, ZGW Besluiten). Remembers what it stood on, so that like cases can be found."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=20, choices=_choices(Outcome))
    reasons = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    service_version = models.UUIDField()
    grounds = models.JSONField(default=dict, help_text="Rules, parameters and sources at the moment of deciding.")
    object_until = models.DateField(
        null=True, help_text="Last day to object (Awb 6:7 and 6:8); none where nothing was decided."
    )
