"""Who may see the standard, and put another in force."""

from whiteglove.ground.people.policy import permit

permit("standards.see", roles={"admin", "lead", "agent", "trainee"}, says="Read the standard the desk is held to")
permit("standards.setup", roles={"admin", "lead"}, says="See which standard is in force, and its history")
permit("standards.load", roles={"admin"}, says="Put a standard in force")
