"""What readers tell us: votes, what they wait for, what they looked for in vain, what is read."""

from django.db import models
from django.db.models import Q

from .article import PERSON, Article
from .category import Category

# "Searched, not found" keeps so many words; the rarest and oldest make room.
MISSES_KEPT = 2_000


class Reason(models.TextChoices):
    """Why an article didn't help."""

    WRONG = "wrong", "It is wrong or out of date"
    UNCLEAR = "unclear", "I don't understand it"
    MISSING = "missing", "Something is missing"
    OTHER_QUESTION = "other_question", "I was looking for something else"
    DISLIKE = "dislike", "I understand it, but I don't like it"


class Vote(models.Model):
    """One answer to "was this helpful?"; whoever votes again changes their own."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="votes")
    language = models.CharField(max_length=12)
    # "person:5", or "visitor:" and the digest of a random number in a cookie: nobody can be found by it.
    voter = models.CharField(max_length=80)
    helpful = models.BooleanField()
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    comment = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["article", "helpful"], name="vote_counted")]
        constraints = [
            models.UniqueConstraint(fields=["article", "voter"], name="everybody_votes_once_on_an_article"),
            models.CheckConstraint(
                name="only_what_did_not_help_has_a_reason", condition=Q(helpful=False) | Q(reason="")
            ),
            models.CheckConstraint(name="a_vote_has_a_voter", condition=~Q(voter="")),
        ]


class Reads(models.Model):
    """How often an article was opened on a day, by nobody in particular."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reads")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="reads_of_an_article_by_day")]


class SubscriptionQuerySet(models.QuerySet):
    def standing(self) -> "SubscriptionQuerySet":
        return self.filter(confirmed_at__isnull=False, ended_at__isnull=True)


class Subscription(models.Model):
    """Somebody wants to hear when an article changes, or any article of a category."""

    person = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField(blank=True, help_text="Lower case; of somebody who doesn't sign in")
    language = models.CharField(max_length=12)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions")
    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # The number of the last publication they were written about: none is written about twice.
    told = models.BigIntegerField(default=0)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="a_subscription_is_to_an_article_or_a_category",
                condition=Q(article__isnull=False, category__isnull=True)
                | Q(article__isnull=True, category__isnull=False),
            ),
            models.CheckConstraint(
                name="a_subscription_is_a_persons_or_an_addresss",
                condition=Q(person__isnull=False, email="") | (Q(person__isnull=True) & ~Q(email="")),
            ),
            *(
                models.UniqueConstraint(
                    fields=[who, what],
                    condition=Q(ended_at__isnull=True) & given,
                    name=f"one_subscription_of_{who}_to_{what}",
                )
                for who, given in (("person", Q(person__isnull=False)), ("email", ~Q(email="")))
                for what in ("article", "category")
            ),
        ]


class SearchMissQuerySet(models.QuerySet):
    def open(self) -> "SearchMissQuerySet":
        return self.filter(settled_at__isnull=True)


class SearchMiss(models.Model):
    """Words somebody searched for and nothing was found. No person, no address, no number is kept with them."""

    class Where(models.TextChoices):
        HELP = "help", "Help centre"
        STAFF = "staff", "Staff pages"
        WIDGET = "widget", "Chat"
        FORM = "form", "Web form"

    words = models.CharField(max_length=100, help_text="Folded, so that two spellings of one search are one row")
    language = models.CharField(max_length=12)
    where = models.CharField(max_length=10, choices=Where.choices)
    count = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", help_text="Written because of it"
    )

    objects = SearchMissQuerySet.as_manager()

    class Meta:
        ordering = ["-count", "-last_at", "-id"]
        indexes = [models.Index(fields=["-count", "-last_at"], name="search_miss_by_count")]
        constraints = [
            models.UniqueConstraint(fields=["words", "language", "where"], name="a_search_miss_is_counted_in_one_row"),
            models.CheckConstraint(name="a_search_miss_has_words", condition=~Q(words="")),
        ]
