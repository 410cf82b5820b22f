"""The library of the demo company: Ada reads and shares, Mo logs a bad morning, Lee is asked for a word."""

from datetime import datetime, timedelta
from typing import Any

from whiteglove.front.cli.demo import Company
from whiteglove.ground.people.models import Person
from whiteglove.learning.library.actions import confirm, log, note, read, shelf
from whiteglove.learning.library.models import Book, Loan

LIGHT = """
I had expected a book about being friendly, and it is about being light. The part that stayed with me is the one on
second calls: the authors listened to recordings and found that people rarely minded the first problem, they minded
having to come back with it. On Monday I looked at my own tickets of the last month and counted eleven customers who had
written twice about one matter. In seven of them the second question could have been seen in the first letter, for
instance whoever asks how to return a lamp will soon ask when the money comes. Since then I end my answers with the next
thing that usually happens, in one plain sentence. What I do not share is their coldness towards surprise: a small
extra, given without being asked, has its place once the matter itself is settled well.
""".strip().replace("\n", " ")
TABLE = """
Two evenings were enough to finish it, and afterwards I argued with my brother about restaurants until midnight. The
chapter where a manager carries somebody's forgotten phone across half the city made me laugh, because last winter our
courier did much the same with a pair of glasses and nobody ever thanked him. So I went and did that. My own lesson
concerns apologies. I tend to explain before I say sorry, and by the time the explanation ends the guest has stopped
hearing me. Turning the order around feels naked at first, yet my calls became shorter at once. I also copied the list
of things a newcomer may decide alone and hung it beside the kettle, and three lines were added underneath by colleagues
within a day. We will see in spring whether fewer questions reach our lead.
""".strip().replace("\n", " ")
MORNING: dict[str, Any] = {
    "title": "A coach party at closing time", "place": "Front desk", "hours": "2.5", "link": "",
    "happened": "Forty tired travellers stood before the door ten minutes after we had closed, because our page still "
                "showed the hours of summer. Two of them were loud, most were only cold.",
    "did": "I let them in, asked who had the furthest way to go, and sorted their exchanges by the trains they had to "
           "catch, while a colleague made tea for those who waited.",
    "learnt": "Opening hours are a promise. Whoever changes them has to change the page, the answering machine and the "
              "sheet on the door on the same day, and tell the telephone.",
}  # fmt: skip
CALL: dict[str, Any] = {
    "title": "A refund that nobody had asked for", "place": "Telephone", "hours": "1", "link": "",
    "happened": "Somebody called about a receipt, and while I looked for it I saw that the delivery had been charged "
                "twice a month ago. They hadn't noticed.",
    "did": "I said so before answering the question, gave the second charge back while they were on the line, and "
           "wrote to billing which orders of that week look alike.",
    "learnt": "To tell of a mistake before it is found costs one minute and makes the rest of the call easy. I will "
              "look at the charges whenever a receipt is open anyway.",
}  # fmt: skip
MONDAY: dict[str, Any] = {
    "title": "A rule I had made myself", "place": "Second line", "hours": "3", "link": "",
    "happened": "Two of us refused the same exchange in one week, by a rule that I had written in spring. Both "
                "customers had bought on the last day of a sale and been ill afterwards; one wrote to the owner.",
    "did": "I rang both, exchanged what they had, and read the rule aloud in our round. We changed one line of "
           "it: after an illness, whoever answers decides, and writes down why.",
    "learnt": "A rule without room makes good people say no. When I write one now, I write beside it who may leave it, "
              "and look after a month how often that was.",
}  # fmt: skip
HOUSE_BOOK = {
    "title": "Our house book", "kind": "paper", "authors": "The people of the demo company",
    "about": "Who decides what, which words we use for our goods, and thirty letters that went well.",
    "where": "Second shelf beside the printer", "levels": "12", "topics": "standard, writing",
}  # fmt: skip


def read_by(person: Person, name: str, words: str, began: datetime, ended: datetime) -> None:
    book = Book.objects.get(name=name)
    read.borrow(book=book, by=person, at=began)
    note.share(note=note.write(book=book, words=words, by=person, at=ended), by=person, at=ended)


def fill(company: Company, now: datetime) -> None:
    """Once, where the pack in force brings the books."""
    names = ("effortless-experience", "setting-the-table", "service-standard", "not-listening")
    if Loan.objects.exists() or Book.objects.standing().filter(name__in=names).count() < len(names):
        return
    mo, day = Person.objects.get(email="mo@whiteglove.example"), timedelta(days=1)
    shelf.add(book=HOUSE_BOOK, by=company.lee, at=now - 30 * day)
    read_by(company.ada, "effortless-experience", LIGHT, now - 40 * day, now - 12 * day)
    read_by(company.lee, "setting-the-table", TABLE, now - 20 * day, now - 16 * day)
    guide = Book.objects.get(name="service-standard")
    read.borrow(book=guide, by=mo, at=now - 22 * day)
    read.finish(book=guide, by=mo, at=now - 22 * day)
    read.borrow(book=Book.objects.get(name="not-listening"), by=mo, at=now - 3 * day)
    log.log(entry=CALL | {"day": (now - 9 * day).date()}, by=mo, at=now - 8 * day)
    log.log(entry=MONDAY | {"day": (now - 12 * day).date()}, by=company.lee, at=now - 11 * day)
    asked = log.log(entry=MORNING | {"day": (now - 2 * day).date()}, by=mo, at=now - day)
    confirm.ask(experience=asked, by=mo, at=now - day)
