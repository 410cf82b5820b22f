"""This room's part of what one takes along and of what is erased."""

from whiteglove.ground.people import keeping

from .actions.erase import erase_person
from .taking_along import file_of

keeping.register("measures", give=file_of, forget=erase_person)
