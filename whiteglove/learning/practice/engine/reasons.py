"""In words: why a customer's mood moved, and what to try instead. Names what was said, judges nobody."""

# kind: (what it did, what to try; "" where it was good)
REASONS = {
    "empathy": ("you named how it is for them", ""),
    "acknowledgement": ("you showed that you had heard them", ""),
    "apology": ("you apologised", ""),
    "ownership": ("you took it on yourself", ""),
    "reflection": ("you said in your words what they had said", ""),
    "summary": ("you summed up", ""),
    "timeline": ("you said when", ""),
    "offers_options": ("you gave them a choice", ""),
    "compensation": ("you offered something to make up for it", ""),
    "name_used": ("you used their name", ""),
    "patience_thanks": ("you thanked them for waiting", ""),
    "privacy_protection": ("you told them what the check protects", ""),
    "anything_else": ("you asked whether there was more", ""),
    "helped": ("they heard what they needed", ""),
    "did": ("you did what was due", ""),
    "told_to_wait": ("you said that you were looking into it", ""),
    "fault.blame": (
        "it sounded as if it were their own fault",
        "Leave out whose fault it was, and say what happens now.",
    ),
    "fault.argues": ("you argued", "Grant what is true in it, then go on to what you can do."),
    "fault.doubt": ("they felt doubted", "Take what they say as true until something shows otherwise."),
    "fault.dismissive": ("their matter was made small", "Say why it matters to them before you say anything else."),
    "fault.not_my_job": ("you turned them away", "Say who will see to it, and that you bring it there."),
    "fault.passes_on": (
        "they were sent elsewhere",
        "Take the way for them, or tell them what you pass on and when they hear.",
    ),
    "fault.cant": ("they heard only what isn't possible", "Begin with what you can do."),
    "fault.policy": (
        "a rule stood in for a reason",
        "Give the reason behind the rule, and what is possible within it.",
    ),
    "fault.negative": ("the words turned it for the worse", "Say the same from the side of what will be."),
    "fault.curt": ("it was short", "Add one sentence that shows you saw who is writing."),
    "fault.jargon": ("there were words that only we use", "Say it as you would to a neighbour."),
    "fault.overfamiliar": ("it was too familiar", "Keep the warmth, leave the pet names."),
    "asked_again": ("you asked for what they had told you", "Look back before you ask; repeat it to confirm instead."),
    "canned": ("you had said the same before, word for word", "Answer what they said last."),
    "foreign": (
        "it wasn't in their language",
        "Write in the language they write in, or say when somebody will who can.",
    ),
    "rambling": ("it was far more than anybody reads", "Keep to what they need now."),
    "salad": ("words stood in a row without saying anything", "Write whole sentences to the person."),
    "recited": ("you read out what our systems show", "Tell them what it means for them, in your own words."),
    "wordy": ("it was long for this channel", "Say the answer first, and leave out what they didn't ask."),
    "late": ("they had waited long", "Send a line in between: what you are doing, and how long it takes."),
    "stray_question": ("the question led nowhere", "Ask what you need for the next step, one thing after another."),
    "closed_early": ("you closed it with something still open", "Ask whether it is solved before you close it."),
    "untrue": ("you said it was done, and it wasn't", "Do it first, then say so."),
    "disowned": ("you said it wasn't done, and it was", "Say what you have done, so that they know it."),
    "misstated": (
        "you named another amount or number than the one of this matter",
        "Compare each figure with the case before you send it.",
    ),
    "wrong": ("what you entered wasn't right", "Compare the amount or the address with the case before you save."),
    "thin_note": (
        "your note lacks what the next person needs",
        "Write what happened, what you did, and the number it is about.",
    ),
    "trap": ("it did harm here", "Stop and ask yourself who could be hurt by it."),
    "breach": ("you let out or changed what was protected, before you knew who it was", "Make sure who it is first."),
    "too_soon": ("it came before you could know it", "Find out what it rests on, then say or do it."),
    "stray_deed": ("nothing of the kind was needed", "Do only what the matter asks for."),
    "passed_on": (
        "you handed over what was yours to solve, or too soon",
        "Find out and try first what you may do yourself.",
    ),
    "empty_comfort": ("kind words came again, and nothing happened", "One kind sentence, then a step."),
    "no_progress": ("nothing came forward", "End each turn with something they didn't have before."),
}
LOST_ITEMS = {
    "greets": "Begin with a greeting and your name.",
    "name": "Use their name once; it makes it a talk between two.",
    "feels": "Say in one sentence what this is like for them, before you ask for anything.",
    "owns": "Say that you see to it yourself.",
    "when": "Say what happens next, and when.",
    "sums_up": "Before you close, say in a sentence what was agreed, and ask whether it is clear.",
    "more": "Ask whether there is anything else: some keep their second matter until they are asked.",
    "parts": "Part with a kind word of your own.",
    "sorry": "Apologise by name for what went wrong on our side.",
    "asks": "Ask one open question and let them tell it.",
}
ENDINGS = {
    "met": "They got what they came for.",
    "escalated": "It was handed to somebody else.",
    "gave_up": "They gave up.",
    "left": "You left while something was open.",
    "breached": "They got what they should never have had.",
}


def reason(kind: str) -> str:
    return REASONS.get(kind, (kind.replace("_", " "), ""))[0]


def advice(kind: str) -> str:
    return REASONS.get(kind, ("", ""))[1]
