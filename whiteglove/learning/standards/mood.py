"""How a customer sounded over a conversation, as a small line. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .models.reading import EMOTIONS

WIDTH, HEIGHT, MARGIN = 60, 20, 3
HIGHEST, LOWEST = 2, -3
WORDS = {"": "calm"} | {name: word for name, (word, _) in EMOTIONS.items()}


@dataclass(frozen=True)
class Mood:
    """`points` of a polyline in WIDTH by HEIGHT; `says` the same in words; `now` how the last message sounds."""

    points: str
    end: tuple[float, float]
    says: str
    now: str
    turn: str


def mood_of(told: Sequence[tuple[datetime, str]]) -> Mood | None:
    """Of each message's time and emotion, oldest first. None for fewer than two, or where nothing was felt."""
    told = list(told)[-20:]
    if len(told) < 2 or not any(emotion for _, emotion in told):
        return None
    worth = [EMOTIONS[emotion][1] if emotion in EMOTIONS else 0 for _, emotion in told]
    step = (WIDTH - 2 * MARGIN) / (len(worth) - 1)
    places = [(round(MARGIN + number * step, 1), _height(one)) for number, one in enumerate(worth)]
    words = [WORDS.get(emotion, "calm") for _, emotion in told]
    turn = "" if worth[-1] == worth[0] else "better than at first" if worth[-1] > worth[0] else "worse than at first"
    return Mood(" ".join(f"{x},{y}" for x, y in places), places[-1], ", then ".join(_once(words)), words[-1], turn)


def _height(worth: int) -> float:
    share = (HIGHEST - worth) / (HIGHEST - LOWEST)
    return round(MARGIN + share * (HEIGHT - 2 * MARGIN), 1)


def _once(words: Sequence[str]) -> list[str]:
    """Without saying again what stays."""
    return [word for place, word in enumerate(words) if not place or words[place - 1] != word]
