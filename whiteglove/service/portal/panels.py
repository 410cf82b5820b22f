"""What rooms above may hang into the portal's pages. Whom it is for they ask the guest, never a colleague's session."""

from whiteglove.ground.ui.slots import place

place("request.below", "The end of a request in the portal")
