"""This room's part of what one takes along and of what is erased."""

from whiteglove.ground.people import keeping

from .actions.erase import erase_person
from .taking_along import file_of

keeping.register("calls", give=lambda person, at: file_of(person), forget=erase_person)
