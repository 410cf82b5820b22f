"""Who may see numbers: leads those of their teams and people, agents their own and their teams' together."""

from whiteglove.ground.people.policy import permit

permit("measures.see", roles={"lead", "agent"}, says="See what is counted: your own numbers and your teams'")
permit("measures.depart", roles={"lead", "agent"}, says="Note that a customer has left, and take it back")
