"""Handing statements to a learning record store: one request for many. Knows HTTP, no database."""

import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .statements import VERSION

PATIENCE = 10


class NotTaken(Exception):
    """Why the store didn't take them. `for_good`: trying again as they are won't help."""

    def __init__(self, why: str, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


class Stay(HTTPRedirectHandler):
    """A password goes to the address that was typed in, and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def send(statements: Sequence[dict[str, Any]], endpoint: str, user: str, password: str) -> None:
    """Raises NotTaken. A store that has them already under the same ids (409) has them: nothing is lost."""
    name = b64encode(f"{user}:{password}".encode()).decode()
    headers = {
        "Content-Type": "application/json",
        "X-Experience-API-Version": VERSION,
        "Authorization": f"Basic {name}",
    }
    request = Request(f"{endpoint.rstrip('/')}/statements", json.dumps(list(statements)).encode(), headers)
    try:
        with build_opener(Stay()).open(request, timeout=PATIENCE) as answer:
            answer.read(1_000_000)
    except HTTPError as error:
        if error.code == 409:
            return
        said = error.read(300).decode("utf-8", "replace").strip()
        raise NotTaken(f"The store answered {error.code}. {said}".strip()[:300], error.code in (400, 413)) from error
    except (URLError, OSError, ValueError) as error:
        raise NotTaken(f"The store can't be reached: {getattr(error, 'reason', error)}"[:300]) from error
