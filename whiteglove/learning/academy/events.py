"""What this room records. Facts are ids and numbers: what somebody wrote stays where it is."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "academy.loaded": "{by} put programmes of the academy in force",
    "application.made": "{by} applied for a programme",
    "application.withdrawn": "{by} withdrew an application",
    "application.accepted": "{by} accepted an application",
    "application.declined": "{by} declined an application",
    "application.reopened": "{by} took a decision on an application back",
    "enrolment.begun": "somebody began a programme",
    "enrolment.ended": "somebody left a programme",
    "enrolment.resumed": "somebody took a programme up again",
    "enrolment.moved_on": "{by} moved a learner to what is in force now",
    "lesson.opened": "{by} opened a lesson",
    "lesson.read": "{by} read a lesson",
    "lesson.unread": "{by} put a lesson back among those to read",
    "attempt.begun": "{by} began an attempt",
    "attempt.finished": "an attempt was handed in",
    "attempt.granted": "{by} gave a learner one more attempt at a gate",
    "sign_off.asked": "{by} asked for a sign-off",
    "sign_off.granted": "{by} signed a gate off",
    "sign_off.returned": "{by} gave a gate back",
    "sign_off.withdrawn": "a request for a sign-off was taken back",
    "appeal.made": "{by} asked for a second look",
    "appeal.decided": "{by} decided on a second look",
    "workshop.scheduled": "{by} set a day for a workshop",
    "workshop.moved": "{by} moved a workshop",
    "workshop.cancelled": "{by} called a workshop off",
    "workshop.seat_taken": "somebody took a seat in a workshop",
    "workshop.seat_left": "somebody gave a seat in a workshop back",
    "workshop.attendance_marked": "{by} noted who was in a workshop",
    "mentoring.begun": "{by} gave a learner a mentor",
    "mentoring.ended": "a mentoring ended",
    "mentoring.meeting_noted": "{by} noted a conversation with a mentor",
    "mentoring.meeting_confirmed": "{by} confirmed a conversation with a mentor",
    "mentoring.meeting_deleted": "{by} deleted a conversation with a mentor that wasn't confirmed",
    "portfolio.changed": "{by} changed their portfolio",
    "module.completed": "somebody completed a module",
    "programme.completed": "somebody completed a programme",
    "certificate.became_due": "somebody earned a certificate",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="academy")
