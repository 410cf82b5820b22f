"""Search that forgives: over plain tables, alike on both databases, with the permission in every statement."""

from .ask import Found, Hit, find

__all__ = ["Found", "Hit", "find"]
