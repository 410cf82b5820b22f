"""What the desk lets whom do. Leads and agents act on what they see; a few verbs are for leads."""

from whiteglove.ground.people.hierarchy import looks_after
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit

from .models import Macro, Ticket

DESK = {"lead", "agent"}
LEADS = {"lead"}


def sees(person: Person, ticket: Ticket) -> bool:
    """The same rule as `Ticket.objects.visible_to`, for one ticket: own teams, no team, or given to them."""
    return ticket.team_id is None or ticket.team_id in person.team_ids or ticket.assignee_id == person.pk


def may_limit(lead: Person, other: Person) -> bool:
    return lead.pk == other.pk or looks_after(lead, other)


def uses(person: Person, macro: Macro) -> bool:
    """The same rule as `Macro.objects.visible_to`, for one macro."""
    if macro.owner_id:
        return macro.owner_id == person.pk
    return macro.team_id is None or macro.team_id in person.team_ids


def keeps(person: Person, macro: Macro) -> bool:
    """One's own; a lead also everybody's and those of their teams."""
    return uses(person, macro) and bool(macro.owner_id or person.role == "lead")


permit("desk.see", roles=DESK, scope=sees, rehearsed=True, says="See tickets and their conversations")
permit("desk.search", roles=DESK, says="Search everything you may see")
permit("desk.open", roles=DESK, says="Open tickets for customers")
permit("desk.reply", roles=DESK, scope=sees, rehearsed=True, says="Reply to customers")
permit("desk.note", roles=DESK, scope=sees, rehearsed=True, says="Write notes to the team")
permit("desk.assign", roles=DESK, scope=sees, says="Take tickets and give away what you have")
permit("desk.assign_others", roles=LEADS, scope=sees, says="Give somebody else's tickets to others")
permit("desk.solve", roles=DESK, scope=sees, rehearsed=True, says="Solve tickets and open them again")
permit("desk.snooze", roles=DESK, scope=sees, rehearsed=True, says="Snooze and wake tickets")
permit("desk.tag", roles=DESK, scope=sees, rehearsed=True, says="Tag tickets")
permit("desk.classify", roles=DESK, scope=sees, rehearsed=True, says="Set kind, priority and complexity")
permit("desk.move", roles=DESK, scope=sees, says="Move tickets to another team")
permit("desk.merge", roles=LEADS, scope=sees, says="Merge tickets and undo it")
permit("desk.escalate", roles=DESK, scope=sees, rehearsed=True, says="Escalate to a supervisor")
permit("desk.supervise", roles=LEADS, scope=sees, says="Take on escalations")
permit("desk.count_escalations", roles=LEADS, says="See what waits for a supervisor, and how escalations went")
permit("desk.promise", roles=DESK, scope=sees, says="Keep track of what was promised to customers")
permit("desk.pass_on", roles=DESK, scope=sees, says="Pass running chats on to colleagues and queues")
permit("desk.whisper", roles=LEADS, scope=sees, says="Whisper to whoever has a chat")
permit("desk.take_over", roles=LEADS, scope=sees, says="Take over running chats")
permit("desk.limit_chats", roles=LEADS, scope=may_limit, says="Decide how many chats your people have at once")
permit("desk.chat_counts", roles=LEADS, says="See how chats were answered in your teams")
permit("desk.macros", roles=DESK, scope=uses, rehearsed=True, says="Use macros and make some of one's own")
permit("desk.keep_macro", roles=DESK, scope=keeps, says="Change and put away one's own macros; leads also shared ones")
permit("desk.export", roles=LEADS, scope=sees, says="Export conversations")
permit("desk.practise", roles={*DESK, "trainee"}, rehearsed=True, says="Serve simulated customers at the desk")
permit("desk.setup", roles=set(), says="Decide how the desk works")
