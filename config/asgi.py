"""The two faces of the product: pages (WSGI, in threads) and everything (ASGI: pages and sockets)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = get_wsgi_application()
