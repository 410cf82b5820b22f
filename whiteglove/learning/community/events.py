"""What this room records. Facts are ids, days and names of parts: what somebody wrote is in none of them."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "profile.changed": "{by} changed their profile",
    "profile.pictured": "{by} chose a picture of themselves",
    "profile.cleared": "a profile was emptied",
    "profile.published": "{by} chose what strangers may see of them",
    "profile.withdrawn": "a public page was withdrawn",
    "mentor.offered": "{by} offers to mentor",
    "mentor.closed": "an offer to mentor was closed",
    "mentor.asked": "{by} asked somebody to be their mentor",
    "mentor.request_withdrawn": "a request for a mentor was taken back",
    "mentor.declined": "{by} can’t mentor whoever asked",
    "mentorship.begun": "{by} mentors somebody",
    "mentorship.goal_written": "{by} wrote down a goal of a mentorship",
    "mentorship.goal_agreed": "{by} agreed to a goal of a mentorship",
    "mentorship.goal_reached": "{by} said that a goal of a mentorship is reached",
    "mentorship.goal_reopened": "{by} took back that a goal of a mentorship is reached",
    "mentorship.goal_dropped": "{by} dropped a goal of a mentorship",
    "mentorship.session_planned": "{by} planned a session of a mentorship",
    "mentorship.session_moved": "{by} moved a session of a mentorship",
    "mentorship.session_cancelled": "a session of a mentorship was called off",
    "mentorship.session_confirmed": "{by} said that a session took place",
    "mentorship.session_unconfirmed": "{by} took back that a session took place",
    "mentorship.session_held": "both said that a session of a mentorship took place",
    "mentorship.ended": "a mentorship ended",
    "mentorship.feedback_given": "{by} told the other what helped in a mentorship",
    "speech.invited": "{by} noted an invitation to speak",
    "speech.accepted": "{by} will speak",
    "speech.declined": "{by} won’t speak",
    "speech.held": "{by} spoke, and showed it",
    "speech.returned": "{by} asked for more evidence of a talk",
    "speech.confirmed": "{by} confirmed that somebody spoke",
    "speech.shown": "{by} chose whether a talk stands on their profile",
    "speech.deleted": "an invitation to speak was deleted",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="community")
