"""What the forum keeps of a customer: what a colleague wrote of them by name or address. Handed over, and erased."""

import re
from datetime import datetime
from typing import Any

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.models import Customer

from .actions.forget import forget_customer, holds, of_customer, without
from .models import Post, Wording


@erasure.register("forum")
def forget(customer: Customer, at: datetime) -> int:
    return forget_customer(customer=customer, at=at)


@export.register("forum")
def what_is_kept(customer: Customer) -> list[dict[str, Any]]:
    """The paragraphs that name them, as they stand and as they were: the rest may be about somebody else."""
    words, named = of_customer(customer), holds(customer, "text")
    posts = [(one.topic_id, one.pk, one.at, one.text) for one in Post.objects.filter(named).order_by("id")]
    before = Wording.objects.filter(named).select_related("post").order_by("id")
    posts += [(one.post.topic_id, one.post_id, one.at, one.text) for one in before]
    return [{"topic": topic, "post": post, "at": at, "text": said}
            for topic, post, at, text in posts if (said := about(text, words))]  # fmt: skip


def about(text: str, words: list[str]) -> str:
    return "\n\n".join(part for part in re.split(r"\n\s*\n", text) if without(part, words) != part)
