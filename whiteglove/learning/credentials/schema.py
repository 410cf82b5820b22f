"""The shape of a pack's `achievements/` folder: a file for each thing that is certified, named by its id."""

from whiteglove.ground.packs.schema import Duration, ListOf, Mapping, Name, Record, Text

# Of Open Badges 3.0: what an achievement is, and what a result can be.
KINDS = ("Achievement", "Award", "Badge", "Certificate", "Certification", "Competency", "Course", "MicroCredential")
RESULTS = ("Percent", "RawScore", "Result", "Status", "LetterGrade")
ADDRESS = Text(300, pattern=r"https://\S+", example="https://training.example/diploma")

ASKED = Record(
    {
        "id": Name(),
        "name": Text(120),
        "kind?": Text(among=RESULTS),
        "least?": Text(20),
        "most?": Text(20),
        "required?": Text(20),
    }
)
ACHIEVEMENT = Record(
    {
        "name": Text(80),
        "kind": Text(among=KINDS),
        "about": Text(600),
        "criteria": Text(2000),
        "tags?": ListOf(Text(40), most=12),
        "valid_for?": Duration(),
        "asks?": ListOf(ASKED, most=20, unique="id"),
        "leads_to?": ListOf(Record({"name": Text(120), "url": ADDRESS}), most=12),
    }
)
ACHIEVEMENTS = Mapping(Name(), ACHIEVEMENT)
