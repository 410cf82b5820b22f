"""Who may see the standard, put another in force, and answer what the reader found."""

from whiteglove.ground.people.policy import permit
from whiteglove.service.desk.permits import sees

permit("standards.see", roles={"admin", "lead", "agent", "trainee"}, says="Read the standard the desk is held to")
permit("standards.setup", roles={"admin", "lead"}, says="See which standard is in force, and its history")
permit("standards.load", roles={"admin"}, says="Put a standard in force")
permit("standards.correct", roles={"lead", "agent"}, scope=sees, says="Correct what the reader found in a conversation")
permit("standards.signals", roles={"lead"}, says="See what customers' words signal in your teams")
permit("standards.learn", roles=set(), says="Let the reader learn from corrections, and take it back")
