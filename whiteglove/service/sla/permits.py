"""Who may see and set the clocks."""

from whiteglove.ground.people.policy import permit

permit("sla.see", roles={"admin", "lead"}, says="See when you are open and what times are promised")
permit("sla.change", roles={"admin"}, says="Set when you are open and which calendar the clocks run by")
