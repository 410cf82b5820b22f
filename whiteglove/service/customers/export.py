"""Rooms register here what they keep about a customer.

`@export.register` a function `(customer) -> JSON-able value`; it lands in the file under the room's name.
"""

from .parts import Give, Parts

parts: Parts[Give] = Parts()
register = parts.register
