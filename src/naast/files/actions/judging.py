"""Judging an upload before anything is kept: size, name, type by content, and what is inside."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from naast.files.actions.confined import Found, look
from naast.files.types import LARGEST, MEGABYTE, MOST_PAGES, MOST_PIXELS, Checked, MediaType

LONGEST_STEM = 100
BEGINNINGS = {b"%PDF-": MediaType.PDF, b"\xff\xd8\xff": MediaType.JPEG, b"\x89PNG\r\n\x1a\n": MediaType.PNG}


def check_upload(upload: UploadedFile[Any]) -> Checked:
    """The upload as we would keep it. Raises ValidationError with a sentence that says what to do instead."""
    content = _read(upload)
    media_type = _type_of(content, upload.name or "")
    found, picture = _look_inside(content, media_type)
    if problem := found.get("problem"):
        raise ValidationError(_sentence(problem, found), code=problem)
    return Checked(_kept_name(upload.name or "", media_type), media_type, picture or content, found["pages"])


def clean_name(name: str) -> str:
    """The last part of a path as people may read it: no folders, nothing that steers, nothing that turns the writing around."""
    last = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    plain = "".join(one for one in unicodedata.normalize("NFC", last) if unicodedata.category(one)[0] != "C")
    return " ".join(plain.split())


def _kept_name(name: str, media_type: MediaType) -> str:
    plain = clean_name(name)
    stem = plain.rpartition(".")[0] if "." in plain else plain
    return f"{stem.strip('. ')[:LONGEST_STEM] or 'document'}.{media_type.endings[0]}"


def _read(upload: UploadedFile[Any]) -> bytes:
    content: bytes = upload.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValidationError(
            _(
                "Dit bestand is te groot. Het mag ten hoogste %(most)s MB zijn. Maak een gewone foto van het papier, "
                "of neem het mee naar de balie."
            )
            % {"most": LARGEST // MEGABYTE},
            code="size",
        )
    if not content:
        raise ValidationError(_("Dit bestand is leeg. Kies het bestand opnieuw."), code="empty")
    return content


def _type_of(content: bytes, name: str) -> MediaType:
    """The type by its first bytes, which the ending of the name has to agree with, if it has one."""
    _stem, dot, ending = clean_name(name).lower().rpartition(".")
    for beginning, media_type in BEGINNINGS.items():
        if content.startswith(beginning) and (ending in media_type.endings or not dot):
            return media_type
    if any(ending in media_type.endings for media_type in MediaType):
        sentence = _(
            "De naam eindigt op %(ending)s, maar dit is een ander soort bestand. Sla het opnieuw op als foto of als pdf."
        ) % {"ending": ending}
        raise ValidationError(sentence, code="type")
    raise ValidationError(
        _("Dit soort bestand kunnen we niet lezen. Stuur een foto, dus jpg of png, of een pdf."), code="type"
    )


def _look_inside(content: bytes, media_type: MediaType) -> tuple[Found, bytes]:
    if media_type is MediaType.PDF:
        return look("naast.files.actions.look_into_pdf", content, MOST_PAGES)
    return look("naast.files.actions.draw_anew", content, MOST_PIXELS)


def _sentence(problem: str, found: Found) -> str:
    sentences = {
        "broken": _("We kunnen dit bestand niet openen. Maak er een foto van, of sla het opnieuw op als pdf."),
        "locked": _("Op deze pdf zit een wachtwoord. Sla hem op zonder wachtwoord, of maak er een foto van."),
        "active": _(
            "In deze pdf zit een programma of een ander bestand. Dat openen we niet. Kies ‘afdrukken’ en dan ‘opslaan als pdf’, "
            "en stuur die."
        ),
        "pages": _("Deze pdf heeft %(pages)s bladzijden. Het mogen er ten hoogste %(most)s zijn. Stuur hem in delen.")
        % {"pages": found.get("pages"), "most": MOST_PAGES},
        "pixels": _("Deze foto is te groot om te openen. Maak hem opnieuw met de gewone camera van uw telefoon."),
    }
    return sentences[problem]
