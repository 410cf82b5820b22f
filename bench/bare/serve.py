"""The bare project behind the server of `whiteglove web`: uvicorn, the same hand-off to threads, the same settings.

`python -m bench.bare.serve PORT`; `sign_in()` is asked for by `python -m bench.bare.serve` alone.
"""

import gc
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare.settings"

import uvicorn
from django.core.wsgi import get_wsgi_application

from config.handoff import Pages


def sign_in() -> str:
    """The session key of a signed-in user. The bare project's users need a table of their own."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connection

    if User._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(User)
    user, _ = User.objects.get_or_create(username="ada")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def serve(port: int) -> None:
    """As whiteglove.front.cli.server does it."""
    pages = Pages(get_wsgi_application())
    gc.freeze()
    uvicorn.run(pages, port=port, lifespan="off", log_config=None, access_log=False, server_header=False)


if __name__ == "__main__":
    if sys.argv[1:]:
        serve(int(sys.argv[1]))
    else:
        get_wsgi_application()
        print(sign_in())
