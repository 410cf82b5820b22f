"""Rooms register here how they erase their part of a customer's personal data.

`@erasure.register` a function `(customer, at) -> int`: remove or anonymise, inside the caller's transaction,
and say how many rows it touched. It runs for the customer and for every record merged into them.
"""

from .parts import Parts, Remove

parts: Parts[Remove] = Parts()
register = parts.register
