"""The key to an empty house: only who can read the server's output may become its first administrator."""

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from whiteglove.ground.people.models import Person

SALT = "whiteglove.first-run"


def is_empty() -> bool:
    """Whether nobody can administer this house yet."""
    return not Person.objects.administrators().exists()


def key() -> str:
    """128 bits that follow from the server's secret: the same in every process, stored nowhere."""
    return salted_hmac(SALT, "administrator", algorithm="sha256").hexdigest()[:32]


def fits(given: str) -> bool:
    return constant_time_compare(given.strip(), key())


def link() -> str:
    """What `whiteglove setup` and `whiteglove serve` print while the house is empty; "" afterwards."""
    return f"{settings.PUBLIC_URL}{reverse('shell:first')}?key={key()}" if is_empty() else ""
