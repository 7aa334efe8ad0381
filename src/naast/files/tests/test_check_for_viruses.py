"""Nothing leaves quarantine before the scanner, or a worker, says it is clean."""

import socket
import struct
import threading
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from naast.files import api
from naast.files.actions import disk
from naast.files.actions.checking import check
from naast.files.actions.judging import check_upload
from naast.files.models import File
from naast.files.ports import ScannerAway, scan
from naast.files.tasks import check_what_waits
from naast.files.tests import hostile
from naast.files.tests.papers import pdf, stream
from naast.files.types import FileStatus
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import NotFound, Refused
from naast.kernel.models import StoredEvent

pytestmark = pytest.mark.django_db
VIRUS = pdf(more=[stream(hostile.EICAR)])


def _status(stored) -> str:
    return File.objects.get(pk=stored.id).status


def test_a_clean_file_is_let_through(store, scanner):
    stored = store(pdf())
    assert check(stored.id).clean
    assert _status(stored) == FileStatus.CLEAN


def test_a_virus_is_refused_and_its_bytes_are_gone(store, scanner, django_capture_on_commit_callbacks):
    stored = store(VIRUS)
    with django_capture_on_commit_callbacks(execute=True):
        assert check(stored.id).finding == "Eicar-Signature"
    assert _status(stored) == FileStatus.REFUSED
    assert not disk.place_of(stored.id).exists()
    assert StoredEvent.objects.filter(name="files.FileRefused").count() == 1


def test_with_the_scanner_away_a_file_waits_and_nothing_is_lost(store, settings, scanner_address):
    settings.NAAST_CLAMD_ADDRESS = "127.0.0.1:1"
    good, bad = store(pdf()), store(VIRUS)
    assert check_what_waits() == 0
    assert _status(good) == _status(bad) == FileStatus.WAITING
    settings.NAAST_CLAMD_ADDRESS = scanner_address
    assert check_what_waits() == 2
    assert (_status(good), _status(bad)) == (FileStatus.CLEAN, FileStatus.REFUSED)


def test_files_that_get_no_verdict_keep_no_others_waiting(store, scanner):
    lost = [store(pdf()) for _ in range(3)]
    disk.place_of(lost[0].id).unlink()
    disk.place_of(lost[1].id).write_bytes(VIRUS)
    disk.place_of(lost[2].id).unlink()
    disk.place_of(lost[2].id).mkdir()  # whatever breaks the reading of it
    File.objects.bulk_create(File(**_columns(lost[0]), id=uuid4()) for _ in range(100))
    good = store(pdf())
    assert check_what_waits() == 1
    assert _status(good) == FileStatus.CLEAN


def _columns(stored) -> dict:
    row = File.objects.values().get(pk=stored.id)
    return {name: value for name, value in row.items() if name != "id"}


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0",
        b"stream: O",
        b"stream: OK",
        b"OK\0",
        b"stream: ok\0",
        b"stream: OK FOUNDx\0",
        b"stream: OK\nstream: X FOUND\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"UNKNOWN COMMAND\0",
        b"\xff\xfe\0",
        b"a" * 5000,
    ],
)
def test_whatever_else_the_scanner_says_is_no_verdict(store, settings, answer):
    with _scanner_that_says(answer) as address:
        settings.NAAST_CLAMD_ADDRESS = address
        stored = store(pdf())
        assert check(stored.id) is None
    assert _status(stored) == FileStatus.WAITING


def test_the_scanner_can_be_reached_over_a_unix_socket(settings, tmp_path):
    path = str(tmp_path / "clamd.ctl")
    with _scanner_that_says(b"stream: OK\0", path=path) as address:
        settings.NAAST_CLAMD_ADDRESS = address
        assert scan(b"x" * 200_000).clean


@pytest.mark.parametrize("address", ["", "nowhere", "127.0.0.1:", "127.0.0.1:x", "/there/is/no/such.ctl"])
def test_an_address_that_leads_nowhere_is_a_scanner_that_is_away(settings, address):
    settings.NAAST_CLAMD_ADDRESS = address
    with pytest.raises(ScannerAway):
        scan(b"x")


def test_bytes_that_changed_on_disk_are_never_called_clean(store, scanner):
    stored = store(pdf())
    disk.place_of(stored.id).write_bytes(pdf(pages=2))
    assert check(stored.id) is None
    assert _status(stored) == FileStatus.WAITING


@pytest.mark.parametrize(
    ("name", "content"), list(hostile.refused_at_the_door()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_the_corpus_is_refused_at_the_door(name, content):
    upload = SimpleUploadedFile(name, content() if callable(content) else content)
    upload._name = name
    with pytest.raises(ValidationError):
        check_upload(upload)


@pytest.mark.parametrize(("name", "content"), list(hostile.caught_by_the_scanner()))
def test_the_corpus_is_caught_by_the_scanner(store, scanner, name, content):
    stored = store(content, name)
    check_what_waits()
    assert _status(stored) == FileStatus.REFUSED


@pytest.mark.parametrize(
    ("name", "content", "guest"), list(hostile.drawn_anew()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_guest_in_an_image_does_not_come_along(store, scanner, name, content, guest):
    assert guest in content or name == "met-script-in-profiel.png"  # a PNG packs its profile
    stored = store(content, name)
    check_what_waits()
    assert _status(stored) == FileStatus.CLEAN
    assert guest not in disk.read(stored.id)


def test_a_worker_lets_a_file_through_where_there_is_no_scanner(store, organisation):
    stored, worker = store(pdf()), _worker(organisation)
    with pytest.raises(Refused, match="waarom"):
        api.release(worker, stored.id, reason=" ")
    api.release(worker, stored.id, reason="Zelf bekeken op een losse computer.")
    assert _status(stored) == FileStatus.CLEAN
    with pytest.raises(Refused, match="al beoordeeld"):
        api.refuse(worker, stored.id, reason="Toch niet.")


def test_a_worker_throws_a_file_away(store, organisation):
    stored = store(pdf())
    api.refuse(_worker(organisation), stored.id, reason="Dit is reclame.")
    assert _status(stored) == FileStatus.REFUSED


@pytest.mark.parametrize("verb", ["release", "refuse"])
def test_only_a_worker_of_that_organisation_with_the_permission_judges(store, organisation, owner, verb):
    stored = store(pdf())
    outsider = Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=frozenset({(organisation, "cases.see")}))
    for actor in (owner, outsider, _worker(uuid4())):
        with pytest.raises(NotFound):
            getattr(api, verb)(actor, stored.id, reason="Mag dit?")
    assert _status(stored) == FileStatus.WAITING


def _worker(organisation) -> Actor:
    return Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=frozenset({(organisation, "files.release")}))


class _scanner_that_says:  # noqa: N801  reads as a sentence
    """Reads one INSTREAM as clamd(8) describes it, then answers these bytes and hangs up."""

    def __init__(self, answer: bytes, path: str = "") -> None:
        self.answer, self.path = answer, path

    def __enter__(self) -> str:
        self.server = socket.socket(socket.AF_UNIX if self.path else socket.AF_INET)
        self.server.bind(self.path or ("127.0.0.1", 0))
        self.server.listen()
        threading.Thread(target=self._serve, daemon=True).start()
        return self.path or f"127.0.0.1:{self.server.getsockname()[1]}"

    def __exit__(self, *_) -> None:
        self.server.close()

    def _serve(self) -> None:
        line, _ = self.server.accept()
        with line, line.makefile("rb") as incoming:
            assert incoming.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!I", incoming.read(4))[0]:
                incoming.read(size)
            line.sendall(self.answer)
