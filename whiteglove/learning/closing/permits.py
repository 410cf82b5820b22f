"""Who may see what was checked and what runs, and who decides otherwise."""

from whiteglove.ground.people.policy import permit
from whiteglove.service.desk.permits import sees

permit("closing.see", roles={"lead", "agent"}, scope=sees, says="See what was checked before solving, and what follows")
permit("closing.plan", roles={"lead", "agent"}, scope=sees, says="Plan a follow-up, and call it off")
permit(
    "closing.overrule",
    roles={"lead"},
    scope=sees,
    says="Let a ticket be solved without what the pack demands",
)
permit("closing.counts", roles={"lead"}, says="See how solved tickets were checked in your teams")
permit("closing.setup", roles={"lead"}, says="See what is asked before solving and what follows by itself")
permit("closing.decide", roles=set(), says="Decide what is asked before solving and what follows by itself")
