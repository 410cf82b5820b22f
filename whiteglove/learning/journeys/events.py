"""What this room records. Facts are ids and numbers: what somebody wrote stays where it is."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "journey.applied": "{by} applied for a level of the journey",
    "journey.application_withdrawn": "{by} withdrew an application for a level",
    "journey.admitted": "{by} admitted somebody to a level of the journey",
    "journey.declined": "{by} declined an application for a level",
    "journey.decision_taken_back": "{by} took a decision on a level back",
    "journey.evidence_handed_in": "{by} handed in evidence for the journey",
    "journey.evidence_accepted": "{by} accepted evidence for the journey",
    "journey.evidence_returned": "{by} gave evidence for the journey back",
    "journey.evidence_reconsidered": "{by} took a word on evidence back",
    "journey.evidence_taken_back": "{by} took evidence for the journey back",
    "journey.appealed": "{by} asked for a second look at a decision on the journey",
    "journey.appeal_decided": "{by} decided on a second look",
    "journey.duty_met": "somebody met a duty of the journey",
    "journey.level_completed": "somebody completed a level of the journey",
    "journey.badge_due": "somebody earned the badge of a level",
    "journey.standing_changed": "what somebody has to keep up changed its standing",
    "journey.forgotten": "what somebody who left had written for the journey was erased",
    "journey.left": "what waited for a decision went with somebody who left",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="journeys")
