"""What the desk itself knows of a ticket before it is solved: names a pack may use, each with what it means. Pure."""

FACTS = {
    "unanswered": "Nobody of us has written to the customer",
    "one_reply": "It was settled with our first answer",
    "noted": "A note to the team was written",
    "cause_noted": "A note names the cause",
    "kind_set": "The kind is set",
    "tagged": "It is tagged",
    "promised": "A promise to the customer says when",
    "promise_open": "A promise is kept track of",
    "follow_up_planned": "A follow-up is planned",
    "complex": "It is complex",
    "pressing": "Its priority is high or urgent",
    "escalated": "It was escalated",
    "upset": "The customer was upset",
}
