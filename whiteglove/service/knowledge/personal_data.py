"""What this room keeps about a customer: an address to which changes are mailed. Handed over with their data, erased
with it. Votes and searches name nobody.
"""

from whiteglove.service.customers import erasure, export
from whiteglove.service.knowledge.actions.forget_subscriber import forget_subscriber, handed_over

erasure.register("knowledge", forget_subscriber)
export.register("knowledge", handed_over)
