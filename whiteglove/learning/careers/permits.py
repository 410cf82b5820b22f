"""What shows a capability belongs to the person and whoever looks after them; nobody is compared in public."""

from whiteglove.ground.people.hierarchy import looks_after
from whiteglove.ground.people.policy import permit

permit("careers.own", roles={"lead", "agent", "trainee"}, says="See what evidence shows of your own capabilities")
permit("careers.see", roles={"lead"}, scope=looks_after, says="See what shows the capabilities of your people")
