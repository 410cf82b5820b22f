"""What this room records. Facts hold ids and plain values, never an address or what a reader wrote."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "article.started": "{by} began {subject}",
    "article.saved": "{by} kept a draft of {subject}",
    "article.translated": "{by} began a translation of {subject}",
    "article.published": "{by} published {subject}",
    "article.unpublished": "{by} took {subject} back from its readers",
    "article.archived": "{by} archived {subject}",
    "article.restored": "{by} brought {subject} back from the archive",
    "article.moved": "{by} moved {subject}",
    "article.changed": "{by} changed whom {subject} is for or who keeps it",
    "article.version_restored": "{by} brought back an earlier version of {subject}",
    "article.review_set": "{by} chose when {subject} is looked through again",
    "article.picture_added": "{by} added a picture to {subject}",
    "article.voted": "A reader said whether {subject} helped",
    "subscription.asked": "Somebody asked to hear of changes",
    "subscription.confirmed": "Somebody wants to hear of changes",
    "subscription.ended": "Somebody doesn't want to hear of changes any more",
    "category.added": "{by} added a category of articles",
    "category.changed": "{by} changed a category of articles",
    "category.moved": "{by} moved a category of articles",
    "category.removed": "{by} removed a category of articles",
    "search_miss.settled": "{by} settled what was searched for and not found",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="knowledge")
