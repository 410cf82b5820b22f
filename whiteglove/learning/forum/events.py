"""What this room records. Facts are ids: the words stay in the forum."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "topic.opened": "{by} opened a topic in the forum",
    "topic.answered": "{by} answered a topic in the forum",
    "topic.settled": "{by} accepted an answer in the forum",
    "topic.unsettled": "{by} took the accepting of an answer back",
    "topic.reworded": "{by} changed words in the forum",
    "topic.shortened": "{by} deleted words in the forum",
    "topic.lengthened": "{by} brought deleted words in the forum back",
    "topic.helped": "{by} says that something in the forum helped",
    "topic.unhelped": "{by} took back that something in the forum helped",
    "topic.reported": "{by} reported something in the forum",
    "topic.report_settled": "{by} settled reports in the forum",
    "topic.hidden": "something in the forum was hidden",
    "topic.shown": "{by} showed again what was hidden in the forum",
    "topic.closed": "{by} closed a topic of the forum",
    "topic.reopened": "{by} opened a topic of the forum again",
    "topic.moved": "{by} moved a topic of the forum to another category",
    "topic.merged": "{by} merged two topics of the forum",
    "topic.unmerged": "{by} took two merged topics of the forum apart",
    "forum_category.made": "{by} made a category of the forum",
    "forum_category.changed": "{by} changed a category of the forum",
    "forum_category.archived": "{by} archived a category of the forum, or brought it back",
    "forum_mentor.named": "{by} made somebody a mentor in the forum",
    "forum_mentor.ended": "somebody is no longer a mentor in the forum",
    "forum_digest.came_due": "a letter with news of the forum came due",
    "forum_words.taken_back": "{by} took back all they wrote in the forum",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="forum")
