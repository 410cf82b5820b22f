"""Full-text search over tickets: `index` writes, `find` reads, `prepare` makes the tables.

The engine behind it is nobody else's business.
"""

from .find import Hit, find
from .index import engine, index

__all__ = ["Hit", "find", "index", "prepare"]


def prepare(**_) -> None:
    """After migrations: what no model can describe."""
    engine().prepare()
