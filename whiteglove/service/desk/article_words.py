"""What a conversation gives an article to begin with: what was asked, quoted, and what we answered, without anybody's
name, numbers, greeting or farewell. A first draft: somebody reads it before anybody else does.
"""

import re
from collections.abc import Iterable

from whiteglove.ground.people.models import Person
from whiteglove.ground.reader.folding import plainly
from whiteglove.ground.reader.personal import personal_data
from whiteglove.service.knowledge.first_words import register

from .models import Message, MessageKind, Ticket

ASKED, ANSWERED, ANSWERS, MOST = 1_000, 8_000, 20, 50
SHORT, FEW = 40, 4
_MARKUP = re.compile(r"([\\`*_\[\]<#])")
_ENDED = re.compile(r"[.?!:…؟]\W*\Z")


def words_of(ticket: int, person: Person) -> str:
    """Markdown; nothing of a ticket they don't see."""
    found = Ticket.objects.visible_to(person).select_related("customer").filter(pk=ticket).first()
    if found is None:
        return ""
    said = Message.objects.filter(ticket=found).standing().in_order().select_related("author")
    asked = said.filter(kind=MessageKind.INBOUND).first()
    answers = list(said.filter(kind=MessageKind.REPLY)[:ANSWERS])
    # Of all who wrote: a merge may have brought another customer's words.
    wrote = said.filter(kind=MessageKind.INBOUND).order_by().values_list("sender_name", flat=True).distinct()[:MOST]
    names = [found.customer.name, *wrote, *(one.author.name for one in answers if one.author)]
    texts = [one.new_text or one.text for one in answers]
    return first_words((asked.new_text or asked.text) if asked else "", texts, names)


register(words_of)


def first_words(asked: str, answers: Iterable[str], names: Iterable[str]) -> str:
    """What was asked as a quotation, then the answers, the oldest first."""
    names = list(names)
    question = "\n".join(f"> {line}".rstrip() for line in plain(asked, names)[:ASKED].split("\n"))
    told = "\n\n".join(filter(None, (plain(one, names) for one in answers)))[:ANSWERED]
    return "\n\n".join(one for one in (question.strip("> \n") and question, told) if one)


def plain(text: str, names: Iterable[str]) -> str:
    parts = [one.strip() for one in re.split(r"\n\s*\n", text.strip())]
    return _MARKUP.sub(r"\\\1", nameless("\n\n".join(heart(parts)), names))


def heart(parts: list[str]) -> list[str]:
    """Without “Hi Cleo,” before and “Kind regards / Ada” behind: short lines that end no sentence."""
    first = next((place for place, one in enumerate(parts) if not is_bare(one)), len(parts))
    last = next((place for place in range(len(parts), first, -1) if not is_bare(parts[place - 1])), first)
    return parts[first:last] or parts


def is_bare(part: str) -> bool:
    lines = part.split("\n")
    return len(lines) <= FEW and all(len(one) <= SHORT and not _ENDED.search(one) for one in lines)


def nameless(text: str, names: Iterable[str]) -> str:
    """Each part of a name, and whatever identifies somebody, becomes a word in brackets that says what stood there."""
    plain_text = plainly(text)
    for datum in sorted(personal_data(plain_text.text), key=lambda one: -one.start):
        start, end = plain_text.origin(datum.start, datum.end)
        text = f"{text[:start]}({datum.kind.partition('.')[2].replace('_', ' ')}){text[end:]}"
    parts = {one for name in names for one in name.split() if len(one) > 1}
    if not parts:
        return text
    anybody = "|".join(re.escape(one) for one in sorted(parts, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{anybody})(?:\s+(?:{anybody}))*(?!\w)", "(name)", text)
