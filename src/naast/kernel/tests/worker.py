"""Started by test_killed_worker as a process of its own."""

import django

django.setup()

from naast.kernel.tests.probe import work  # noqa: E402  needs the apps

work()
