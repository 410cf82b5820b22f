"""Everybody who works here meets the others; what somebody writes of themselves is theirs."""

from whiteglove.ground.people.policy import permit

permit("community.see", roles={"lead", "agent", "trainee"}, says="Meet colleagues: the directory and the community")
