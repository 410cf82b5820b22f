"""Who may see and change what we know about customers."""

from whiteglove.ground.people.policy import permit

DESK = {"admin", "lead", "agent"}

permit("customers.see", roles=DESK, rehearsed=True, says="See customers and their history")
permit("customers.change", roles=DESK, says="Add and change customers, their addresses and notes")
permit("customers.verify", roles=DESK, rehearsed=True, says="Confirm who a customer is, and withdraw it")
permit("customers.merge", roles=DESK, says="Merge two customers into one, and undo it")
permit("customers.organise", roles={"admin", "lead"}, says="Add and change organisations and their domains")
# The export crosses every team's tickets, so it isn't for those who see only some.
permit("customers.export", roles={"admin"}, says="Export everything kept about a customer")
permit("customers.erase", roles={"admin"}, says="Erase a customer's personal data for good")
