"""What people may do with people."""

from whiteglove.ground.events import live
from whiteglove.ground.people.hierarchy import leads_team, looks_after, may_see, sent_or_concerns
from whiteglove.ground.people.policy import audiences_of, door, may, permit
from whiteglove.ground.ui import judge

EVERYBODY_AT_WORK = {"admin", "lead", "agent", "trainee"}

permit("people.own_profile", roles=EVERYBODY_AT_WORK, says="Change your own profile")
permit("people.see", roles={"lead"}, says="See the people of your teams", scope=may_see)
permit("people.change", roles={"lead"}, says="Change the details of your agents and trainees", scope=looks_after)
permit("people.set_role", roles={"lead"}, says="Make your people agents or trainees", scope=looks_after)
permit("people.change_address", roles=set(), says="Change the address somebody signs in with")
permit("people.deactivate", roles=set(), says="End and give back access")
permit("people.forget", roles=set(), says="Erase what somebody who left wrote, and what is known of them")
permit("people.invite", roles={"lead"}, says="Invite people", scope=sent_or_concerns)
permit("people.see_teams", roles={"lead"}, says="See your teams", scope=leads_team)
permit("people.change_members", roles={"lead"}, says="Choose who is in your teams", scope=leads_team)
permit("people.manage_teams", roles=set(), says="Create, rename and archive teams")
permit("events.setup", roles=set(), says="See everything that happened and try reactions again")
permit("ui.guide", roles=EVERYBODY_AT_WORK, says="Use the command palette and see the style guide")

# The rooms below can't import the policy: it is handed to them here.
judge.use(may)
live.audience_resolver = audiences_of
live.door = door
