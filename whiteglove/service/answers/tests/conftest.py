"""A chat desk with the bot on, two articles that it finds by a word, and browsers of visitors."""

import itertools
import json
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.service.answers import attending, reactions
from whiteglove.service.answers.actions import answer_due, lookup
from whiteglove.service.answers.models import Bot
from whiteglove.service.channels.actions import add_account, deliver_due, drain
from whiteglove.service.channels.chat.identity import sign
from whiteglove.service.desk.actions import judge_clocks
from whiteglove.service.desk.models import Ticket
from whiteglove.service.knowledge import actions as knowledge
from whiteglove.service.knowledge.models import Article

SECRET = "a-secret-of-the-site-with-many-characters"


@pytest.fixture(autouse=True)
def _fresh_rules():
    judge_clocks._rules.cache_clear()


@pytest.fixture
def chat_desk(db, support, monkeypatch):
    """The bot is on; its lane is worked off by `settle`, not by a thread."""
    cache.clear()
    assert attending.bot_of
    monkeypatch.setattr(reactions.lanes, "run", lambda name, work: None)
    desk = add_account(
        by=None, at=clock.now(), kind="chat", name="Shop", address="shop", team=support, settings={},
        secrets={"identity": SECRET},
    )  # fmt: skip
    Bot.objects.create(account=desk, since=clock.now())
    return desk


def published(title: str, body: str, audience: str = "public") -> Article:
    article = knowledge.start(title=title, by=None, at=clock.now(), language="en", body=body, audience=audience)
    knowledge.publish(translation=article.translations.get(), by=None, at=clock.now())
    return Article.objects.get(pk=article.pk)


@dataclass
class Shelf:
    """Finds an article by a word of the question, and nothing else: what is tried here is the talk."""

    by_word: dict = field(default_factory=dict)
    around: list = field(default_factory=list)  # what stood around the last question

    def put(self, word: str, title: str, body: str, audience: str = "public") -> Article:
        self.by_word[word] = published(title, body, audience)
        return self.by_word[word]

    def find(self, text: str, *, language: str, reader, around=()):
        hits = [article for word, article in self.by_word.items() if word in text.lower()]
        self.around = list(around)
        readable = set(Article.objects.readable_by(reader).values_list("pk", flat=True))
        hits = [self.found(one) for one in hits if one.pk in readable]
        if len(hits) > 1:
            return SimpleNamespace(article=None, others=hits)
        return hits[0] if hits else None

    def found(self, article: Article):
        version = article.translations.get().published
        return SimpleNamespace(
            article=article, title=version.title, url=f"https://help.example/{article.slug}", heading="",
            quote=version.body, score=0.9, others=(), language="en", foreign=False,
            parts=(), shortening="",
        )  # fmt: skip

    def from_one(self, article: int, text: str, *, language: str, reader):
        return self.found(Article.objects.get(pk=article))


@pytest.fixture
def shelf(chat_desk, monkeypatch):
    made = Shelf()
    monkeypatch.setattr(lookup.finding, "find_answer", made.find)
    monkeypatch.setattr(lookup.finding, "answer_from", made.from_one, raising=False)
    made.put("return", "Returning an order", "Send it back within 30 days.")
    made.put("deliver", "Delivery times", "Parcels take three days.")
    return made


def settle() -> None:
    """All that is under way: filing, reactions, the bot, and what it sends."""
    drain()
    run_pending(raising=True)
    answer_due(at=clock.now() + timedelta(seconds=5))
    deliver_due(clock.now() + timedelta(seconds=1))
    run_pending(raising=True)


numbers = itertools.count(1)


@dataclass
class Visitor:
    token: str
    identity: str = ""

    @property
    def shows(self) -> dict:
        vouched = {"X-Chat-Identity": self.identity} if self.identity else {}
        return {"Authorization": f"Bearer {self.token}"} | vouched

    def post(self, where: str, said: object = None):
        return Client().post(
            f"/chat/shop/{where}", json.dumps(said or {}), content_type="application/json", headers=self.shows
        )

    def says(self, *texts: str, language: str = "en") -> dict:
        """Several lines in a row, then what the bot makes of them: the last line of the desk."""
        for text in texts:
            answer = self.post("lines/", {"id": f"line-{next(numbers):08}", "text": text, "language": language})
            assert answer.status_code == 201, answer.content
        settle()
        return self.heard()

    def read(self) -> dict:
        return Client().get("/chat/shop/lines/", headers=self.shows).json()

    def heard(self) -> dict:
        lines = [line for line in self.read()["lines"] if line["side"] == "desk"]
        return lines[-1] if lines else {"text": "", "offers": []}


@pytest.fixture
def visitor(shelf):
    def arrive(letter: str = "a", **vouched) -> Visitor:
        claims = {"exp": clock.now().timestamp() + 600, **vouched}
        return Visitor(letter * 43, sign(claims, SECRET) if vouched else "")

    return arrive


def ticket() -> Ticket:
    return Ticket.objects.get()
