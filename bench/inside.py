"""Pages asked for without a network: `python -m bench.inside COOKIE`, an address a line in, own milliseconds out.

Runs under the settings of DJANGO_SETTINGS_MODULE, so that Whiteglove and the bare project are measured alike: the WSGI
handler with all middleware, in the thread's own processor time.
"""

import sys
import time
from collections.abc import Callable
from wsgiref.util import setup_testing_defaults


def main(cookie: str) -> None:
    pages = application()
    for line in sys.stdin:
        print(asked(pages, line.strip(), cookie), flush=True)


def application() -> Callable:
    """Whiteglove's own entry when it has one, as the server takes it."""
    from django.core.servers.basehttp import get_internal_wsgi_application

    return get_internal_wsgi_application()


def asked(pages: Callable, address: str, cookie: str) -> float:
    path, _, query = address.partition("?")
    environ = {
        "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1", "HTTP_COOKIE": f"sessionid={cookie}",
        "HTTP_ACCEPT": "text/html",
    }  # fmt: skip
    setup_testing_defaults(environ)
    statuses = []
    began = time.thread_time()
    response = pages(environ, lambda status, headers: statuses.append(status))
    b"".join(response)
    response.close()
    took = (time.thread_time() - began) * 1000
    assert statuses == ["200 OK"], (address, statuses)
    return took


if __name__ == "__main__":
    main(sys.argv[1])
