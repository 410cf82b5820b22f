"""What this room records. Facts are ids and numbers: what somebody wrote stays where it is."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "gathering.scheduled": "{by} set a day for a gathering",
    "gathering.changed": "{by} changed a gathering",
    "gathering.called_off": "{by} called a gathering off",
    "gathering.called_back": "{by} took back that a gathering was called off",
    "gathering.published": "{by} showed a gathering to everybody",
    "gathering.unpublished": "{by} closed the public page of a gathering",
    "gathering.seat_taken": "somebody took a seat in a gathering",
    "gathering.seat_left": "somebody gave a seat in a gathering back",
    "gathering.attendance_marked": "it was noted whether somebody was in a gathering",
    "gathering.reminder_due": "a gathering comes near for somebody who has a seat",
    "gathering.certificate_due": "somebody earned a certificate of attendance",
    "gathering.feedback_given": "somebody said how a gathering was",
    "gathering.feed_renewed": "{by} renewed the address of their calendar",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="gatherings")
