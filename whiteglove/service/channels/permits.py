from whiteglove.ground.people.policy import permit

permit("channels.arrivals", roles={"admin", "lead"}, says="See mail that could not be filed and have it filed again")
permit("channels.outgoing", roles={"admin", "lead"}, says="See outgoing mail and decide what becomes of it")
permit("channels.accounts", roles={"admin"}, says="Set up mailboxes")
