"""What this room records."""

from whiteglove.ground.events.registry import declare

declare("person.invited", "{by} invited somebody", room="people")
declare("person.invitation_resent", "{by} sent an invitation again", room="people")
declare("person.invitation_withdrawn", "{by} withdrew an invitation", room="people")
declare("person.joined", "{subject} joined", room="people")
declare("person.changed", "{by} changed what is known of {subject}", room="people")
declare("person.address_changed", "{by} changed the email address of {subject}", room="people")
declare("person.role_changed", "{by} changed the role of {subject}", room="people")
declare("person.deactivated", "{by} ended the access of {subject}", room="people")
declare("person.reactivated", "{by} gave {subject} access again", room="people")
declare("person.forgotten", "{by} erased what {subject} wrote", room="people")
declare("person.skill_set", "{by} noted a skill of {subject}", room="people")
declare("person.skill_removed", "{by} removed a skill of {subject}", room="people")
declare("team.created", "{by} created the team {subject}", room="people")
declare("team.renamed", "{by} renamed the team {subject}", room="people")
declare("team.archived", "{by} archived the team {subject}", room="people")
declare("team.restored", "{by} brought the team {subject} back", room="people")
declare("team.member_added", "{by} added somebody to {subject}", room="people")
declare("team.member_removed", "{by} removed somebody from {subject}", room="people")
