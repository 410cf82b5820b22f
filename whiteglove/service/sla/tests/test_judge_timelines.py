# ruff: noqa: E501 -- one row, one timeline
"""Timelines of cases and how every clock stands: the Guide's times on a Berlin office, Monday 2 March 2026 onwards.

A timeline is written "mon 09:00 opened customer | 10:30 wrote agent"; a time without a day is on the day before it,
"mon+1" is a week later, "*" marks traits ("changed priority=high"). The answer is "state due [ended]" with the
same writing, "-" for none.
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.facts import Fact
from whiteglove.service.sla.judge import ClockReading, judge, next_change, next_due
from whiteglove.service.sla.target import Target

ZONE = ZoneInfo("Europe/Berlin")
OFFICE = Calendar.from_dict({"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-17:00"}, "holidays": ["2026-03-12"]})
PAUSED = ["waiting", "snoozed"]
GUIDE = [
    Target.from_dict(spec)
    for spec in [
        {"metric": "first_acknowledgement", "within": "2h", "channel": "email"},
        {"metric": "first_reply", "within": "4h", "channel": "email"},
        {"metric": "first_reply", "within": "1h", "channel": "email", "priority": "urgent"},
        {"metric": "next_reply", "within": "4h", "channel": "email", "pauses_when": ["snoozed"]},
        {"metric": "resolution", "within": "24h", "counts": "days", "channel": "email", "complex": False, "pauses_when": PAUSED},
        {"metric": "resolution", "within": "72h", "counts": "days", "channel": "email", "complex": True, "pauses_when": PAUSED},
        {"metric": "periodic_update", "within": "8h", "channel": "email", "complex": True, "pauses_when": PAUSED},
        {"metric": "chat_connect", "within": "30s", "counts": "wall"},
        {"metric": "chat_reply", "within": "2m", "counts": "wall", "channel": "chat"},
        {"metric": "chat_specialist", "within": "10m", "counts": "wall"},
        {"metric": "phone_answer", "within": "15s", "counts": "wall"},
        {"metric": "phone_hold", "within": "2m", "counts": "wall"},
        {"metric": "phone_check_in", "within": "45s", "counts": "wall"},
        {"metric": "callback", "within": "4h"},
    ]
]  # fmt: skip
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_WHEN = re.compile(r"(?:(?P<day>[a-z]{3})(?:\+(?P<weeks>\d+))? )?(?P<time>\d\d:\d\d(?::\d\d)?)")


class Diary:
    """Reads times; remembers the day of the last one."""

    def __init__(self) -> None:
        self.day = datetime(2026, 3, 2, tzinfo=ZONE)

    def when(self, text: str) -> datetime:
        found = _WHEN.fullmatch(text)
        assert found, text
        if found["day"]:
            step = DAYS.index(found["day"]) + 7 * int(found["weeks"] or 0)
            self.day = datetime(2026, 3, 2, tzinfo=ZONE) + timedelta(days=step)
        parts = [int(part) for part in found["time"].split(":")]
        return self.day.replace(hour=parts[0], minute=parts[1], second=parts[2] if parts[2:] else 0)

    def fact(self, text: str) -> Fact:
        found = _WHEN.match(text)
        assert found, text
        at = self.when(found[0])
        name, *rest = text[found.end() :].split()
        traits = dict(word.split("=") for word in rest if "=" in word)
        sides = [word for word in rest if "=" not in word]
        return Fact(name, at, sides[0] if sides else "", {key: self.value(key, word) for key, word in traits.items()})

    def value(self, key: str, word: str) -> object:
        if key == "until":
            return Diary().when(word.replace("_", " "))
        return word == "yes" if key == "complex" else word


def story(text: str, channel: str = "email") -> list[Fact]:
    diary = Diary()
    facts = [diary.fact(part.strip()) for part in text.split("|")]
    start = Fact("changed", min(fact.at for fact in facts), traits={"channel": channel})
    return [start, *facts]


def read(text: str, at: str, metric: str, run: int = 1, channel: str = "email") -> ClockReading | None:
    diary = Diary()
    readings = judge(story(text, channel), GUIDE, OFFICE, diary.when(at))
    found = [reading for reading in readings if reading.metric == metric]
    return next((reading for reading in found if reading.run == run), None)


def said(reading: ClockReading | None) -> str:
    if reading is None:
        return "none"
    return " ".join([reading.state, *(written(edge) for edge in (reading.due_at, reading.ended_at))])


def written(edge: datetime | None) -> str:
    if edge is None:
        return "-"
    local = edge.astimezone(ZONE)
    days = (local.date() - datetime(2026, 3, 2, tzinfo=ZONE).date()).days
    week = f"+{days // 7}" if days >= 7 else ""
    return f"{DAYS[days % 7]}{week}_{local:%H:%M:%S}".removesuffix(":00")


OPENED = "mon 09:00 opened customer"
LATE = "fri 16:00 opened customer"
CHAT = "mon 20:00:00 opened customer | 20:00:00 chat_asked customer"
CALL = "mon 20:00:00 rang customer"

EMAIL = [
    # the acknowledgement: 2 business hours, by the system or by a reply
    (OPENED, "mon 09:00", "first_acknowledgement", "running mon_11:00 -"),
    (OPENED, "mon 10:29:59", "first_acknowledgement", "running mon_11:00 -"),
    (OPENED, "mon 10:30", "first_acknowledgement", "warned mon_11:00 -"),
    (OPENED, "mon 11:00", "first_acknowledgement", "due mon_11:00 -"),
    (OPENED, "mon 11:00:01", "first_acknowledgement", "breached mon_11:00 -"),
    (f"{OPENED} | 09:00:02 acknowledged system", "mon 12:00", "first_acknowledgement", "met mon_11:00 mon_09:00:02"),
    (f"{OPENED} | 10:00 wrote agent", "mon 12:00", "first_acknowledgement", "met mon_11:00 mon_10:00"),
    (f"{OPENED} | 11:00 wrote agent", "mon 12:00", "first_acknowledgement", "met mon_11:00 mon_11:00"),
    (f"{OPENED} | 11:00:01 wrote agent", "mon 12:00", "first_acknowledgement", "breached mon_11:00 mon_11:00:01"),
    (f"{OPENED} | 11:30 acknowledged system", "tue 12:00", "first_acknowledgement", "breached mon_11:00 mon_11:30"),
    ("mon 09:00 opened agent", "mon 12:00", "first_acknowledgement", "none"),
    (LATE, "fri 16:30", "first_acknowledgement", "running mon+1_10:00 -"),
    ("sat 11:00 opened customer", "sun 11:00", "first_acknowledgement", "running mon+1_11:00 -"),
    ("mon 03:00 opened customer | 03:00:01 acknowledged system", "mon 04:00", "first_acknowledgement", "met mon_11:00 mon_03:00:01"),
    # the first reply: 4 business hours, by a person
    (OPENED, "mon 09:30", "first_reply", "running mon_13:00 -"),
    (OPENED, "mon 12:00", "first_reply", "warned mon_13:00 -"),
    (OPENED, "mon 13:00", "first_reply", "due mon_13:00 -"),
    (OPENED, "mon 13:01", "first_reply", "breached mon_13:00 -"),
    (OPENED, "wed 13:01", "first_reply", "breached mon_13:00 -"),
    (f"{OPENED} | 09:01 acknowledged system", "mon 10:00", "first_reply", "running mon_13:00 -"),
    (f"{OPENED} | 09:01 wrote system", "mon 10:00", "first_reply", "running mon_13:00 -"),
    (f"{OPENED} | 12:59 wrote agent", "mon 20:00", "first_reply", "met mon_13:00 mon_12:59"),
    (f"{OPENED} | 14:00 wrote agent", "mon 20:00", "first_reply", "breached mon_13:00 mon_14:00"),
    (f"{OPENED} | 10:00 wrote customer", "mon 12:00", "first_reply", "warned mon_13:00 -"),
    (LATE, "sat 12:00", "first_reply", "running mon+1_12:00 -"),
    (f"{LATE} | sat 12:00 wrote agent", "sun 12:00", "first_reply", "met mon+1_12:00 sat_12:00"),
    ("wed+1 16:00 opened customer", "thu+1 12:00", "first_reply", "running fri+1_12:00 -"),
    (f"{OPENED} | 10:00 wrote agent | 11:00 wrote customer", "mon 12:00", "first_reply", "met mon_13:00 mon_10:00"),
    (f"{OPENED} | 10:00 solved agent", "mon 12:00", "first_reply", "cancelled - mon_10:00"),
    (f"{OPENED} | 14:00 solved agent", "mon 15:00", "first_reply", "breached mon_13:00 mon_14:00"),
    (f"{OPENED} | 10:00 solved agent | 11:00 reopened customer", "mon 11:30", "first_reply", "running mon_14:00 -"),
    (f"{OPENED} | 10:00 merged agent", "mon 12:00", "first_reply", "cancelled - mon_10:00"),
    (f"{OPENED} | 10:00 merged agent", "wed 12:00", "first_reply", "cancelled - mon_10:00"),
    (f"{OPENED} | 10:00 merged agent | 12:00 unmerged lead", "mon 12:00", "first_reply", "running mon_15:00 -"),
    (f"{OPENED} | 10:00 dropped agent", "mon 12:00", "first_reply", "cancelled - mon_10:00"),
    (f"{OPENED} | 10:00 dropped agent | 10:30 restored agent", "mon 11:00", "first_reply", "running mon_13:30 -"),
    # the next reply: from the oldest message not yet answered
    (f"{OPENED} | 10:00 wrote customer", "mon 11:00", "next_reply", "none"),
    (f"{OPENED} | 10:00 wrote agent", "mon 11:00", "next_reply", "none"),
    (f"{OPENED} | 10:00 wrote agent | 11:00 wrote customer", "mon 11:30", "next_reply", "running mon_15:00 -"),
    (f"{OPENED} | 10:00 wrote agent | 11:00 wrote customer | 12:00 wrote customer", "mon 12:30", "next_reply", "running mon_15:00 -"),
    (f"{OPENED} | 10:00 wrote agent | 11:00 wrote customer | 12:00 wrote agent", "mon 13:00", "next_reply", "met mon_15:00 mon_12:00"),
    (f"{OPENED} | 10:00 wrote agent | 11:00 wrote customer", "mon 15:30", "next_reply", "breached mon_15:00 -"),
    (f"{OPENED} | 10:00 wrote agent | 16:00 wrote customer", "mon 18:00", "next_reply", "running tue_12:00 -"),
    (f"{OPENED} | 10:00 wrote agent | 11:00 wrote customer | 11:30 solved agent", "mon 13:00", "next_reply", "cancelled - mon_11:30"),
    (f"{OPENED} | 10:00 wrote agent | 11:00 solved agent | tue 09:00 reopened customer | 09:00 wrote customer", "tue 10:00", "next_reply", "running tue_13:00 -"),
    (f"{OPENED} | 10:00 wrote agent | 11:00 solved agent | tue 09:00 wrote customer", "tue 10:00", "next_reply", "none"),
    (f"{OPENED} | 10:00 wrote agent | 11:00 wrote customer | 12:00 snoozed agent until=mon_14:00", "mon 12:30", "next_reply", "paused mon_17:00 -"),
    (f"{OPENED} | 10:00 wrote agent | 11:00 wrote customer | 12:00 snoozed agent until=mon_14:00 | 13:00 woken agent", "mon 13:30", "next_reply", "running mon_16:00 -"),
    ("mon 09:00 opened agent | 11:00 wrote customer", "mon 12:00", "next_reply", "running mon_15:00 -"),
    # the resolution: 24 hours of open days, 72 when complex; waiting and snoozed don't count
    (OPENED, "mon 12:00", "resolution", "running tue_09:00 -"),
    (OPENED, "tue 03:00", "resolution", "warned tue_09:00 -"),
    (OPENED, "tue 09:00", "resolution", "due tue_09:00 -"),
    (OPENED, "tue 09:01", "resolution", "breached tue_09:00 -"),
    (LATE, "sat 12:00", "resolution", "running mon+1_16:00 -"),
    ("wed+1 10:00 opened customer", "thu+1 09:00", "resolution", "running fri+1_10:00 -"),
    (f"{OPENED} | 15:00 solved agent", "mon 16:00", "resolution", "met tue_09:00 mon_15:00"),
    (f"{OPENED} | tue 10:00 solved agent", "wed 16:00", "resolution", "breached tue_09:00 tue_10:00"),
    (f"{OPENED} | 10:00 waiting agent", "mon 11:00", "resolution", "paused - -"),
    (f"{OPENED} | 10:00 waiting agent", "fri+1 11:00", "resolution", "paused - -"),
    (f"{OPENED} | 10:00 waiting agent | tue 10:00 wrote customer", "tue 11:00", "resolution", "running wed_09:00 -"),
    (f"{OPENED} | 10:00 waiting agent | tue 10:00 resumed agent", "tue 11:00", "resolution", "running wed_09:00 -"),
    (f"{OPENED} | 10:00 waiting agent | fri 10:00 solved agent", "fri 12:00", "resolution", "met mon+1_09:00 fri_10:00"),
    (f"{OPENED} | 10:00 waiting agent | 11:00 waiting agent | 12:00 resumed agent", "mon 13:00", "resolution", "running tue_11:00 -"),
    (f"{OPENED} | 10:00 waiting agent | 11:00 snoozed agent until=mon_14:00 | 13:00 wrote customer", "mon 13:30", "resolution", "paused tue_13:00 -"),
    (f"{OPENED} | 10:00 waiting agent | 11:00 snoozed agent until=mon_14:00 | 13:00 wrote customer", "mon 14:30", "resolution", "running tue_13:00 -"),
    (f"{OPENED} | 10:00 snoozed agent until=mon_12:00", "mon 11:00", "resolution", "paused tue_11:00 -"),
    (f"{OPENED} | 10:00 snoozed agent until=mon_12:00", "mon 12:00", "resolution", "running tue_11:00 -"),
    (f"{OPENED} | 10:00 snoozed agent until=mon_12:00 | 11:00 snoozed agent until=mon_13:00", "mon 12:30", "resolution", "paused tue_12:00 -"),
    (f"{OPENED} | 10:00 snoozed agent", "mon 12:30", "resolution", "paused - -"),
    (f"{OPENED} | 10:00 wrote customer | 12:00 resumed agent", "mon 12:30", "resolution", "running tue_09:00 -"),
    (f"{OPENED} | tue 10:00 waiting agent", "tue 11:00", "resolution", "breached tue_09:00 -"),
    (f"{OPENED} | tue 09:00 waiting agent", "tue 11:00", "resolution", "paused tue_09:00 -"),
    (f"{OPENED} | tue 09:00 waiting agent | 12:00 resumed agent", "tue 12:01", "resolution", "breached tue_09:00 -"),
    (f"{OPENED} | 15:00 solved agent | wed 09:00 reopened customer", "wed 10:00", "resolution", "running thu_03:00 -"),
    (f"{OPENED} | 15:00 solved agent | wed 09:00 reopened customer | 12:00 solved agent", "fri 10:00", "resolution", "met thu_03:00 wed_12:00"),
    (f"{OPENED} | 15:00 solved agent | wed 09:00 reopened customer", "thu 03:01", "resolution", "breached thu_03:00 -"),
    (f"{OPENED} | tue 10:00 solved agent | wed 09:00 reopened customer", "wed 10:00", "resolution", "breached tue_09:00 -"),
    (f"{OPENED} | tue 10:00 solved agent | wed 09:00 reopened customer | 12:00 solved agent", "wed 13:00", "resolution", "breached tue_09:00 wed_12:00"),
    (f"{OPENED} | 15:00 solved agent | 16:00 solved agent", "mon 17:00", "resolution", "met tue_09:00 mon_15:00"),
    (f"{OPENED} | 15:00 solved agent | 16:00 merged agent", "mon 17:00", "resolution", "met tue_09:00 mon_15:00"),
    (f"{OPENED} | 10:00 merged agent", "fri 12:00", "resolution", "cancelled - mon_10:00"),
    (f"{OPENED} | tue 10:00 merged agent", "fri 12:00", "resolution", "breached tue_09:00 tue_10:00"),
    (f"{OPENED} | 10:00 merged agent | tue 10:00 unmerged lead", "tue 12:00", "resolution", "running wed_09:00 -"),
    ("mon 09:00 opened agent", "mon 12:00", "resolution", "running tue_09:00 -"),
    # complex: 72 hours, with a regular update every 8 business hours
    ("mon 09:00 opened customer complex=yes", "mon 12:00", "resolution", "running thu_09:00 -"),
    (f"{OPENED} | 12:00 changed complex=yes", "mon 12:30", "resolution", "running thu_09:00 -"),
    ("mon 09:00 opened customer complex=yes | tue 12:00 changed complex=no", "tue 12:00", "resolution", "breached tue_09:00 -"),
    ("mon 09:00 opened customer complex=yes | 12:00 changed complex=no", "mon 12:30", "resolution", "running tue_09:00 -"),
    (f"{OPENED} | tue 10:00 changed complex=yes", "tue 12:00", "resolution", "breached tue_09:00 -"),
    (f"{OPENED} | tue 09:00 changed complex=yes", "tue 12:00", "resolution", "running thu_09:00 -"),
    (OPENED, "mon 12:00", "periodic_update", "none"),
    ("mon 09:00 opened customer complex=yes", "mon 12:00", "periodic_update", "running mon_17:00 -"),
    ("mon 09:00 opened customer complex=yes", "tue 09:01", "periodic_update", "breached mon_17:00 -"),
    ("mon 09:00 opened customer complex=yes | 12:00 wrote agent", "mon 13:00", "periodic_update", "met mon_17:00 mon_12:00"),
    ("mon 09:00 opened customer complex=yes | 12:00 updated agent", "mon 13:00", "periodic_update", "met mon_17:00 mon_12:00"),
    ("mon 09:00 opened customer complex=yes | 12:00 solved agent", "mon 13:00", "periodic_update", "cancelled - mon_12:00"),
    ("mon 09:00 opened customer complex=yes | 12:00 waiting agent", "tue 13:00", "periodic_update", "paused - -"),
    # priority: the stricter target applies from the moment it is set
    ("mon 09:00 opened customer priority=urgent", "mon 09:30", "first_reply", "running mon_10:00 -"),
    (f"{OPENED} | 09:30 changed priority=urgent", "mon 09:30", "first_reply", "running mon_10:00 -"),
    (f"{OPENED} | 12:00 changed priority=urgent", "mon 12:00", "first_reply", "breached mon_10:00 -"),
    (f"{OPENED} | 12:00 changed priority=urgent", "mon 11:59", "first_reply", "running mon_13:00 -"),
    ("mon 09:00 opened customer priority=urgent | 09:30 changed priority=low", "mon 09:40", "first_reply", "running mon_13:00 -"),
    ("mon 09:00 opened customer priority=urgent | 10:30 changed priority=low", "mon 10:40", "first_reply", "breached mon_10:00 -"),
    (f"{OPENED} | 12:00 wrote agent | 12:30 changed priority=urgent", "mon 13:00", "first_reply", "met mon_13:00 mon_12:00"),
    (f"{OPENED} | 10:00 changed channel=letter", "mon 11:00", "first_reply", "cancelled - mon_10:00"),
    (f"{OPENED} | 10:00 changed channel=letter | 11:00 changed channel=email", "mon 11:30", "first_reply", "running mon_13:00 -"),
]  # fmt: skip

LIVE = [
    # chat: connected in 30 s, two minutes between messages, a specialist in ten
    ("chat", CHAT, "mon 20:00:10", "chat_connect", "running mon_20:00:30 -"),
    ("chat", CHAT, "mon 20:00:25", "chat_connect", "warned mon_20:00:30 -"),
    ("chat", CHAT, "mon 20:00:30", "chat_connect", "due mon_20:00:30 -"),
    ("chat", CHAT, "mon 20:00:31", "chat_connect", "breached mon_20:00:30 -"),
    ("chat", f"{CHAT} | 20:00:20 chat_joined agent", "mon 20:01", "chat_connect", "met mon_20:00:30 mon_20:00:20"),
    ("chat", f"{CHAT} | 20:00:40 chat_joined agent", "mon 20:01", "chat_connect", "breached mon_20:00:30 mon_20:00:40"),
    ("chat", f"{CHAT} | 20:00:20 chat_left customer", "mon 20:01", "chat_connect", "cancelled - mon_20:00:20"),
    ("chat", f"{CHAT} | 20:00:50 chat_left customer", "mon 20:01", "chat_connect", "breached mon_20:00:30 mon_20:00:50"),
    ("chat", f"{CHAT} | 20:00:05 wrote customer", "mon 20:00:10", "chat_reply", "none"),
    ("chat", f"{CHAT} | 20:00:20 chat_joined agent", "mon 20:01", "chat_reply", "running mon_20:02:20 -"),
    ("chat", f"{CHAT} | 20:00:20 chat_joined agent | 20:01:00 wrote agent", "mon 20:01:10", "chat_reply", "met mon_20:02:20 mon_20:01"),
    ("chat", f"{CHAT} | 20:00:20 chat_joined agent | 20:02:21 wrote agent", "mon 20:03", "chat_reply", "breached mon_20:02:20 mon_20:02:21"),
    ("chat", f"{CHAT} | 20:00:20 chat_joined agent | 20:01:00 chat_left customer", "mon 20:05", "chat_reply", "cancelled - mon_20:01"),
    ("chat", f"{CHAT} | 20:03:00 specialist_asked agent", "mon 20:04", "chat_specialist", "running mon_20:13 -"),
    ("chat", f"{CHAT} | 20:03:00 specialist_asked agent | 20:12:00 specialist_joined agent", "mon 20:20", "chat_specialist", "met mon_20:13 mon_20:12"),
    ("chat", f"{CHAT} | 20:03:00 specialist_asked agent", "mon 20:14", "chat_specialist", "breached mon_20:13 -"),
    ("chat", f"{CHAT} | 20:03:00 specialist_asked agent | 20:05:00 specialist_declined agent", "mon 20:14", "chat_specialist", "cancelled - mon_20:05"),
    ("chat", CHAT, "mon 20:05", "first_reply", "none"),
    # phone: answered in 15 s, two minutes on hold, called back in four business hours
    ("phone", CALL, "mon 20:00:10", "phone_answer", "running mon_20:00:15 -"),
    ("phone", CALL, "mon 20:00:12", "phone_answer", "warned mon_20:00:15 -"),
    ("phone", f"{CALL} | 20:00:15 answered agent", "mon 20:01", "phone_answer", "met mon_20:00:15 mon_20:00:15"),
    ("phone", f"{CALL} | 20:00:16 answered agent", "mon 20:01", "phone_answer", "breached mon_20:00:15 mon_20:00:16"),
    ("phone", f"{CALL} | 20:00:10 hung_up customer", "mon 20:01", "phone_answer", "cancelled - mon_20:00:10"),
    ("phone", f"{CALL} | 20:05:00 held agent", "mon 20:06", "phone_hold", "running mon_20:07 -"),
    ("phone", f"{CALL} | 20:05:00 held agent | 20:06:30 unheld agent", "mon 20:09", "phone_hold", "met mon_20:07 mon_20:06:30"),
    ("phone", f"{CALL} | 20:05:00 held agent", "mon 20:07:01", "phone_hold", "breached mon_20:07 -"),
    ("phone", f"{CALL} | 20:05:00 held agent | 20:06:30 checked_in agent", "mon 20:06:40", "phone_hold", "warned mon_20:07 -"),
    ("phone", f"{CALL} | 20:05:00 held agent | 20:05:40 checked_in agent", "mon 20:06", "phone_check_in", "met mon_20:05:45 mon_20:05:40"),
    ("phone", f"{CALL} | 20:05:00 held agent", "mon 20:06", "phone_check_in", "breached mon_20:05:45 -"),
    ("phone", f"{CALL} | 20:05:00 held agent | 20:06:30 hung_up customer", "mon 20:09", "phone_hold", "cancelled - mon_20:06:30"),
    ("phone", "mon 15:00 callback_promised agent", "mon 16:00", "callback", "running tue_11:00 -"),
    ("phone", "mon 15:00 callback_promised agent | tue 10:00 called_back agent", "tue 12:00", "callback", "met tue_11:00 tue_10:00"),
    ("phone", "mon 15:00 callback_promised agent", "tue 11:01", "callback", "breached tue_11:00 -"),
    ("phone", "mon 15:00 callback_promised agent | 15:30 solved agent", "mon 16:00", "callback", "running tue_11:00 -"),
    ("phone", "mon 15:00 callback_promised agent | 15:30 callback_declined customer", "mon 16:00", "callback", "cancelled - mon_15:30"),
]  # fmt: skip

RUNS = [
    ("email", f"{OPENED} | 10:00 wrote agent | 11:00 wrote customer | 12:00 wrote agent | 13:00 wrote customer", "mon 14:00", "next_reply", 2, "running mon_17:00 -"),
    ("email", "mon 09:00 opened customer complex=yes | 12:00 wrote agent", "mon 13:00", "periodic_update", 2, "running tue_12:00 -"),
    ("email", f"{OPENED} | wed 10:00 changed complex=yes", "wed 11:00", "periodic_update", 1, "none"),
    ("email", f"{OPENED} | wed 10:00 changed complex=yes", "wed 11:00", "periodic_update", 2, "running thu_10:00 -"),
    ("phone", f"{CALL} | 20:05:00 held agent | 20:05:40 checked_in agent", "mon 20:06:00", "phone_check_in", 2, "running mon_20:06:25 -"),
    ("phone", f"{CALL} | 20:05:00 held agent | 20:06:00 unheld agent | 20:10:00 held agent", "mon 20:13", "phone_hold", 2, "breached mon_20:12 -"),
    ("phone", "mon 15:00 callback_promised agent | 16:00 called_back agent | 16:00:01 callback_promised agent", "mon 16:30", "callback", 2, "running tue_12:00:01 -"),
    ("chat", f"{CHAT} | 20:00:20 chat_joined agent | 20:01:00 wrote agent | 20:03:00 wrote customer | 20:04:00 wrote customer", "mon 20:04:10", "chat_reply", 2, "running mon_20:05 -"),
    ("phone", f"{CALL} | 20:00:10 answered agent | 20:30:00 rang customer", "mon 20:30:16", "phone_answer", 2, "breached mon_20:30:15 -"),
]  # fmt: skip


@pytest.mark.parametrize(("timeline", "at", "metric", "answer"), EMAIL)
def test_an_email_case(timeline, at, metric, answer):
    assert said(read(timeline, at, metric)) == answer


@pytest.mark.parametrize(("channel", "timeline", "at", "metric", "answer"), LIVE)
def test_a_chat_or_call(channel, timeline, at, metric, answer):
    assert said(read(timeline, at, metric, channel=channel)) == answer


@pytest.mark.parametrize(("channel", "timeline", "at", "metric", "run", "answer"), RUNS)
def test_a_clock_that_runs_more_than_once(channel, timeline, at, metric, run, answer):
    assert said(read(timeline, at, metric, run, channel)) == answer


def test_the_time_used_and_left_leaves_pauses_out():
    reading = read(f"{OPENED} | 10:00 waiting agent | 12:00 resumed agent", "mon 13:00", "resolution")
    assert (reading.elapsed, reading.remaining) == (2 * 3600, 22 * 3600)


def test_pauses_are_told_as_intervals():
    reading = read(
        f"{OPENED} | 10:00 waiting agent | 12:00 resumed agent | 13:00 waiting agent", "mon 14:00", "resolution"
    )
    assert [tuple(written(edge) for edge in pause) for pause in reading.pauses] == [
        ("mon_10:00", "mon_12:00"),
        ("mon_13:00", "-"),
    ]


@pytest.mark.parametrize(
    ("timeline", "at", "metric", "moment"),
    [
        (OPENED, "mon 14:00", "first_reply", "mon_13:00"),
        (f"{OPENED} | 12:00 changed priority=urgent", "mon 14:00", "first_reply", "mon_12:00"),
        (f"{OPENED} | tue 09:00 waiting agent | 12:00 resumed agent", "tue 14:00", "resolution", "tue_12:00"),
        (f"{OPENED} | 12:00 wrote agent", "mon 14:00", "first_reply", "-"),
    ],
)
def test_the_moment_of_the_breach_is_told(timeline, at, metric, moment):
    assert written(read(timeline, at, metric).breached_at) == moment


def test_what_is_due_next_is_the_earliest_open_clock():
    readings = judge(story(OPENED), GUIDE, OFFICE, Diary().when("mon 09:30"))
    assert next_due(readings).metric == "first_acknowledgement"
    readings = judge(story(f"{OPENED} | 09:10 acknowledged system"), GUIDE, OFFICE, Diary().when("mon 09:30"))
    assert next_due(readings).metric == "first_reply"


def test_nothing_is_due_next_when_all_is_paused_or_done():
    text = f"{OPENED} | 09:30 wrote agent | 09:30 waiting agent"
    assert next_due(judge(story(text), GUIDE, OFFICE, Diary().when("mon 10:00"))) is None


def test_the_next_look_is_at_the_next_warning_then_at_the_due_time_then_never():
    facts, metric = story(OPENED), GUIDE[:1]
    looks, at = [], Diary().when("mon 09:00")
    while at := next_change(judge(facts, metric, OFFICE, at), at):
        looks.append(written(at))
    assert looks == ["mon_10:30", "mon_11:00"]


def test_the_next_look_is_at_the_end_of_a_snooze():
    readings = judge(
        story(f"{OPENED} | 10:00 snoozed agent until=mon_10:15"), GUIDE[4:5], OFFICE, Diary().when("mon 10:00")
    )
    assert written(next_change(readings, Diary().when("mon 10:00"))) == "mon_10:15"


def test_facts_that_are_still_to_come_are_not_known():
    assert said(read(f"{OPENED} | 12:00 wrote agent", "mon 11:00", "first_reply")) == "running mon_13:00 -"


def test_a_fact_no_clock_knows_is_refused():
    with pytest.raises(ValueError, match="teleported"):
        Fact("teleported", datetime(2026, 3, 2, tzinfo=UTC))
    with pytest.raises(ValueError, match="zone"):
        Fact("opened", datetime(2026, 3, 2))  # noqa: DTZ001 -- the point of the test
