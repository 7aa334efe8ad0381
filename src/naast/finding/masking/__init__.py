"""Takes out of a question whatever could say who asked it, before anything of it is kept."""

from naast.finding.masking.marks import MARK
from naast.finding.masking.names import Words, words_of
from naast.finding.masking.published import telling
from naast.finding.masking.question import masked

__all__ = ["MARK", "Words", "masked", "telling", "words_of"]
