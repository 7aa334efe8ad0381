"""The doctor says what others do not answer, what is not filled in and what is misspelt, each with the setting to mend."""

import datetime as dt
import socket
from dataclasses import replace
from pathlib import Path

import pytest
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


def test_an_authority_of_the_organisation_itself_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Eigen CA")]),
    )
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    own = x509.CertificateBuilder(name, name, key.public_key(), 1, day, day + dt.timedelta(days=9000))
    own = own.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    file = tmp_path / "own.pem"
    file.write_bytes(own.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    believed = [
        dict(part[0] for part in one["subject"]).get("commonName") for one in authorities.__wrapped__().get_ca_certs()
    ]
    assert "Eigen CA" in believed
    assert len(believed) > 50  # those that everybody believes, too
