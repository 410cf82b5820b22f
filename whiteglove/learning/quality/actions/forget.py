"""Remove for good what judgements quote and say of a customer's conversations, for the erasure of their data."""

from django.db.models import Q

from whiteglove.learning.quality.models import Dispute, Reference, Review, Score, Verdict
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.actions.forget import GONE
from whiteglove.service.desk.theirs import theirs


def about(customer: Customer) -> Q:
    """Rows about tickets in which something of theirs lies."""
    return Q(ticket__in=theirs(customer).around)


def forget_judgements(customer: Customer) -> int:
    """Quotations, comments and reasons go: they tell what the customer said. Verdicts and points stay, as they tell of
    our work alone. Returns how many rows it emptied."""
    mine = about(customer)
    reviews = Review.objects.filter(mine)
    done = Verdict.objects.filter(review__in=reviews).update(quote="", comment="", start=0, message=None)
    done += reviews.exclude(note="").update(note=GONE)
    done += Dispute.objects.filter(mine).update(reason=GONE, answer="")
    tickets = theirs(customer).around
    done += Reference.objects.filter(case__ticket__in=tickets).update(why="")
    for score in Score.objects.filter(mine):
        score.items = [one | {"quotes": []} for one in score.items]
        score.facts = ""
        score.save(update_fields=["items", "facts"])
        done += 1
    return done
