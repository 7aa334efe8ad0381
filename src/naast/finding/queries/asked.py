"""What may be read of what was asked."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from naast.catalogue import api as catalogue
from naast.finding.masking import Words, words_of
from naast.finding.matching.documents import document_of


def known_words(organisation: UUID) -> Words:
    """The words of all services of an organisation: those may stand in a question that is kept."""
    return _known_words(tuple(one.id for one in catalogue.current_versions(organisation)))


@lru_cache(maxsize=8)  # versions never change
def _known_words(versions: tuple[UUID, ...]) -> Words:
    found = (catalogue.version(one) for one in versions)
    return words_of(document_of(one.sections, one.texts) for one in found)
