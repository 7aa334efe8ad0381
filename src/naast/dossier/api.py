"""The dossier for other capabilities."""

from naast.dossier.access import may_look
from naast.dossier.actions.anchors import anchor_heads
from naast.dossier.actions.grants import end_access, grant_access
from naast.dossier.actions.joins import join
from naast.dossier.actions.lines import audit, audit_each, hold, log_processing, record, record_for
from naast.dossier.actions.looks import look, open_without_grant
from naast.dossier.actions.notes import add_note
from naast.dossier.actions.removal import remove_content
from naast.dossier.actions.restores import note_restore
from naast.dossier.actions.reviews import judge_weeks
from naast.dossier.queries.anchors import anchors
from naast.dossier.queries.changes import settings_changed
from naast.dossier.queries.shown import timeline_items
from naast.dossier.queries.timeline import timeline
from naast.dossier.queries.verify import verify

__all__ = [
    "add_note",
    "anchor_heads",
    "anchors",
    "audit",
    "audit_each",
    "end_access",
    "grant_access",
    "hold",
    "join",
    "judge_weeks",
    "log_processing",
    "look",
    "may_look",
    "note_restore",
    "open_without_grant",
    "record",
    "record_for",
    "remove_content",
    "settings_changed",
    "timeline",
    "timeline_items",
    "verify",
]
