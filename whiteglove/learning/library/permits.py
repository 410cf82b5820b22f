"""Everybody who works here reads; leads keep the shelf, and say a word on what their people went through."""

from whiteglove.ground.people.hierarchy import looks_after
from whiteglove.ground.people.policy import permit

STAFF = {"lead", "agent", "trainee"}

permit("library.see", roles=STAFF, says="Read in the library, and keep notes and a log of your own")
permit("library.keep", roles={"lead"}, says="Add books to the library, change and withdraw them")
permit(
    "library.confirm", roles={"lead"}, scope=looks_after, says="Confirm what your people logged, where they ask for it"
)
