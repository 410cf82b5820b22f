"""This room's part of what one takes along and of what is erased."""

from whiteglove.ground.people import keeping

from .taking_along import file_of

keeping.register("playbooks", give=lambda person, at: file_of(person), forget=keeping.stays)
