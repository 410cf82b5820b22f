"""What becomes of what is being said when the house is killed: `bin/bench chat [CHATS] [PAGES] [RATE] --kill`.

With all sockets open, visitors and people at the desk go on talking; in the middle of it the house is killed (SIGKILL)
and started again. A visitor's page says a line again until it is taken, under the same name, as the real one does.
Somebody at the desk whose answer broke off looks whether it is there, and says it again if it isn't. At the end every
line and every answer has to be there once: kept, filed, handed over.
"""

from __future__ import annotations

import json
import random
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bench.asking import Web
from bench.house import House, settled

HANDS = 16
PATIENCE, AGAIN = 120.0, 0.3  # seconds
TICKET = "/desk/tickets/{}/"


def talk_through_a_kill(web: Web, house: House, chats: list[Any], pages: int, rate: float) -> int:
    """Half of what is said has been begun when it is killed. Returns how many are lost or doubled."""
    answered, told = chats[:pages], chats[pages:]
    says = [(visitor_says, chat) for chat in told[:pages]] + [(desk_says, chat) for chat in answered]
    random.shuffle(says)
    said: list[tuple[str, str, int]] = []
    with ThreadPoolExecutor(HANDS) as hands:
        for number, (way, chat) in enumerate(says):
            hands.submit(lambda way=way, chat=chat: said.append(way(web, chat)))
            if number == len(says) // 2:
                killing = threading.Thread(target=kill_and_start, args=(house,))
                killing.start()
            time.sleep(random.expovariate(rate))
        killing.join()
    again = sum(tries > 1 for _, _, tries in said)
    settled(300)
    wrong = [word for side, word, _ in said if not is_there_once(side, word)]
    print(f"killed in the middle: {len(says)} said, {again} of them again; {len(says) - len(said)} never taken")
    print(f"not there exactly once: {len(wrong)} {wrong[:3] or ''}")
    return len(says) - len(said) + len(wrong)


def kill_and_start(house: House) -> None:
    house.kill()
    began = time.monotonic()
    house.start()
    print(f"killed; answers again after {time.monotonic() - began:.1f} s")


def visitor_says(web: Web, chat: Any) -> tuple[str, str, int]:
    chat.said += 1
    words = f"Line {chat.said} of chat {chat.number} {secrets.token_hex(4)}"
    body = json.dumps({"id": f"line-{chat.said:08}", "text": words})
    tries = insisted(lambda: web.ask("POST", "/chat/bench/lines/", chat.headers, body))
    return "visitor", words, tries


def desk_says(web: Web, chat: Any) -> tuple[str, str, int]:
    words, here = f"Answer {secrets.token_hex(4)}", TICKET.format(chat.ticket)
    body = f"kind=reply&text={words.replace(' ', '+')}&seen={chat.inbound}"
    asked = []

    def say() -> None:
        if asked and words.encode() in web.ask("GET", f"{here}conversation/", chat.desk):
            return
        asked.append(words)
        web.ask("POST", f"{here}messages/", chat.desk, body)

    return "desk", words, insisted(say)


def insisted(ask: Callable[[], object]) -> int:
    """How many tries it took."""
    until = time.monotonic() + PATIENCE
    for tries in range(1, 1000):
        try:
            ask()
        except (OSError, AssertionError):
            if time.monotonic() > until:
                raise
            time.sleep(AGAIN)
        else:
            return tries
    raise TimeoutError


def is_there_once(side: str, words: str) -> bool:
    """A line of the chat, a message of the ticket; an answer has left, and a line has been filed."""
    from whiteglove.service.channels.models import ChatLine, Outgoing
    from whiteglove.service.desk.models import Message

    lines, messages = ChatLine.objects.filter(text=words, side=side), Message.objects.filter(text=words)
    ways = list(Outgoing.objects.filter(text=words).values_list("state", flat=True))
    return lines.count() == messages.count() == 1 and ways == (["sent"] if side == "desk" else [])
