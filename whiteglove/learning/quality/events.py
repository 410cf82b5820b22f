"""What this room records. Scores and reviews are told to whom they concern, nobody else."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "score.kept": "a conversation was scored",
    "score.ended": "a score no longer stands",
    "review.given": "{by} gave a review",
    "review.taken_back": "{by} took a review back",
    "review.seen": "{by} read a review of their work",
    "sample.drawn": "conversations were drawn for review",
    "sample.skipped": "{by} set a conversation aside",
    "dispute.raised": "{by} sees a judgement otherwise",
    "dispute.withdrawn": "{by} withdrew a dispute",
    "dispute.reminded": "a dispute has to be decided soon",
    "dispute.decided": "{by} decided a dispute",
    "calibration.called": "{by} called a calibration",
    "calibration.revealed": "{by} opened the verdicts of a calibration",
    "calibration.settled": "{by} settled a verdict",
    "calibration.closed": "{by} closed a calibration",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="quality")
