"""What this room records. Facts are ids: neither statements nor scores are told."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "award_cycle.planned": "{by} planned a round of awards",
    "award_cycle.changed": "{by} changed the times of a round of awards",
    "award_cycle.called_off": "{by} called a round of awards off",
    "award_cycle.called_back": "{by} took back that a round of awards was called off",
    "award_cycle.announced": "the results of a round of awards were announced",
    "nomination.made": "{by} put somebody forward for an award",
    "nomination.rewritten": "{by} rewrote a nomination",
    "nomination.agreed": "{by} agreed to be put forward for an award",
    "nomination.declined": "{by} declined to be put forward for an award",
    "nomination.withdrawn": "a nomination for an award was withdrawn",
    "nomination.scored": "{by} scored a nomination",
    "nomination.shown": "{by} shows everybody an award they won",
    "nomination.hidden": "{by} no longer shows everybody an award they won",
    "award_judge.appointed": "{by} asked somebody to judge",
    "award_judge.dismissed": "a judge of an award was released",
    "award_judge.conflict_declared": "{by} declared a conflict as a judge",
    "award_judge.conflict_withdrawn": "{by} took a conflict as a judge back",
    "award.granted": "somebody won an award",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="awards")
