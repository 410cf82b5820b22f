"""Who looks at the wall: leads, each at their own teams."""

from whiteglove.ground.people.policy import permit

permit("analytics.wall", roles={"lead"}, says="Look at the live wall of your teams")
