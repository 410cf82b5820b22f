"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import Samples
from whiteglove.ground.people.models import Person, Team

TEAM_BOUND: set[str] = set()


def furnish(samples: Samples, support: Team) -> None:
    """A colleague whose profile may be looked at by everybody on the staff."""
    samples.parts["community:pk"] = Person.objects.get(email="fatou@whiteglove.example").pk
