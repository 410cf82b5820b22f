"""A stranger's file as an answer: whatever it holds, it runs nowhere."""

import re
from urllib.parse import quote

from django.http import HttpResponse

BYTES = "application/octet-stream"
# What a browser shows as a picture and never as a page.
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def download(
    content: bytes, name: str, kind: str = BYTES, *, inline: bool = False, kept: str = "private, max-age=3600"
) -> HttpResponse:
    """To be saved under `name`, or shown where `inline`. `kept`: what may be kept of it on the way."""
    safe = re.sub(r'[\x00-\x1f\x7f"\\/]', "_", name) or "file"
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    names = f"filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; {names}"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = kept
    return response
