"""What can go wrong in any capability, as a person would be told. `answers` turns each into its page or problem+json."""

from django.core.exceptions import PermissionDenied
from django.http import Http404


class Refused(Exception):
    """Something is not possible now; `sentence` tells the person why and how to mend it, in their words."""

    status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TooMany(Refused):
    """Asked too often; `retry_after` is the number of whole seconds until the next one is welcome."""

    status = 429

    def __init__(self, sentence: str, retry_after: int) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after


class NotFound(Http404):
    """There is no such thing, or not for this actor: the two look the same from outside."""

    status = 404


class Forbidden(PermissionDenied):
    """This kind of actor never may do this, whatever the object."""

    status = 403


class Stale(Refused):
    """Somebody else changed it in between; the page shows both texts and overwrites nothing."""


class SignInNeeded(Exception):
    """The person has to sign in, or sign in at a higher level; `level` is the Assurance needed."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.level = level
