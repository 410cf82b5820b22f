"""What a page shows many times over, worked out before its template is asked."""

from django.utils.safestring import SafeString


class Shown:
    """A row or a line of a list.

    For `{{ row.name }}` a template asks `row["name"]` first and `row.name` after that has failed, which takes twice as
    long; so both are answered. Texts that are ours and hold nothing to escape are `SafeString`s for the same reason,
    numbers among them: a template puts every number into the reader's language.
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> object:
        return getattr(self, name)


def plain(value: int | str) -> SafeString:
    """A whole number or one of our own words, as it stands."""
    return SafeString(value)
