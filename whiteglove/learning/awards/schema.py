"""The shape of a pack's `awards/` folder: a file for each category, with its rubric."""

from whiteglove.ground.packs.schema import ListOf, Mapping, Name, Record, Text, Whole

PART = "awards"
CRITERION = Record(
    {
        "id": Name(),
        "name": Text(80),
        "weight": Whole(1, 10),
        "low": Text(300),
        "middle": Text(300),
        "high": Text(300),
    }
)
CATEGORY = Record(
    {
        "title": Text(80),
        "about": Text(2000),
        "criteria": ListOf(CRITERION, 2, 8, unique="id"),
    }
)
AWARDS = Mapping(Name(), CATEGORY)
