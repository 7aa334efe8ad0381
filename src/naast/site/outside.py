"""What Naast needs from others, tried as it would be used, for `naast doctor`.

Nothing here waits longer than two seconds, but for the mail server: that may take its time to greet.
"""

import difflib
import os
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from email.utils import parseaddr
from pathlib import Path
from smtplib import SMTP, SMTPAuthenticationError, SMTPException, SMTPNotSupportedError
from typing import cast
from urllib.parse import urlsplit

import httpx
import psycopg
from django.core.mail.backends.smtp import EmailBackend

from naast.kernel.authorities import authorities
from naast.site.options import Options
from naast.site.postgres.trust import Fault

WITHIN = 2.0  # seconds
OK = 250  # RFC 5321, section 4.2.3
OF_DEPLOY = {"NAAST_BACKUPS", "NAAST_ETC"}  # read by the scripts in deploy/
WELL_KNOWN = "/.well-known/openid-configuration"


def faults_outside(options: Options) -> Iterator[Fault]:
    yield from _providers(options)
    if options.mail_host:
        yield from _mail(options)
    if options.clamd_address.startswith("/"):
        yield from _no_socket("NAAST_CLAMD_ADDRESS", options.clamd_address, "No upload is checked for viruses")
    elif host_and_port := _of_clamd(options.clamd_address):
        yield from _unreachable("NAAST_CLAMD_ADDRESS", *host_and_port, "No upload is checked for viruses")
    yield from _anchors(Path(options.anchors) if options.anchors else options.state / "anchors")


def unknown_settings(environ: Mapping[str, str]) -> Iterator[Fault]:
    known = {one.metadata["name"] for one in fields(Options)} | OF_DEPLOY
    for name in sorted(environ):
        if name.startswith("NAAST_") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            yield Fault(f"{name} is no setting of ours.", f"Do you mean {near[0]}?" if near else "Take it out.")


def faults_of_connecting(options: Options) -> dict[str, Fault]:
    """What PostgreSQL says to each role that has an address, by the setting that names it."""
    found: dict[str, Fault] = {}
    urls = {
        "NAAST_DATABASE_URL": options.database_url,
        "NAAST_OWNER_DATABASE_URL": options.owner_database_url,
        "NAAST_RETENTION_DATABASE_URL": options.retention_database_url,
    }
    for name, url in urls.items():
        try:
            if url:
                psycopg.connect(url, connect_timeout=int(WITHIN)).close()
        except psycopg.OperationalError as error:
            what = f"The address in {name} does not work: {str(error).strip()}"
            found[name] = Fault(what, f"Start it, or correct {name}.")
    if options.is_production and not options.retention_database_url:
        found["NAAST_RETENTION_DATABASE_URL"] = Fault(
            "Nothing can be removed by rule: NAAST_RETENTION_DATABASE_URL is empty.",
            "Give it the address of the role naast_retention.",
        )
    return found


def _providers(options: Options) -> Iterator[Fault]:
    given = (
        ("RESIDENT", options.resident_issuer, options.resident_secret),
        ("STAFF", options.staff_issuer, options.staff_secret),
    )
    for whose, issuer, secret in given:
        if not secret:
            yield Fault(
                f"Nobody can sign in there: NAAST_{whose}_SECRET is empty.", "Give our client secret at that provider."
            )
        if why := _why_not(issuer):
            yield Fault(
                f"The provider of NAAST_{whose}_ISSUER does not answer: {why}.",
                f"`curl --head {issuer.rstrip('/')}{WELL_KNOWN}` from this machine; then the address, network or certificate.",
            )


def _why_not(issuer: str) -> str:
    try:
        answer = httpx.get(issuer.rstrip("/") + WELL_KNOWN, verify=authorities(), timeout=WITHIN, trust_env=False)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return str(error) or type(error).__name__
    return "" if answer.status_code == httpx.codes.OK else f"status {answer.status_code}"


def _of_clamd(address: str) -> tuple[str, int] | None:
    if not address:
        return None
    parts = urlsplit(f"//{address}")
    return parts.hostname or "", parts.port or 0


def _mail(options: Options) -> Iterator[Fault]:
    """By the way that each mail goes, up to its sender: whether the server would take one from us."""
    server = EmailBackend(
        host=options.mail_host, port=options.mail_port, username=options.mail_user, password=options.mail_password,
        use_tls=options.mail_tls,
    )  # fmt: skip
    so = f"No mail goes out: {options.mail_host}:{options.mail_port}"
    try:
        server.open()
        line = cast("SMTP", server.connection)
        line.ehlo_or_helo_if_needed()
        code, said = line.mail(parseaddr(options.mail_from)[1])
    except SMTPAuthenticationError as error:
        yield Fault(f"{so} does not let us sign in: {error}.", "Correct NAAST_MAIL_USER and NAAST_MAIL_PASSWORD.")
    except (SMTPNotSupportedError, ssl.SSLError) as error:
        mend = "Correct NAAST_MAIL_HOST (the name in its certificate) or NAAST_MAIL_PORT, or let this machine know its authority."
        yield Fault(f"{so} does not answer as it should: {error}.", mend)
    except OSError as error:
        yield Fault(f"{so} does not answer ({error}).", "Start it, or correct NAAST_MAIL_HOST.")
    else:
        if code != OK:
            mend = "Correct NAAST_MAIL_FROM, or NAAST_MAIL_USER and NAAST_MAIL_PASSWORD."
            yield Fault(f"{so} takes nothing from our sender: {code} {said.decode(errors='replace')}.", mend)
    finally:
        with suppress(OSError, SMTPException):
            server.close()


def _unreachable(setting: str, host: str, port: int, so: str) -> Iterator[Fault]:
    try:
        socket.create_connection((host, port), timeout=WITHIN).close()
    except OSError as error:
        yield Fault(f"{so}: {host}:{port} does not answer ({error}).", f"Start it, or correct {setting}.")


def _no_socket(setting: str, path: str, so: str) -> Iterator[Fault]:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(WITHIN)
        try:
            line.connect(path)
        except OSError as error:
            yield Fault(f"{so}: {path} does not answer ({error}).", f"Start it, or correct {setting}.")


def _anchors(folder: Path) -> Iterator[Fault]:
    there = next(one for one in (folder, *folder.parents) if one.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        yield Fault(
            f"The hourly anchors cannot be written in {folder}.",
            "Give the user that runs Naast that folder, and sweep and worker leave to write there, or correct NAAST_ANCHORS.",
        )
