"""A chat desk, and browsers of visitors."""

import json
from dataclasses import dataclass

import pytest
from django.core.cache import cache
from django.test import Client

from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import add_account
from whiteglove.service.channels.chat.identity import sign

SECRET = "a-secret-of-the-site-with-many-characters"


@pytest.fixture
def chat_desk(db, support):
    cache.clear()
    settings = {"origins": ["https://shop.example"], "greeting": "Hello! How can we help?"}
    return add_account(
        by=None, at=clock.now(), kind="chat", name="Shop", address="shop", team=support, settings=settings,
        secrets={"identity": SECRET},
    )  # fmt: skip


@dataclass
class Visitor:
    """One browser: `token` is its own secret, `identity` whom the site vouches for."""

    token: str
    identity: str = ""
    desk: str = "shop"

    def __post_init__(self) -> None:
        self.client = Client()

    @property
    def shows(self) -> dict:
        vouched = {"X-Chat-Identity": self.identity} if self.identity else {}
        return {"Authorization": f"Bearer {self.token}"} | vouched

    def post(self, where: str, said: object = None):
        return self.client.post(
            f"/chat/{self.desk}/{where}", json.dumps(said or {}), content_type="application/json", headers=self.shows
        )

    def say(self, text: str, id: str = "first-line", **more):
        return self.post("lines/", {"id": id, "text": text, **more})

    def read(self, after: int = 0):
        return self.client.get(f"/chat/{self.desk}/lines/?after={after}", headers=self.shows)

    def texts(self, after: int = 0) -> list[str]:
        return [line["text"] for line in self.read(after).json()["lines"]]


@pytest.fixture
def visitor(chat_desk):
    """`visitor("a")` is a browser that no other one is; `vouched` names claims the site signs."""

    def arrive(letter: str = "a", **vouched) -> Visitor:
        claims = {"exp": clock.now().timestamp() + 600, **vouched}
        return Visitor(letter * 43, sign(claims, SECRET) if vouched else "")

    return arrive
