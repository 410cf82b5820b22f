"""Who takes along what they learnt, and who decides where it is sent."""

from whiteglove.ground.people.policy import permit

permit("records.own", roles={"lead", "agent", "trainee"}, says="Take along the record of what you learnt")
permit("records.setup", roles=set(), says="Decide where records of learning are sent")
