"""Rows of identity: staff, their roles, and who is signed in."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from naast.kernel.actor import Assurance, Role
from naast.kernel.clock import now
from naast.kernel.ids import uuid7


class User(AbstractBaseUser):
    """A member of staff (Dutch: medewerker). Residents have no user.

    Signs in at the employer's OpenID provider or by passkey, never by password.
    `provider_subject` is a digest of issuer and subject, pinned at the first sign-in: an e-mail address that is later given to
    somebody else does not bring them in.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=200)
    provider_subject = models.BinaryField(max_length=32, null=True, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)

    objects = BaseUserManager["User"]()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    def __str__(self) -> str:
        return self.full_name


class RoleAssignment(models.Model):
    """A role of a member of staff at one organisation, from one instant until another (Dutch: rol).

    Never deleted: who could do what, when.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_assignments")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisations.Team", on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    starts_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "team"],
                condition=Q(ends_at=None),
                nulls_distinct=False,
                name="role_held_once",
            )
        ]

    @classmethod
    def valid_at(cls, at: datetime) -> models.QuerySet[RoleAssignment]:
        return cls.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)


class OpenSession(models.Model):
    """Somebody who is signed in: a resident (`party`) or a member of staff (`user`). Ends when idle, at the latest at `limit_at`.

    The key of the browser's session stands here only as a digest. `subject` is a keyed digest of issuer and subject,
    `provider_session` the provider's name for its own session: by these the provider ends it (Back-Channel Logout 1.0).
    `vouched_at` is when the provider said who this is, by its own clock: what it ended before that is not this session.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key_digest = models.BinaryField(max_length=32, unique=True)
    party = models.UUIDField(null=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    organisation = models.UUIDField(null=True)
    assurance = models.PositiveSmallIntegerField(default=0, choices=[(level.value, level.name) for level in Assurance])
    subject = models.BinaryField(max_length=32, null=True)
    provider_session = models.CharField(max_length=200, blank=True)
    vouched_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(default=now)
    last_active_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    limit_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(party=None, user__isnull=False) | Q(party__isnull=False, user=None), name="session_of_one"
            )
        ]
        indexes = [
            models.Index(fields=["ends_at"], name="session_by_end"),
            models.Index(fields=["subject"], name="session_by_subject"),
        ]


class SignInAttempt(models.Model):
    """What we remember between leaving for the provider and coming back: once, ten minutes, in this browser only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    door = models.CharField(max_length=10, choices=[("resident", "resident"), ("staff", "staff")])
    state_digest = models.BinaryField(max_length=32, unique=True)
    browser_digest = models.BinaryField(max_length=32)
    nonce = models.CharField(max_length=64)
    verifier = models.CharField(max_length=128)
    level = models.PositiveSmallIntegerField()
    next = models.CharField(max_length=2000)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="attempt_by_expiry")]


class UsedLogoutToken(models.Model):
    """A logout token (its issuer and `jti`) that did its work, for as long as it would be believed once more."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token_digest = models.BinaryField(max_length=32, unique=True)
    forget_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["forget_at"], name="logout_by_forgetting")]


class Passkey(models.Model):
    """A key on a worker's own device (WebAuthn). `credential` is the attested credential data; it holds a public key only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(max_length=1023, unique=True)
    credential = models.BinaryField()
    counter = models.PositiveBigIntegerField(default=0)
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=now)
    last_used_at = models.DateTimeField(null=True)
