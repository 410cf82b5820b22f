"""The places every page has."""

from whiteglove.ground.ui.slots import place

place("nav.main", "The links of the navigation rail: the day's work")
place("nav.learn", "The links of the rail about how well it goes, and getting better")
place("nav.setup", "The links of the rail about who works here and how")
place("nav.person", "The menu behind one's own initials")
place("page.band", "A band across the top of every page")
place("page.foot", "Invisible parts every page carries: the live socket, dialogs")
