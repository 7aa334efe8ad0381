"""Pages of the dossier, for both sides."""

from uuid import UUID

from naast.kernel.errors import NotFound


def line_key(text: str) -> UUID | None:
    """The line to go on from; None for the newest. Raises NotFound for what is no key."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
