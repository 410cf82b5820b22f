"""What the doors of this room need in the furnished house."""

from tests.house.samples import Samples
from whiteglove.ground.people.models import Team

# None is a team's own: whose numbers somebody may open is asked by `sight.py`, see test_see.py.
TEAM_BOUND: set[str] = set()


def furnish(samples: Samples, support: Team) -> None:
    samples.parts |= {"measures:key": "solved", "measures:pk": samples.parts["customers:pk"]}
