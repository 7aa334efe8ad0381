"""Production does not start with settings that endanger people, and says how to mend each."""

import pytest

from naast.site.commands.settings import PAGE
from naast.site.databases import given_databases, whereabouts
from naast.site.options import DEVELOPMENT_KEY, DEVELOPMENT_SECRET, BadSettings, Options, page

GOOD = {
    "NAAST_MODE": "production",
    "NAAST_BASE_URL": "https://naast.example.nl",
    "NAAST_BIND": "0.0.0.0",  # noqa: S104
    "NAAST_SECRET_KEY": "k7" * 30,
    "NAAST_KEYS": "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    "NAAST_DATABASE_URL": "postgresql://naast_app:secret@db.example.nl/naast",
    "NAAST_RESIDENT_ISSUER": "https://broker.example.nl",
    "NAAST_STAFF_ISSUER": "https://login.example.nl",
    "NAAST_MAIL_HOST": "smtp.example.nl",
}
BAD = {
    "the secret of development": ("NAAST_SECRET_KEY", DEVELOPMENT_SECRET),
    "a short secret": ("NAAST_SECRET_KEY", "short"),
    "the key of development": ("NAAST_KEYS", f"2:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,{DEVELOPMENT_KEY}"),
    "two keys of one name": ("NAAST_KEYS", ",".join(["2:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="] * 2)),
    "a short key": ("NAAST_KEYS", "2026:abcd"),
    "a key that is not base64": ("NAAST_KEYS", "2026:abc"),
    "a key without a name": ("NAAST_KEYS", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
    "no key": ("NAAST_KEYS", ""),
    "a wildcard host": ("NAAST_HOSTS", "*"),
    "all subdomains": ("NAAST_HOSTS", ".example.nl"),
    "plain http": ("NAAST_BASE_URL", "http://naast.example.nl"),
    "no database": ("NAAST_DATABASE_URL", ""),
    "a database without a name": ("NAAST_DATABASE_URL", "postgresql://naast_app@db.example.nl"),
    "another kind of database": ("NAAST_DATABASE_URL", "mysql://naast_app@db.example.nl/naast"),
    "the demo's provider for residents": ("NAAST_RESIDENT_ISSUER", "http://localhost:8001"),
    "no provider for staff": ("NAAST_STAFF_ISSUER", ""),
    "mail in the open": ("NAAST_MAIL_TLS", "0"),
    "a mode that does not exist": ("NAAST_MODE", "debug"),
    "a port that is no number": ("PORT", "80a"),
    "packages that are not there": ("NAAST_SERVICES", "/nowhere/services"),
    "every site": ("NAAST_SITES", "*"),
    "all sites below a name": ("NAAST_SITES", "https://www.example.nl,https://*.example.nl"),
    "a site with a path": ("NAAST_SITES", "https://www.example.nl/"),
    "a site without a scheme": ("NAAST_SITES", "www.example.nl"),
    "a site in the open": ("NAAST_SITES", "http://www.example.nl"),
}


def test_good_settings_are_taken():
    options = Options.read(GOOD)
    assert options.is_production
    assert options.host == "naast.example.nl"


def test_own_sites_are_written_as_browsers_write_them():
    given = "https://www.example.nl, https://Intranet.example.nl:8443"
    assert Options.read({**GOOD, "NAAST_SITES": given}).sites == (
        "https://www.example.nl", "https://intranet.example.nl:8443",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "value"), BAD.values(), ids=BAD.keys())
def test_a_dangerous_setting_is_refused_with_its_name(name, value):
    with pytest.raises(BadSettings) as refused:
        Options.read({**GOOD, name: value})
    assert len(refused.value.problems) == 1
    assert refused.value.problems[0].startswith(name)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(BadSettings) as refused:
        Options.read({"NAAST_MODE": "production"})
    assert {problem.split()[0] for problem in refused.value.problems} == {
        "NAAST_SECRET_KEY", "NAAST_KEYS", "NAAST_BASE_URL", "NAAST_DATABASE_URL", "NAAST_RESIDENT_ISSUER", "NAAST_STAFF_ISSUER",
    }  # fmt: skip


@pytest.mark.parametrize("mode", ["development", "demo"])
@pytest.mark.parametrize(
    ("name", "value"),
    [("NAAST_BIND", "0.0.0.0"), ("NAAST_BASE_URL", "https://naast.example.nl"), ("NAAST_HOSTS", "naast.example.nl")],  # noqa: S104
)
def test_outside_production_only_this_machine_is_served(mode, name, value):
    Options.read({"NAAST_MODE": mode})
    with pytest.raises(BadSettings):
        Options.read({"NAAST_MODE": mode, name: value})


def test_the_port_moves_the_address():
    assert Options.read({"PORT": "9100"}).base_url == "http://localhost:9100"


def test_what_a_database_address_asks_is_passed_on():
    url = "postgresql://naast_app:p%40ss@db.example.nl:6432/naast?sslmode=verify-full"
    found = given_databases({"default": url, "owner": ""}, statement_timeout="5s", pool_size=3)
    assert whereabouts(found["default"]) == "Database: naast on db.example.nl:6432, as naast_app."
    assert found.keys() == {"default"}
    assert found["default"] | {"OPTIONS": None} == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "naast",
        "USER": "naast_app",
        "PASSWORD": "p@ss",
        "HOST": "db.example.nl",
        "PORT": "6432",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": None,
    }
    options = found["default"]["OPTIONS"]
    assert options["sslmode"] == "verify-full"
    assert options["pool"]["max_size"] == 3
    for limit in ("statement_timeout=5s", "lock_timeout=2s", "idle_in_transaction_session_timeout=30s"):
        assert limit in options["options"]


def test_the_operators_page_is_written_from_the_settings():
    assert PAGE.read_text() == page(), "Run `naast settings --write`."
