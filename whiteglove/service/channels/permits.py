from whiteglove.ground.people.policy import in_own_team, permit


def of_own_mailbox(person, obj) -> bool:
    """Scope: it came for, or leaves from, a mailbox of the person's teams or of no team."""
    return obj.account is None or in_own_team(person, obj.account)


permit(
    "channels.arrivals",
    roles={"admin", "lead"},
    scope=of_own_mailbox,
    says="See mail that could not be filed and have it filed again",
)
permit(
    "channels.outgoing",
    roles={"admin", "lead"},
    scope=of_own_mailbox,
    says="See outgoing mail and decide what becomes of it",
)
permit("channels.accounts", roles={"admin"}, says="Set up mailboxes")
