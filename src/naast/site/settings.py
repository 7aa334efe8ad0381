"""Django's settings, made from our own (`options.py`)."""

import os
from typing import Any

from csp.constants import NONE, SELF

from naast.site import logs
from naast.site.capabilities import CAPABILITIES
from naast.site.databases import given_databases, own_databases
from naast.site.options import Options

NAAST = Options.read(os.environ)
NAAST_KEYS = NAAST.keys
NAAST_PROXIES = NAAST.proxies
NAAST_DECREE_DAYS = NAAST.decree_days
NAAST_CLAMD_ADDRESS = NAAST.clamd_address
NAAST_SERVICES = NAAST.services
NAAST_ANCHORS = NAAST.anchors or NAAST.state / "anchors"
NAAST_SITES = NAAST.sites
NAAST_API_CONTACT = NAAST.api_contact
NAAST_CACHE = NAAST.state / "cache"

DEBUG = NAAST.mode == "development"
SECRET_KEY = NAAST.secret_key
ALLOWED_HOSTS = sorted({NAAST.host, *NAAST.hosts})

INSTALLED_APPS = [
    *(f"naast.{name}" for name in CAPABILITIES),
    "naast.site",
    "naast.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "naast.site.health.Health",
    "naast.site.requests.Requests",
    "naast.site.headers.KnownHost",
    "naast.site.headers.OwnSites",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "naast.site.headers.PrivateAnswers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "naast.organisations.middleware.OrganisationMiddleware",
    "naast.organisations.middleware.SpeechMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "naast.identity.middleware.ActorMiddleware",
    "naast.kernel.answers.ErrorAnswers",
]
ROOT_URLCONF = "naast.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "naast.organisations.context_processors.organisation",
            ]
        },
    }
]

_MANNERS: dict[str, Any] = {"statement_timeout": NAAST.statement_timeout, "pool_size": NAAST.pool}
if NAAST.database_url:
    DATABASES = given_databases(
        {
            "default": NAAST.database_url,
            "owner": NAAST.owner_database_url,
            "retention": NAAST.retention_database_url,
        },
        **_MANNERS,
    )
else:
    DATABASES = own_databases(NAAST.state, **_MANNERS)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.User"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("nl-je", "Nederlands, met je"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "naast-taal"
LOCALE_PATHS = [os.path.join(os.path.dirname(__file__), "locale")]  # noqa: PTH118, PTH120  Django compares it as text
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = NAAST.state / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(NAAST.state / "files")},
    },
    "staticfiles": {
        # Hashed names live for ever in a browser's cache; while programming, files are served as they lie.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}

# Browsers share cookies between the ports of one machine, so outside production the port tells clones apart.
_COOKIE = "__Host-naast" if NAAST.is_production else f"naast-{NAAST.port}"
SESSION_COOKIE_NAME = f"{_COOKIE}-session"
SESSION_COOKIE_SECURE = NAAST.is_production
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60  # the longest a worker's session may last; identity ends idle ones sooner
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_FAILURE_VIEW = "naast.kernel.answers.form_expired"
CSRF_COOKIE_NAME = f"{_COOKIE}-csrf"
CSRF_COOKIE_SECURE = NAAST.is_production
CSRF_COOKIE_HTTPONLY = True  # htmx gets the token from the page
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [NAAST.base_url]

SECURE_SSL_REDIRECT = False  # the proxy does; /health/ must answer it on plain http
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if NAAST.is_production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = NAAST.is_production
SECURE_HSTS_PRELOAD = NAAST.is_production
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NAAST.proxies else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

EMAIL_HOST = NAAST.mail_host
EMAIL_PORT = NAAST.mail_port
EMAIL_HOST_USER = NAAST.mail_user
EMAIL_HOST_PASSWORD = NAAST.mail_password
EMAIL_USE_TLS = NAAST.mail_tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = NAAST.mail_from

LOGGING = logs.settings(level=NAAST.log_level, production=NAAST.is_production)
