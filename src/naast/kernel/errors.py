"""What can go wrong in any capability, as a person would be told. The frame turns each into its page or problem+json."""


class Refused(Exception):
    """Something is not possible now; `sentence` tells the person why and how to mend it, in their words."""

    status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(Exception):
    """There is no such thing, or not for this actor: the two look the same from outside."""

    status = 404


class Forbidden(Exception):
    """This kind of actor never may do this, whatever the object."""

    status = 403


class Stale(Refused):
    """Somebody else changed it in between; the page shows both texts and overwrites nothing."""


class SignInNeeded(Exception):
    """The person has to sign in, or sign in at a higher level; `level` is the Assurance needed."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.level = level
