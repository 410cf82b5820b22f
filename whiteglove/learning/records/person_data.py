"""This room's part of what one takes along and of what is erased."""

from whiteglove.ground.people import keeping

from .actions import erase_person
from .queries import of_person

keeping.register("records", give=lambda person, at: of_person(person), forget=erase_person)
