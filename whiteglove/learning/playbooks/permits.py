"""Who may use playbooks. What they show of a ticket is seen by whoever sees the ticket."""

from whiteglove.ground.people.policy import permit
from whiteglove.service.desk.permits import sees

permit("playbooks.read", roles={"admin", "lead", "agent", "trainee"}, says="Read the playbooks")
permit(
    "playbooks.use",
    roles={"lead", "agent"},
    scope=sees,
    rehearsed=True,
    says="Open playbooks beside tickets and tick their steps",
)
