"""The shape of a pack's `gatherings/` folder: a file for each series, named by its id."""

from whiteglove.ground.packs.schema import Mapping, Name, Record, Text, Whole

PART = "gatherings"
SERIES = Record(
    {
        "title": Text(120),
        "kind": Text(among=("webinar", "conference", "workshop")),
        "about": Text(6000),
        "minutes": Whole(15, 4320),
        "seats?": Whole(1, 5000),
        "questions?": Text(6000),
    }
)
GATHERINGS = Mapping(Name(), SERIES)
