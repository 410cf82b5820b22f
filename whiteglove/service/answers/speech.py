"""What the bot says besides the flow, in the visitor's language: `tongues/<language>.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whiteglove.ground.lib.tongues import Tongues, bare

tongues = Tongues(Path(__file__).parent / "tongues")


@dataclass(frozen=True)
class Speech:
    """`name` is the bot's, `language` the visitor's."""

    language: str
    name: str

    def says(self, line: str) -> str:
        return tongues.says(self.language)[line]

    def of(self, said: Mapping[str, str]) -> str:
        """The words of a step in this language, else in English; {bot} is the bot's name."""
        words = said.get(self.language) or said.get(bare(self.language)) or said.get("en", "")
        return words.replace("{bot}", self.name)

    def quoted(self, found: Any) -> str:
        """The article's own words, how they were chosen, and where they stand."""
        foreign = self.says("other_language") if found.foreign else ""
        short = self.says("shortened") if found.shortening == "shortened" else ""
        lead = self.says("from").replace("{}", found.title)
        where = "\n".join(filter(None, [short, found.url]))
        return "\n\n".join(filter(None, [lead, f"“{found.quote}”" if found.quote else "", foreign, where]))
