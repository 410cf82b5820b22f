"""How far the forum trusts somebody: it grows with answers that stand and helped several people, and falls with what
had to be hidden. Pure; whoever asks brings the numbers. It limits what one message may do, never who may speak.
"""

from dataclasses import dataclass
from datetime import timedelta

# What was hidden counts for so long.
REMEMBERED = timedelta(days=90)
# Reports of people who together weigh so much fold a post until somebody has looked at it; never those of one alone.
FOLDS, AT_LEAST = 4, 2
NO_END = 1_000


@dataclass(frozen=True)
class Record:
    """`helpful`: answers of theirs that stand and helped somebody else, or were accepted; `helped`: how many different
    people said so; `hidden`: what was hidden of theirs within REMEMBERED. `cares`: they moderate, or are a mentor."""

    helpful: int = 0
    helped: int = 0
    hidden: int = 0
    cares: bool = False


@dataclass(frozen=True)
class Trust:
    """What one may do: links to elsewhere in a post, mentions and posts in an hour; what one's report weighs."""

    level: int
    name: str
    links: int
    mentions: int
    posts: int
    weight: int


LEVELS = (
    Trust(0, "New here", links=2, mentions=5, posts=10, weight=1),
    Trust(1, "Known", links=8, mentions=15, posts=30, weight=2),
    Trust(2, "Trusted", links=NO_END, mentions=40, posts=60, weight=3),
)
# {level: (answers that helped, different people they helped)}: friends who praise one another are few.
ASKS = {1: (3, 2), 2: (10, 4)}


def trust_of(record: Record) -> Trust:
    if record.cares:
        return LEVELS[2]
    earned = max((level for level, asks in ASKS.items() if record.helpful >= asks[0] and record.helped >= asks[1]),
                 default=0)  # fmt: skip
    return LEVELS[max(0, earned - record.hidden)]


def next_step(record: Record) -> str:
    """What would raise it, in a sentence; "" where nothing would."""
    now = trust_of(record)
    if now.level == 2:
        return ""
    if record.hidden:
        return "Nothing of yours is hidden for three months."
    answers, people = ASKS[now.level + 1]
    return (f"{answers} answers of yours stand that helped at least {people} different colleagues: so far "
            f"{record.helpful}, and {record.helped}.")  # fmt: skip


def folds(weights: list[int]) -> bool:
    """Whether reports of these weights fold a post."""
    return len(weights) >= AT_LEAST and sum(weights) >= FOLDS


def too_many(trust: Trust, *, links: int, mentions: int, mentioned: int, posted: int) -> str:
    """Why a post can't go out now, "" where it can. `mentioned`, `posted`: within the hour before."""
    if posted >= trust.posts:
        return f"You have written {posted} times within an hour. Let others read, and go on a little later."
    if links > trust.links:
        return f"Leave at most {trust.links} links to other sites in it, so that it doesn't look like advertising."
    if mentions and mentioned + mentions > trust.mentions:
        return f"You can mention {trust.mentions} people within an hour. Name fewer, or wait a little."
    return ""
