"""The doctor says what others do not answer, what is not filled in and what is misspelt, each with the setting to mend."""

import datetime as dt
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from naast.kernel.authorities import authorities
from naast.site.options import Options
from naast.site.outside import faults_of_connecting, faults_outside, unknown_settings
from operations.test_look_after_it import naast
from operations.test_refuse_dangerous_settings import GOOD

NOWHERE = "127.0.0.1"


@pytest.fixture
def closed(free_port: int, tmp_path: Path) -> Options:
    """Settings that are well formed, with nobody behind them."""
    nobody = f"http://{NOWHERE}:{free_port}"
    return replace(
        Options.read(GOOD), resident_issuer=nobody, staff_issuer=nobody, mail_host=NOWHERE, mail_port=free_port,
        clamd_address=f"{NOWHERE}:{free_port}", anchors="/proc/anchors", state=tmp_path,
        database_url=f"postgresql://naast_app:geheim@{NOWHERE}:{free_port}/naast",
        owner_database_url=f"postgresql://naast_owner:geheim@{NOWHERE}:{free_port}/naast",
    )  # fmt: skip


def test_each_thing_out_of_reach_is_named_with_its_setting(closed: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)  # root may write everywhere
    faults = (*faults_outside(closed), *faults_of_connecting(closed).values())
    told = [f"{fault.what} {fault.mend}" for fault in faults]
    settings = (
        "RESIDENT_SECRET",
        "RESIDENT_ISSUER",
        "STAFF_SECRET",
        "STAFF_ISSUER",
        "MAIL_HOST",
        "CLAMD_ADDRESS",
        "ANCHORS",
    )
    settings += ("DATABASE_URL", "OWNER_DATABASE_URL", "RETENTION_DATABASE_URL")
    assert len(told) == len(settings)
    for one, setting in zip(told, settings, strict=True):
        assert f"NAAST_{setting}" in one
        assert "geheim" not in one


class Mailbox:
    """Takes nothing from who is not at example.nl."""

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        return "250 OK" if address.endswith("@example.nl") else "550 5.7.1 not one of ours"


@pytest.fixture
def mail_server(closed: Options, own_authority: tuple[Path, Path]) -> Iterator[Options]:
    """Settings for a real one, that asks for STARTTLS and a name and password, with a certificate nobody knows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*own_authority)
    controller = Controller(
        Mailbox(), hostname=NOWHERE, port=closed.mail_port, tls_context=context, require_starttls=True, auth_required=True,
        authenticator=lambda *said: AuthResult(success=said[-1].password == b"geheim", handled=False),
    )  # fmt: skip
    controller.start()
    yield replace(
        closed, mail_host="localhost", mail_user="naast", mail_password="geheim", mail_from="Naast <naast@example.nl>"
    )
    controller.stop()


def of_mail(options: Options) -> list[str]:
    alone = replace(
        options, resident_issuer="x", staff_issuer="x", clamd_address=""
    )  # nothing else shall ask that port
    return [f"{one.what} {one.mend}" for one in faults_outside(alone) if "No mail goes out" in one.what]


def test_the_mail_server_is_signed_in_at_and_offered_our_sender(
    mail_server: Options, own_authority: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    [unknown] = of_mail(mail_server)
    assert "CERTIFICATE_VERIFY_FAILED" in unknown
    assert "let this machine know its authority" in unknown
    monkeypatch.setenv("SSL_CERT_FILE", str(own_authority[0]))
    assert of_mail(mail_server) == []
    [wrong] = of_mail(replace(mail_server, mail_password="geheimer"))
    assert "does not let us sign in" in wrong
    assert "NAAST_MAIL_PASSWORD" in wrong
    assert "geheim" not in wrong
    [nobody] = of_mail(replace(mail_server, mail_user="", mail_password=""))
    assert "530" in nobody
    assert "NAAST_MAIL_USER" in nobody
    [stranger] = of_mail(replace(mail_server, mail_from="Naast <naast@elders.example>"))
    assert "550 5.7.1 not one of ours" in stranger
    assert "NAAST_MAIL_FROM" in stranger


def test_a_mail_server_that_does_not_encrypt_is_named(closed: Options) -> None:
    controller = Controller(Mailbox(), hostname=NOWHERE, port=closed.mail_port)
    controller.start()
    try:
        [plain] = of_mail(closed)
        assert "STARTTLS" in plain
        assert of_mail(replace(closed, mail_tls=False, mail_from="naast@example.nl")) == []
    finally:
        controller.stop()


def test_a_virus_scanner_behind_a_socket_is_knocked_at_too(closed: Options, tmp_path: Path) -> None:
    path = tmp_path / "clamd"
    options = replace(closed, clamd_address=str(path))
    assert any(f"{path} does not answer" in fault.what for fault in faults_outside(options))
    with socket.socket(socket.AF_UNIX) as scanner:
        scanner.bind(str(path))
        scanner.listen()
        assert not any("upload" in fault.what for fault in faults_outside(options))


def test_what_starts_while_the_database_is_away_says_so_in_one_line(free_port: int) -> None:
    away = naast("sweep", "--once", NAAST_DATABASE_URL=f"postgresql://naast_app:geheim@{NOWHERE}:{free_port}/naast")
    said = [line for line in away.stderr.splitlines() if "psycopg.pool" not in line]
    assert away.returncode == 1
    assert "Traceback" not in away.stderr
    assert "The database does not answer" in said[-1]
    assert "geheim" not in away.stderr


def test_a_misspelt_setting_is_named_with_the_one_it_looks_like() -> None:
    (fault,) = unknown_settings({**GOOD, "NAAST_METRICS_FOLDR": "/run/naast"})
    assert (fault.what, fault.mend) == (
        "NAAST_METRICS_FOLDR is no setting of ours.",
        "Do you mean NAAST_METRICS_FOLDER?",
    )


@pytest.fixture
def own_authority(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for localhost that its own authority gave, and its key."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Eigen CA")]),
    )
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    own = x509.CertificateBuilder(name, name, key.public_key(), 1, day, day + dt.timedelta(days=9000))
    own = own.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    own = own.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    file, secret = tmp_path / "own.pem", tmp_path / "own.key"
    file.write_bytes(own.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    secret.write_bytes(key.private_bytes(*plain))
    return file, secret


def test_an_authority_of_the_organisation_itself_is_believed(
    own_authority: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(own_authority[0]))
    believed = [
        dict(part[0] for part in one["subject"]).get("commonName") for one in authorities.__wrapped__().get_ca_certs()
    ]
    assert "Eigen CA" in believed
    assert len(believed) > 50  # those that everybody believes, too
