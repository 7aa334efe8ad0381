"""A folder, a scanner in a process of its own, and a matter that has an owner."""

import os
import socket
import subprocess
import sys
import time
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from naast.files import api
from naast.files.types import FileOwner
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.tests.conftest import declare  # noqa: F401  a fixture
from naast.kernel.types import Ref


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": place}
    return tmp_path


@pytest.fixture(autouse=True)
def no_scanner(settings):
    settings.NAAST_CLAMD_ADDRESS = ""


@pytest.fixture(scope="session")
def scanner_address():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [sys.executable, "-m", "naast.demo.stand_ins.clamd"]
    process = subprocess.Popen(command, env={**os.environ, "PORT": str(port)})
    _wait_for(port)
    yield f"127.0.0.1:{port}"
    process.terminate()
    process.wait()


@pytest.fixture
def scanner(settings, scanner_address):
    settings.NAAST_CLAMD_ADDRESS = scanner_address


@pytest.fixture
def owner() -> Actor:
    return Actor(kind=ActorKind.RESIDENT, party=uuid4())


@pytest.fixture
def matter(declare, owner) -> Ref:  # noqa: F811
    """Something of the owner: only the owner reads its files, and may take them away until it is sent."""
    about = Ref("probe-draft", uuid4())

    def is_owner(actor: Actor, key) -> bool:
        return key == about.id and actor == owner

    declare(
        FileOwner(key="probe-draft", may_read=is_owner, may_remove=is_owner),
        FileOwner(key="probe-case", may_read=is_owner),
    )
    return about


@pytest.fixture
def organisation():
    return uuid4()


@pytest.fixture
def store(matter, owner, organisation):
    def store(content: bytes, name: str = "bewijs.pdf", by: Actor = owner):
        upload = SimpleUploadedFile(name, content)
        upload._name = name  # as a hostile client may send it; Django takes the folders off itself
        return api.store(by, upload=upload, about=matter, organisation=organisation, subject=owner.party)

    return store


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **more) -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize(size).convert(more.pop("mode", "RGB")).save(out, kind, **more)
    return out.getvalue()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the scanner does not start")
