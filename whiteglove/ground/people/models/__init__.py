"""The nouns of this room: who works here, in which team, able to do what, and who has been asked to join."""

from whiteglove.ground.people.models.deactivation import Deactivation
from whiteglove.ground.people.models.invitation import Invitation
from whiteglove.ground.people.models.person import Person, Role
from whiteglove.ground.people.models.skill import PersonSkill, Skill
from whiteglove.ground.people.models.team import Membership, Team

__all__ = ["Deactivation", "Invitation", "Membership", "Person", "PersonSkill", "Role", "Skill", "Team"]
