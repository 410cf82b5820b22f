"""The demo company's articles: read from articles/<language>/<address>.md, written by the real verbs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge import actions
from whiteglove.service.knowledge.models import Article, Category

SHELF = Path(__file__).parent / "articles"
CATEGORIES = {
    "payments": {
        "en": ("Orders and payments", "Paying, invoices, and what your bank shows"),
        "fr": ("Commandes et paiements", "Payer, factures, ce que montre votre banque"),
        "ar": ("الطلبات والدفع", ""),
    },
    "deliveries": {"en": ("Deliveries", "Where your parcel is and how to change its way"), "fr": ("Livraisons", "")},
    "returns": {
        "en": ("Returns and refunds", "Send something back and get your money"),
        "fr": ("Retours et remboursements", ""),
        "ar": ("الإرجاع واسترداد المبلغ", ""),
    },
    "account": {
        "en": ("Your account and the app", "Signing in, your data, and when something doesn't work"),
        "fr": ("Votre compte et l'application", ""),
        "ar": ("حسابك والتطبيق", ""),
    },
    "inside": {"en": ("For the team", "How we do it")},
}
MISSED = (("gift card", "en", 9), ("carte cadeau", "fr", 4), ("warranty", "en", 3), ("student discount", "en", 1))
VOTES = (("why-a-payment-can-appear-twice", True, "", ""), ("why-a-payment-can-appear-twice", True, "", ""),
         ("why-a-payment-can-appear-twice", False, "missing", "What if the bank says it knows nothing of it?"),
         ("follow-your-parcel", True, "", ""), ("get-an-invoice", False, "unclear", ""))  # fmt: skip


@dataclass(frozen=True)
class Leaf:
    """One file: what stands between the lines of hyphens, and the text."""

    slug: str
    language: str
    about: dict[str, Any]
    body: str


def leaves(shelf: Path = SHELF) -> list[Leaf]:
    """Every article in every language, the help centre's first language first."""
    paths = sorted(shelf.glob("*/*.md"), key=lambda path: (path.parent.name != "en", path.parent.name, path.stem))
    return [leaf(path) for path in paths]


def leaf(path: Path) -> Leaf:
    _, about, body = path.read_text().split("---\n", 2)
    return Leaf(path.stem, path.parent.name, yaml.safe_load(about), body.strip() + "\n")


def fill(by: Person, at: datetime) -> int:
    """Put the articles on the shelf, once; returns how many there are."""
    if not Article.objects.exists():
        places = {
            slug: actions.add_category(titles=titles, slug=slug, by=by, at=at, position=position)
            for position, (slug, titles) in enumerate(CATEGORIES.items())
        }
        for position, one in enumerate(leaves()):
            put(one, places, position, by, at - timedelta(days=40 - 2 * position))
        hear(at)
    return Article.objects.count()


def put(one: Leaf, places: dict[str, Category], position: int, by: Person, at: datetime) -> None:
    words = {"title": one.about["title"], "summary": one.about["summary"], "body": one.body, "by": by, "at": at}
    article = Article.objects.filter(slug=one.slug).first()
    if article is None:
        place = places[one.about["category"]]
        article = actions.start(
            language=one.language, slug=one.slug, category=place, position=position,
            audience=one.about.get("audience", "public"), **words,
        )  # fmt: skip
        translation = article.translations.get()
    else:
        translation = actions.translate(article=article, language=one.language, by=by, at=at)
        actions.save_draft(translation=translation, **words)
    if one.about.get("published", True):
        actions.publish(translation=translation, by=by, at=at)
        actions.set_review(article=article, by=by, at=at, on=(at + timedelta(days=30)).date())


def hear(at: datetime) -> None:
    """What readers looked for in vain, and said."""
    for words, language, times in MISSED:
        for _ in range(times):
            actions.count_miss(words=words, language=language, where="help", at=at)
    for number, (slug, helpful, reason, comment) in enumerate(VOTES):
        actions.vote(
            article=Article.objects.get(slug=slug), voter=f"visitor:{number:032d}", at=at, language="en",
            helpful=helpful, reason=reason, comment=comment,
        )  # fmt: skip
