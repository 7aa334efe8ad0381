"""What an operator can set: every `NAAST_*` variable, with its meaning and what production demands of it.

`docs/operator/settings.md` is written from this file by `naast settings --write`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from naast.kernel.keys import secrets_by_name

CLONE = Path(__file__).resolve().parents[3]
MODES = ("development", "demo", "production")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
# Of no use to an attacker: production refuses both.
DEVELOPMENT_SECRET = "for-development-only-and-refused-in-production"  # noqa: S105
DEVELOPMENT_KEY = "1:bm90LWEtc2VjcmV0LWZvci1kZXZlbG9wbWVudC0wMDE="


class BadSettings(Exception):
    """Naast does not start with these settings. Each line names one and says how to mend it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def text(value: str) -> str:
    return value.strip()


def number(value: str) -> int:
    if not value.strip().isdigit():
        raise ValueError("must be a whole number")
    return int(value)


def switch(value: str) -> bool:
    if value not in ("0", "1"):
        raise ValueError("must be 0 or 1")
    return value == "1"


def folder(value: str) -> Path:
    if not Path(value).is_dir():
        raise ValueError("must be a folder that is there")
    return Path(value)


def words(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def keys(value: str) -> tuple[str, ...]:
    secrets_by_name(words(value))
    return words(value)


def days(value: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(day) for day in words(value))


def mode(value: str) -> str:
    if value not in MODES:
        raise ValueError(f"must be one of {', '.join(MODES)}")
    return value


def address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValueError("must look like https://naast.example.nl, without a path")
    return value.rstrip("/")


def origins(value: str) -> tuple[str, ...]:
    """As a browser writes them in Origin: scheme, host, and a port that is not the usual one (RFC 6454)."""
    given = words(value.lower())
    for one in given:
        parts = urlsplit(one)
        if parts.scheme not in ("http", "https") or one != f"{parts.scheme}://{parts.netloc}" or set("*@") & set(one):
            raise ValueError("must name each site as https://www.gemeente.example, without a path or wildcard")
    return given


def postgres_url(value: str) -> str:
    try:
        known = conninfo_to_dict(value)
    except ProgrammingError:
        known = {}
    if value and not (value.startswith(("postgresql://", "postgres://")) and known.get("dbname") and known.get("user")):
        raise ValueError("must look like postgresql://user:password@host:5432/name")
    return value


def option(name: str, default: str, read: Callable[[str], Any], about: str, *, secret: bool = False) -> Any:
    """One variable. `default` is what it is in development, written as the operator would write it."""
    return field(metadata={"name": name, "default": default, "read": read, "about": about, "secret": secret})


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """The settings of this installation."""

    mode: str = option(
        "NAAST_MODE",
        "development",
        mode,
        "`production` for real; `demo` shows invented people and serves this machine only; `development` adds error pages for programmers.",
    )
    port: int = option(
        "PORT", "8000", number, "Port of the web server. The demo's other servers use the ports after it."
    )
    base_url: str = option(
        "NAAST_BASE_URL",
        "http://localhost:{PORT}",
        address,
        "The address that residents see. Links in messages start with it.",
    )
    hosts: tuple[str, ...] = option(
        "NAAST_HOSTS",
        "",
        words,
        "More host names that this installation answers to, separated by commas. No wildcards.",
    )
    bind: str = option(
        "NAAST_BIND",
        "127.0.0.1",
        text,
        "Address that the web server listens on. Outside `production` always this machine only.",
    )
    proxies: int = option(
        "NAAST_PROXIES",
        "0",
        number,
        "How many proxies of your own stand before the web server. Only then are their headers about scheme and client believed.",
    )
    secret_key: str = option(
        "NAAST_SECRET_KEY",
        DEVELOPMENT_SECRET,
        text,
        "Signs sessions and links. At least 50 random characters.",
        secret=True,
    )
    keys: tuple[str, ...] = option(
        "NAAST_KEYS",
        DEVELOPMENT_KEY,
        keys,
        "Keys that encrypt citizen service numbers: `name:32 bytes in base64`, separated by commas. The first encrypts, all decrypt; add a new one in front, then run `naast keys rotate`.",
        secret=True,
    )
    state: Path = option(
        "NAAST_STATE",
        str(CLONE / ".naast"),
        Path,
        "Folder for uploads, static files and, without a database address, the database.",
    )
    services: Path = option(
        "NAAST_SERVICES",
        str(CLONE / "services"),
        folder,
        "Folder of the service packages. The changes of an organisation stand beside it, in `local/<organisation>/`.",
    )
    anchors: str = option(
        "NAAST_ANCHORS",
        "",
        text,
        "Folder for the hourly anchors of the dossier, at best on a disk that no database administrator can write. Empty: `anchors` in NAAST_STATE.",
    )
    database_url: str = option(
        "NAAST_DATABASE_URL",
        "",
        postgres_url,
        "PostgreSQL address of the role that serves: postgresql://naast_app:…@host/naast. Empty: the database that comes along.",
        secret=True,
    )
    owner_database_url: str = option(
        "NAAST_OWNER_DATABASE_URL",
        "",
        postgres_url,
        "The same for the role that migrates, naast_owner. Only `naast migrate` and `naast up` need it.",
        secret=True,
    )
    retention_database_url: str = option(
        "NAAST_RETENTION_DATABASE_URL",
        "",
        postgres_url,
        "The same for the role that removes by retention rule, naast_retention.",
        secret=True,
    )
    statement_timeout: str = option(
        "NAAST_STATEMENT_TIMEOUT",
        "5s",
        text,
        "Longest that one database statement may take for a page. The worker and the sweep get 60s unless this is set.",
    )
    pool: int = option("NAAST_POOL", "20", number, "Database connections per web process, at most.")
    web_processes: int = option(
        "NAAST_WEB_PROCESSES",
        "2",
        number,
        "Web processes that `naast web` starts. Each uses one core and takes some 200 MB more: one for each core, no more.",
    )
    worker_jobs: int = option("NAAST_WORKER_JOBS", "4", number, "Jobs that one worker does at the same time.")
    metrics_bind: str = option(
        "NAAST_METRICS_BIND",
        "127.0.0.1",
        text,
        "Address that `naast metrics` listens on. Not one that visitors can reach: the figures are for you.",
    )
    metrics_port: int = option("NAAST_METRICS_PORT", "0", number, "Its port. 0: the ninth after PORT.")
    metrics_folder: str = option(
        "NAAST_METRICS_FOLDER",
        "",
        text,
        "Folder where the web processes of this machine keep their counts, in production one in memory, such as `/run/naast`: on a disk that is full they could not go on. Empty: `metrics` in NAAST_STATE.",
    )
    log_level: str = option("NAAST_LOG_LEVEL", "INFO", text, "DEBUG, INFO, WARNING or ERROR.")
    clamd_address: str = option(
        "NAAST_CLAMD_ADDRESS",
        "",
        text,
        "`host:port` or socket path of clamd, which checks uploads for viruses. Empty: each upload waits until a worker releases it.",
    )
    mail_host: str = option(
        "NAAST_MAIL_HOST",
        "",
        text,
        "SMTP server for outgoing mail. Empty: mail is kept back, and `naast doctor` says so.",
    )
    mail_port: int = option("NAAST_MAIL_PORT", "587", number, "Port of the SMTP server.")
    mail_user: str = option("NAAST_MAIL_USER", "", text, "Name to sign in with at the SMTP server.")
    mail_password: str = option("NAAST_MAIL_PASSWORD", "", text, "Password for the SMTP server.", secret=True)
    mail_tls: bool = option(
        "NAAST_MAIL_TLS", "1", switch, "1: insist on STARTTLS. 0: only for a server on this machine."
    )
    mail_from: str = option("NAAST_MAIL_FROM", "Naast <niet-beantwoorden@localhost>", text, "Sender of outgoing mail.")
    resident_issuer: str = option(
        "NAAST_RESIDENT_ISSUER",
        "",
        text,
        "Address of the OpenID Connect provider for residents (the broker of DigiD, eHerkenning and eIDAS).",
    )
    resident_client: str = option("NAAST_RESIDENT_CLIENT", "naast-residents", text, "Our client id there.")
    resident_secret: str = option("NAAST_RESIDENT_SECRET", "", text, "Our client secret there.", secret=True)
    resident_bsn_claim: str = option(
        "NAAST_RESIDENT_BSN_CLAIM",
        "bsn",
        text,
        "Name of the claim in which that provider gives the citizen service number.",
    )
    staff_issuer: str = option("NAAST_STAFF_ISSUER", "", text, "Address of the OpenID Connect provider for staff.")
    staff_client: str = option("NAAST_STAFF_CLIENT", "naast-staff", text, "Our client id there.")
    staff_secret: str = option("NAAST_STAFF_SECRET", "", text, "Our client secret there.", secret=True)
    decree_days: tuple[date, ...] = option(
        "NAAST_DECREE_DAYS",
        "",
        days,
        "Days that a royal decree makes equal to holidays (Algemene termijnenwet, article 3, paragraph 3): `2026-05-15`, separated by commas.",
    )
    sites: tuple[str, ...] = option(
        "NAAST_SITES",
        "",
        origins,
        "Your own other sites, such as `https://www.gemeente.example`, separated by commas. Pages there may ask the API from a visitor's browser, and show the box of `/insluiten/`.",
    )
    api_contact: str = option(
        "NAAST_API_CONTACT",
        "api@gemeente.example",
        text,
        "Mail address of who keeps the API, for programmers elsewhere. It stands in each `openapi.json`.",
    )
    brp_url: str = option(
        "NAAST_BRP_URL",
        "",
        text,
        "Address of Haal Centraal BRP Personen bevragen 2.x. Empty: residents fill in their own details.",
    )
    brp_key: str = option("NAAST_BRP_KEY", "", text, "API key for it.", secret=True)

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Options":
        """Read all variables. Raises BadSettings naming every one that is wrong, also what production refuses."""
        values: dict[str, Any] = {}
        problems: list[str] = []
        for one in fields(cls):
            name, default = one.metadata["name"], one.metadata["default"]
            default = default.replace("{PORT}", environ.get("PORT", "8000"))
            try:
                values[one.name] = one.metadata["read"](environ.get(name, default))
            except ValueError as error:
                problems.append(f"{name} {error}.")
        if problems:
            raise BadSettings(problems)
        options = cls(**values)
        if refused := list(options.refused()):
            raise BadSettings(refused)
        return options

    @property
    def is_production(self) -> bool:
        return self.mode == "production"

    @property
    def host(self) -> str:
        return urlsplit(self.base_url).hostname or ""

    @property
    def metrics_at(self) -> int:
        return self.metrics_port or self.port + 9

    @property
    def counts(self) -> Path:
        return Path(self.metrics_folder) if self.metrics_folder else self.state / "metrics"

    def refused(self) -> Iterator[str]:
        """What is dangerous in this mode, each with how to mend it."""
        if any("*" in host or host.startswith(".") for host in self.hosts):
            yield "NAAST_HOSTS has a wildcard: name each host in full."
        yield from self._refused_in_production() if self.is_production else self._refused_elsewhere()

    def _refused_elsewhere(self) -> Iterator[str]:
        for host in (self.host, *self.hosts):
            if host not in LOCAL_HOSTS and not host.endswith(".localhost"):
                yield f"NAAST_MODE is {self.mode} and {host} is not this machine: set NAAST_MODE=production to serve others."
        if self.bind not in LOCAL_HOSTS:
            yield f"NAAST_MODE is {self.mode}, so NAAST_BIND must be 127.0.0.1: set NAAST_MODE=production to serve others."

    def _refused_in_production(self) -> Iterator[str]:
        if self.secret_key == DEVELOPMENT_SECRET or len(self.secret_key) < 50:
            yield "NAAST_SECRET_KEY is the default or too short: give it 50 random characters or more."
        if DEVELOPMENT_KEY in self.keys:
            yield "NAAST_KEYS holds the key of development: make one with `openssl rand -base64 32` and write `1:` before it."
        if not self.base_url.startswith("https://") or self.host in LOCAL_HOSTS:
            yield "NAAST_BASE_URL is not an https address: give the address that residents see."
        if not self.database_url:
            yield "NAAST_DATABASE_URL is empty: give a PostgreSQL server that has backups."
        for name, issuer in (
            ("NAAST_RESIDENT_ISSUER", self.resident_issuer),
            ("NAAST_STAFF_ISSUER", self.staff_issuer),
        ):
            if not issuer.startswith("https://") or urlsplit(issuer).hostname in LOCAL_HOSTS:
                yield f"{name} is empty, not https, or the demo's own provider: give the address of a real one."
        if any(one.startswith("http://") for one in self.sites):
            yield "NAAST_SITES names a site that is not https: who reads along there could change the page around the box."
        if self.mail_host and not self.mail_tls and self.mail_host not in LOCAL_HOSTS:
            yield "NAAST_MAIL_TLS is 0 for a server elsewhere: set it to 1."


def page() -> str:
    """The operator's page of settings, in Markdown."""
    head = (
        "# Settings\n\nWritten from `src/naast/site/options.py` by `naast settings --write`; change it there.\n\n"
        "Give them in the environment. `naast doctor` says what is wrong with them and how to mend it.\n\n"
        "| variable | in development | what it does |\n| --- | --- | --- |\n"
    )
    return head + "".join(_line(one.metadata) for one in fields(Options))


def _line(about: Mapping[str, Any]) -> str:
    default = about["default"].replace(str(CLONE) + "/", "")
    shown = (
        "(a default that production refuses)"
        if about["secret"] and default
        else f"`{default}`"
        if default
        else "(empty)"
    )
    secret = " Secret." if about["secret"] else ""
    return f"| `{about['name']}` | {shown} | {about['about']}{secret} |\n"
