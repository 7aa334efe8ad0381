"""A resident hands in a document: what is good is kept, what is not gets a sentence and is not."""

import errno
import os
import stat
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from PIL import Image

from naast.dossier.models import Entry
from naast.files import api, tasks
from naast.files.actions import confined, disk
from naast.files.actions.judging import clean_name
from naast.files.actions.keeping import UnknownOwner
from naast.files.models import File
from naast.files.tasks import clear_orphans
from naast.files.tests.conftest import picture
from naast.files.tests.papers import pdf
from naast.files.types import FileStatus
from naast.kernel.actor import SYSTEM
from naast.kernel.clock import now
from naast.kernel.errors import NotFound
from naast.kernel.types import Ref

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "content", "media_type", "pages"),
    [
        ("bewijs.pdf", pdf(pages=3), "application/pdf", 3),
        ("Bewijs.PDF", pdf(), "application/pdf", 1),
        ("foto.jpeg", picture(), "image/jpeg", 1),
        ("foto.JPG", picture(mode="CMYK"), "image/jpeg", 1),
        ("scan.jpg", picture(mode="L"), "image/jpeg", 1),
        ("scherm.png", picture("PNG", mode="RGBA"), "image/png", 1),
        ("scherm.png", picture("PNG", mode="P"), "image/png", 1),
        ("vijftig.pdf", pdf(pages=50), "application/pdf", 50),
    ],
)
def test_an_ordinary_document_is_kept_and_waits_for_its_check(store, name, content, media_type, pages):
    stored = store(content, name)
    assert (stored.media_type, stored.pages, stored.status) == (media_type, pages, FileStatus.WAITING)
    assert disk.read(stored.id)[:3] == content[:3]
    assert Entry.objects.filter(kind="files.received").count() == 1


@pytest.mark.parametrize("greed", ["memory", "sleep", "disk", "processes die"])
def test_a_file_that_asks_too_much_of_the_machine_cannot_be_opened(monkeypatch, greed):
    monkeypatch.setattr(confined, "PATIENCE", 2)
    found, _picture = confined.look("naast.files.tests.greedy", greed.encode())
    assert found == {"problem": "broken"}


def test_a_photo_of_an_ordinary_phone_is_kept(store):
    assert store(picture(size=(4032, 3024), quality=60), "foto.jpg").pages == 1


def test_the_largest_photo_we_promise_to_take_fits_in_the_memory_we_give(store):
    assert store(picture(size=(8000, 5000), quality=30), "foto.jpg").pages == 1


def test_a_photo_no_longer_tells_where_and_with_what_it_was_taken(store):
    exif = Image.Exif()
    exif[271] = "Telefoonmerk"
    exif.get_ifd(34853)[1] = "N"
    stored = store(picture(exif=exif, icc_profile=b"profiel" * 20, comment=b"thuis"), "foto.jpg")
    with Image.open(BytesIO(disk.read(stored.id))) as kept:
        assert not kept.getexif()
        assert "icc_profile" not in kept.info
        assert "comment" not in kept.info


def test_a_photo_that_was_held_sideways_stands_upright(store):
    exif = Image.Exif()
    exif[274] = 6  # orientation: turn a quarter to the right to see it upright (EXIF 2.32, 4.6.4 A)
    stored = store(picture(size=(60, 40), exif=exif), "foto.jpg")
    with Image.open(BytesIO(disk.read(stored.id))) as kept:
        assert kept.size == (40, 60)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("loonstrook mei.pdf", "loonstrook mei.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Windows\\system32\\evil.pdf", "evil.pdf"),
        ("/etc/cron.d/taak.pdf", "taak.pdf"),
        ("factuur\u202efdp.exe.pdf", "factuurfdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("nul\x00.pdf", "nul.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("…/../.pdf", "document.pdf"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
        ("zoë’s bewijs.PDF", "zoë’s bewijs.pdf"),
        ("🏠.pdf", "🏠.pdf"),
        ("rekening", "rekening.pdf"),
        ("pdf", "pdf.pdf"),
    ],
)
def test_a_name_loses_its_folders_and_what_cannot_be_seen(store, given, kept):
    assert store(pdf(), given).name == kept


def test_nothing_in_a_name_steers():
    assert clean_name("a\u202e\u2066\u200f\ufeff\x07\x1bb.pdf") == "ab.pdf"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("brief.docx", b"PK\x03\x04", "Stuur een foto, dus jpg of png, of een pdf."),
        ("foto.png", picture(), "eindigt op png, maar dit is een ander soort bestand"),
        ("leeg.pdf", b"", "leeg"),
        ("groot.pdf", b"%PDF-" + b"\0" * 10 * 1024 * 1024, "ten hoogste 10 MB"),
        ("dik.pdf", pdf(pages=51), "51 bladzijden"),
        ("kapot.pdf", b"%PDF-1.7 kapot", "Maak er een foto van"),
    ],
)
def test_what_is_refused_gets_a_sentence_that_says_what_to_do(store, name, content, told):
    with pytest.raises(ValidationError) as refusal:
        store(content, name)
    assert told in refusal.value.message


def test_the_bytes_are_on_disk_and_synced_before_the_row_is_there(store, monkeypatch):
    synced = []
    real = os.fsync

    def fsync(handle):
        synced.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        assert not File.objects.exists()
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    stored = store(pdf())
    assert synced[-2:] == ["file", "folder"]
    assert disk.place_of(stored.id).is_file()


def test_with_a_full_disk_nothing_is_called_kept_and_the_person_hears_it(store, monkeypatch):
    monkeypatch.setattr(os, "fsync", _no_room)
    with pytest.raises(ValidationError, match="ligt aan ons"):
        store(pdf())
    assert not File.objects.exists()


def _no_room(_handle):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_only_we_can_read_the_bytes_and_their_place_says_nothing(store, folder):
    stored = store(pdf(), "uitkering.pdf")
    place = disk.place_of(stored.id)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert "uitkering" not in str(place)
    assert [one.name for one in folder.rglob("*") if one.is_file()] == [stored.id.hex]


def test_when_the_row_cannot_be_stored_the_bytes_are_cleared_later(store, matter, owner, clock):
    kept = store(pdf())
    upload = SimpleUploadedFile("bewijs.pdf", pdf())
    with pytest.raises(IntegrityError):
        api.store(owner, upload=upload, about=matter, organisation=None, subject=owner.party)
    assert File.objects.count() == 1
    for place in disk.lying_about(before=1e12):
        os.utime(place, (now().timestamp(),) * 2)
    assert clear_orphans() == 0  # its transaction might still be running
    clock.shift(timedelta(days=1, seconds=1))
    assert clear_orphans() == 1
    assert disk.read(kept.id) == pdf()


def test_a_file_moves_along_with_what_it_is_about(store, matter, owner):
    stored = store(pdf())
    case = Ref("probe-case", matter.id)
    api.hand_over(stored.id, to=case)
    assert api.files_about(matter) == ()
    assert [one.id for one in api.files_about(case)] == [stored.id]


def test_a_file_about_something_that_nobody_owns_is_not_kept(store, matter, owner):
    with pytest.raises(UnknownOwner):
        api.hand_over(store(pdf()).id, to=Ref("nothing", matter.id))


def test_who_handed_it_in_can_take_it_back_until_it_is_sent(store, matter, owner):
    stored = store(pdf())
    sent = store(pdf())
    api.hand_over(sent.id, to=Ref("probe-case", matter.id))
    api.remove(owner, stored.id)
    assert [one.id for one in File.objects.all()] == [sent.id]
    with pytest.raises(NotFound):
        api.remove(owner, sent.id)


def test_taking_back_also_clears_the_bytes(store, owner, django_capture_on_commit_callbacks):
    stored = store(pdf())
    with django_capture_on_commit_callbacks(execute=True):
        api.remove(owner, stored.id)
    assert not disk.place_of(stored.id).exists()


def test_nobody_else_can_take_it_away(store, owner):
    stored = store(pdf())
    with pytest.raises(NotFound):
        api.remove(SYSTEM, stored.id)
    assert disk.read(stored.id)


def test_bytes_without_a_row_are_looked_up_some_at_a_time(store, clock, monkeypatch):
    """A large town has millions of files."""
    monkeypatch.setattr(tasks, "BATCH", 2)
    asked: list[int] = []
    known = tasks.known_among
    monkeypatch.setattr(tasks, "known_among", lambda names: asked.append(len(names)) or known(names))
    kept = store(pdf())
    for _ in range(4):
        disk.write(uuid4(), b"van niemand")
    for place in disk.lying_about(before=1e12):
        os.utime(place, (now().timestamp(),) * 2)
    clock.shift(timedelta(days=1, seconds=1))
    assert clear_orphans() == 4
    assert max(asked) == 2
    assert disk.read(kept.id) == pdf()
