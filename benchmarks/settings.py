"""The settings of Naast, with one address more: the empty view."""

from naast.site.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
