"""Who may see and set the clocks."""

from whiteglove.ground.people.policy import permit

permit("sla.see", roles={"admin", "lead", "agent"}, says="See when we are open and what times are promised")
permit("sla.define", roles={"admin"}, says="Set when we are open and what times are promised")
