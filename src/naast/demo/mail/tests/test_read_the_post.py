"""Whoever tries the demo reads the mail that Naast sent, and only there."""

import os
import smtplib
import socket
import subprocess
import sys
import time
from dataclasses import replace
from email.message import EmailMessage

import pytest

from naast.demo.mail.box import Box, letters, post_folder
from naast.demo.mail.tests import urls


@pytest.fixture
def in_demo(settings, tmp_path):
    settings.NAAST = replace(settings.NAAST, mode="demo", state=tmp_path)
    settings.ROOT_URLCONF = urls.__name__


@pytest.fixture
def server(tmp_path):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    environment = {**os.environ, "PORT": str(port), "NAAST_MODE": "demo", "NAAST_STATE": str(tmp_path)}
    process = subprocess.Popen([sys.executable, "-m", "naast.demo.mail"], env=environment)
    _wait_for(port)
    yield port
    process.terminate()
    process.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the mail server does not start")


def _mail(**more: str) -> EmailMessage:
    mail = EmailMessage()
    mail["To"], mail["From"], mail["Subject"] = "mirthe@zandstra.example", "naast@localhost", more.get("subject", "Dag")
    mail["Message-ID"] = more.get("name", "<1@localhost>")
    mail.set_content(more.get("text", "Er staat een bericht klaar: http://localhost:8000/mijn/berichten/1/"))
    return mail


def _post(port: int, *mails: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as line:
        for mail in mails:
            line.send_message(mail)


def test_mail_that_was_sent_is_in_the_folder_once(server, tmp_path):
    _post(server, _mail(), _mail(), _mail(name="<2@localhost>", subject="Tweede, met é"))
    assert sorted(one.subject for one in letters(post_folder(tmp_path))) == ["Dag", "Tweede, met é"]


def test_mails_without_a_name_are_all_kept(tmp_path):
    box = Box(post_folder(tmp_path))
    for subject in ("Een", "Twee"):
        box.put(f"Subject: {subject}\n\nDag".encode())
    assert sorted(one.subject for one in letters(post_folder(tmp_path))) == ["Een", "Twee"]


@pytest.mark.django_db
def test_the_pages_show_the_mail_as_plain_text(server, in_demo, client, tmp_path):
    _post(server, _mail(subject="<b>Dag</b>", text="<script>alert(1)</script> http://localhost:8000/mijn/"))
    page = client.get("/demo/post/").content.decode()
    assert "&lt;b&gt;Dag&lt;/b&gt;" in page
    (found,) = letters(post_folder(tmp_path))
    letter = client.get(f"/demo/post/{found.key}/").content.decode()
    assert "&lt;script&gt;" in letter
    assert 'href="http://localhost:8000/mijn/"' in letter


@pytest.mark.django_db
def test_before_the_first_mail_the_page_says_so(in_demo, client):
    assert "Er is nog geen mail." in client.get("/demo/post/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/demo/post/", "/demo/post/1/"])
def test_outside_the_demo_there_is_no_such_page(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["..", "%2e%2e%2fsettings.py", "nothing"])
def test_a_letter_that_is_not_there_is_not_found(in_demo, client, key):
    assert client.get(f"/demo/post/{key}/").status_code == 404


def test_outside_the_demo_the_server_refuses_to_start(tmp_path):
    environment = {**os.environ, "PORT": "1", "NAAST_MODE": "development", "NAAST_STATE": str(tmp_path)}
    command = [sys.executable, "-m", "naast.demo.mail"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "NAAST_MODE is not demo" in done.stderr
