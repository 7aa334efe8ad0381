"""Writes of finding: a question kept without who asked it, and words added to a service."""

from naast.finding.actions.added import go_live, keep_trial, propose, take_away
from naast.finding.actions.asked import choose, forget_old, remember, untie

__all__ = ["choose", "forget_old", "go_live", "keep_trial", "propose", "remember", "take_away", "untie"]
