"""The shell's own doors."""

from whiteglove.ground.people.models import Role
from whiteglove.ground.people.policy import permit

permit("shell.home", roles=set(Role.values), says="See your home")
permit("shell.goals", roles={"lead"}, says="See which goals of your teams are in danger")
permit("shell.setup", roles={"admin", "lead"}, says="See what can be set up")
