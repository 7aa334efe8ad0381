"""Writes of the catalogue: packages become versions that never change, own texts lie over them, a service is off for a while."""

from naast.catalogue.actions.publishing import pause, publish, publish_all, publish_seen, resume
from naast.catalogue.actions.texts import drop_text, put_text_back, put_text_live, write_text

__all__ = [
    "drop_text",
    "pause",
    "publish",
    "publish_all",
    "publish_seen",
    "put_text_back",
    "put_text_live",
    "resume",
    "write_text",
]
