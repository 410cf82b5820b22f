"""The shape of a pack's `standards/` folder, one entry a file."""

from collections.abc import Iterator

from whiteglove.ground.packs.schema import (
    Duration,
    ListOf,
    Mapping,
    Name,
    Number,
    Record,
    Tell,
    Template,
    Text,
    Truth,
)
from whiteglove.ground.packs.yamlmarks import Node
from whiteglove.learning.standards import observers
from whiteglove.learning.standards.acknowledging import FIRST_REPLY, first_reply
from whiteglove.learning.standards.phases import WHERE
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.facts import REASONS
from whiteglove.service.sla.hours import CalendarError
from whiteglove.service.sla.metric import METRICS

CHANNELS = ("email", "chat", "phone")
# Shares are counted over many tickets, so no clock runs for them.
SHARES = ("first_contact_resolution",)
KINDS = ("billing", "technical", "refund", "feature", "complaint", "other")
PRIORITIES = ("low", "normal", "high", "urgent")
COUNTS = ("business-hours", "working-days", "around-the-clock")
LANGUAGE = Text(12, pattern=r"[a-z]{2,3}(-[A-Z]{2})?", example="en or pt-BR")
G = Text(5, pattern=r"G\d{1,3}", example="G6")
ACKNOWLEDGES = ("name", "number", "subject", "company", "first_reply")
GREETS = ("name", "agent", "company", "subject", "desk")

OWNERS = ("agent", "lead", "administrator", "program")
OWNER = Text(among=OWNERS)
PLACE = Record({"page": Text(80, pattern=r"[a-z_]+:[A-Za-z_-]+", example="desk:queue"), "name": Text(120)})
VALUE = Record({"id": Name(), "g?": G, "name": Text(80), "says": Text(400), "shows?": Text(400)})
TARGET = Record(
    {
        "id": Name(),
        "g?": G,
        "channel": Text(among=CHANNELS),
        "metric": Text(among=(*METRICS, *SHARES)),
        "within?": Duration(),
        "aim?": Duration(),
        "check_in?": Duration(),
        "share?": Number(0, 100),
        "counts?": Text(among=COUNTS),
        "pauses?": ListOf(Text(among=REASONS)),
        "warn?": Number(0.01, 1),
        "kinds?": ListOf(Text(among=KINDS)),
        "priorities?": ListOf(Text(among=PRIORITIES)),
        "complex?": Truth(),
        "says": Text(400),
    }
)
HOLIDAY = Record(
    {
        "country?": Text(2),
        "subdivision?": Text(6),
        "date?": Text(10),
        "from?": Text(10),
        "to?": Text(10),
        "name?": Text(80),
    }
)
CALENDAR = Record(
    {
        "name": Text(80),
        "zone": Text(60),
        "hours": Mapping(Text(20), Text(120)),
        "breaks?": Mapping(Text(20), Text(120)),
        "holidays?": ListOf(HOLIDAY),
    }
)
LETTER = Record({"subject": Template(ACKNOWLEDGES, 200), "text": Template(ACKNOWLEDGES)})
SAID = Mapping(LANGUAGE, Template(GREETS), needs=("en",))
OPENING = Record({"id": Name(), "name": Text(40), "text": SAID})
GREETING = Record({"g?": G, "text": SAID, "more?": ListOf(OPENING, unique="id")})
KIND = Record({"id": Text(among=KINDS), "name": Text(80), "says": Text(400)})
STEP = Record(
    {
        "id": Name(),
        "p?": Text(5, pattern=r"P\d{1,3}", example="P6"),
        "name": Text(80),
        "says": Text(400),
        "reader?": ListOf(Name()),
        "events?": ListOf(Text(60, pattern=r"[a-z_]+\.[a-z_]+", example="ticket.solved")),
        "scorecards?": ListOf(Name()),
        "where?": Text(among=tuple(WHERE)),
        "owner?": OWNER,
        "place?": PLACE,
        "not_yet?": Text(300),
    }
)
ACTIVITY = Record(
    {
        "id": Name(),
        "name": Text(80),
        "says?": Text(400),
        "owner?": OWNER,
        "place?": PLACE,
        "steps": ListOf(STEP, unique="id"),
    }
)
PHASE = Record(
    {
        "id": Name(),
        "name": Text(40),
        "short?": Text(16),
        "says?": Text(400),
        "activities": ListOf(ACTIVITY, unique="id"),
    }
)
CRITERION = Record(
    {
        "id": Name(),
        "g?": G,
        "name": Text(80),
        "says": Text(400),
        "signs?": ListOf(Text(120)),
        "often?": Mapping(LANGUAGE, ListOf(Text(60))),
    }
)

ROW = Record(
    {
        "g": G,
        "id": Name(),
        "name": Text(80),
        "says": Text(400),
        "owner": OWNER,
        "seen_by": Mapping(Text(among=observers.KINDS), ListOf(Text(80))),
        "place": PLACE,
        "not_yet?": Text(300),
    }
)
SECTION = Record({"id": Name(), "name": Text(80), "says": Text(400), "rows": ListOf(ROW, least=1, unique="id")})
CONDUCT = Record(
    {
        "id": Name(),
        "of": Text(among=("guide", "track")),
        "g?": G,
        "value?": Name(),
        "name": Text(80),
        "says": Text(400),
        "shown_by": ListOf(Name()),
        "broken_by?": ListOf(Name()),
    }
)

STANDARDS = Record(
    {
        "values": ListOf(VALUE, unique="id"),
        "targets": ListOf(TARGET, unique="id"),
        "calendar?": CALENDAR,
        "acknowledgement": Mapping(Text(among=CHANNELS), Mapping(LANGUAGE, LETTER, needs=("en",))),
        "greetings": Mapping(Text(among=CHANNELS), GREETING),
        "kinds": ListOf(KIND, unique="id"),
        "escalation": ListOf(CRITERION, unique="id"),
        "process?": ListOf(PHASE, unique="id"),
        "conduct?": ListOf(CONDUCT, unique="id"),
        "guide?": ListOf(SECTION, unique="id"),
    }
)


def verify(content: dict, node: Node, tell: Tell) -> None:
    """What the shapes can't show: each target is a clock or a share, and the calendar can be built."""
    for place, target in enumerate(content["targets"]):
        for key, says in _wrong(target):
            tell(node.value["targets"].value[place], f"targets[{place}].{key}", says)
    for language, letter in content["acknowledgement"].get("email", {}).items():
        if FIRST_REPLY in "".join(letter.values()) and first_reply(content) is None:
            place = f"acknowledgement.email.{language}"
            tell(node.value["acknowledgement"], place, f"{FIRST_REPLY} needs a first_reply by email among the targets.")
    if calendar := content.get("calendar"):
        try:
            Calendar.from_dict({key: value for key, value in calendar.items() if key != "name"})
        except CalendarError as error:
            tell(node.value["calendar"], "calendar", f"{error}.")


def _wrong(target: dict) -> Iterator[tuple[str, str]]:
    shared = target["metric"] in SHARES
    if ("share" in target) != shared or ("within" in target) == shared:
        wanted = "a share in percent" if shared else "within, a length of time"
        yield "metric", f"{target['metric']} takes {wanted}, and nothing else."
    if target.get("aim", 0) >= target.get("within", 1e12):
        yield "aim", "the aim should be shorter than within: at it, the warning shows."
    if "aim" in target and "warn" in target:
        yield "warn", "give aim or warn, not both: both say when the warning shows."
