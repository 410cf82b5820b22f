"""What this room records. Facts are numbers and names of capabilities: what was said stays with those it concerns."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "level.claimed": "{by} said what level they see in themselves",
    "level.claim_withdrawn": "{by} took back what level they see in themselves",
    "level.claim_restored": "{by} says again what level they see in themselves",
    "level.confirmed": "{by} confirmed a level of somebody they look after",
    "level.disputed": "{by} sees a level of somebody they look after otherwise",
    "level.opinion_withdrawn": "{by} took back what they said of somebody's level",
    "level.opinion_restored": "{by} says again what they said of somebody's level",
    "aim.set": "{by} set an aim for somebody's development",
    "aim.ended": "{by} ended an aim of somebody's development",
    "step.planned": "{by} put a step into a development plan",
    "step.moved": "{by} changed when a step of a development plan is due",
    "step.done": "{by} did a step of a development plan",
    "step.dropped": "{by} took a step out of a development plan",
    "step.taken_up": "{by} took up a step of a development plan again",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="careers")
