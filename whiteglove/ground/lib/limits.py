"""How often something may come from one place: counted by each process for itself, in memory alone."""

import hashlib

from django.core.cache import cache


def too_often(what: str, who: str, most: int, seconds: int) -> bool:
    """Whether this has come more than `most` times within `seconds` from `who`; counts this time too."""
    key = f"{what}.{hashlib.sha256(who.encode('utf-8', 'replace')).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # It ran out between the two.
        return False
