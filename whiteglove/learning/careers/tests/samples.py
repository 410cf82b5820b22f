"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import Samples
from whiteglove.ground.people.models import Person, Team

TEAM_BOUND = {"careers:person"}


def furnish(samples: Samples, support: Team) -> None:
    """A colleague in Support whose capabilities may be looked at."""
    samples.parts["careers:pk"] = Person.objects.get(email="fatou@whiteglove.example").pk
