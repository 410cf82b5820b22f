"""Where pages are. An address never changes while the house runs, and every page has twenty of them."""

from functools import lru_cache

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


@lru_cache(maxsize=1024)
def address(name: str, *args: object) -> SafeString:
    """As Django's `reverse`, remembered; safe to stand in a template."""
    return conditional_escape(reverse(name, args=args))
