"""Sentences for very many believable messages, and the rare words that a search must find."""

import random
from functools import cache

from whiteglove.service.desk.search.words import words

OPENINGS = ["Hello,", "Good morning,", "Dear team,", "Hi,", "Good afternoon,"]
_THINGS = (
    "kettle lamp chair desk printer cable router phone tablet keyboard monitor headset blanket mirror shelf bicycle "
    "helmet jacket backpack umbrella camera tripod speaker toaster mixer heater fan curtain carpet mattress "
    "subscription account password invoice receipt voucher licence export report calendar dashboard"
)
THINGS = _THINGS.split()
MATTERS = [
    "my order {n} with the {thing} hasn't arrived yet and the tracking page says nothing since {day}.",
    "I was charged twice for the {thing} in order {n} and would like one payment back.",
    "the {thing} from order {n} arrived damaged, and I'd like a refund or a new one.",
    "since {day} the {thing} page shows an error whenever I try to open order {n}.",
    "could you change the delivery address of order {n}? The {thing} should go to my office.",
    "the invoice for order {n} names the wrong company; please correct it for the {thing}.",
    "I can't sign in any more, and I need the {thing} for order {n} before {day}.",
    "is it possible to get the {thing} from order {n} in another colour or size?",
]
ANSWERS = [
    "thank you for writing. I've looked at order {n} and asked the warehouse about the {thing}; they answer by {day}.",
    "I'm sorry about the trouble with the {thing}. A replacement for order {n} leaves on {day}.",
    "your refund for the {thing} in order {n} is on its way and will be with you by {day}.",
    "could you send me a photo of the {thing}, so that I can settle order {n} before {day}?",
    "the {thing} in order {n} is corrected now. Please have a look and tell me if anything is missing.",
]
THANKS = [
    "thank you, the {thing} works now. Order {n} is complete.",
    "here is what you asked for about the {thing} in order {n}.",
    "I still see the same problem with the {thing}. Please look at order {n} again.",
    "that's fine with me. {day} suits me well for the {thing} of order {n}.",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SUBJECTS = ["Question about my {thing}", "Order {n}: {thing}", "Problem with the {thing}", "Refund for the {thing}",
            "{thing} hasn't arrived", "Invoice for the {thing}"]  # fmt: skip
# One conversation in about ten thousand carries one of these.
RARE = ["quokka", "zeugma", "ocarina", "tamarind", "isthmus", "palimpsest"]
VARIANTS = 4000


@cache
def pool(sort: str) -> list[tuple[str, tuple[str, ...]]]:
    """[(text with "{n}" left open, its searchable words around the number)] to draw from."""
    chance = random.Random(f"whiteglove {sort}")
    said = {"inbound": MATTERS, "reply": ANSWERS, "again": THANKS, "subject": SUBJECTS}[sort]
    found = []
    for _ in range(VARIANTS if sort != "subject" else 400):
        lines = chance.sample(said, 1 if sort == "subject" else min(3, len(said)))
        chosen = [filled(line, chance) for line in lines]
        text = chosen[0] if sort == "subject" else f"{chance.choice(OPENINGS)}\n\n{' '.join(map(capital, chosen))}"
        found.append((text, tuple(words(text.replace("{n}", "0")))))
    return found


def filled(line: str, chance: random.Random) -> str:
    return line.replace("{thing}", chance.choice(THINGS)).replace("{day}", chance.choice(DAYS))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
