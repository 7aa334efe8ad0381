"""The ASGI application that granian (or uvicorn) serves."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naast.site.settings")

application = get_asgi_application()
