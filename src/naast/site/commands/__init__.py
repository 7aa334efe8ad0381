"""The command `naast`. A name that is not ours goes to Django's management commands."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naast.site.settings")
    execute_from_command_line(sys.argv)
