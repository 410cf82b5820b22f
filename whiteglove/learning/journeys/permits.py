"""A journey belongs to whoever goes it; whoever looks after them decides."""

from whiteglove.ground.people.hierarchy import looks_after
from whiteglove.ground.people.policy import permit

permit("journeys.own", roles={"lead", "agent", "trainee"}, says="Go the journey: apply for levels, hand in what counts")
permit("journeys.review", roles={"lead"}, scope=looks_after, says="Decide on levels and evidence of your people")
