"""Conversations from other programs' files: JSON lines, JSON, CSV, Zendesk exports. Pure, and one at a time.

`json_objects.of_lines` and `csv_rows.of_lines` give what a file holds, `gathering.Gathering` puts messages that
stand alone into their conversations, `sides.settle` says who is who.
What can't be understood is a `Bad`, never an exception.
"""

from whiteglove.ground.reader.transcripts.shapes import Bad, Row, Said, Talk

__all__ = ["Bad", "Row", "Said", "Talk"]
