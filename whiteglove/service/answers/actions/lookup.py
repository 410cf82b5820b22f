"""Finding for one visitor: in their language, among what they may read."""

from dataclasses import dataclass
from typing import Any

from whiteglove.service.answers import finding
from whiteglove.service.answers.readers import reader_of
from whiteglove.service.answers.shortening.shorten import Shorten
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.knowledge.models import Article


@dataclass(frozen=True)
class Lookup:
    language: str
    reader: Any
    shorten: Shorten
    around: tuple[str, ...] = ()  # what they said before, the newest last

    def __call__(self, words: str) -> Any:
        found = finding.find_answer(words, language=self.language, reader=self.reader, around=self.around)
        return self.shorten(found, words)

    def chosen(self, article: int, words: str) -> Any:
        found = finding.answer_from(article, words, language=self.language, reader=self.reader)
        return self.shorten(found, words)


def may_read(found: Any, session: ChatSession) -> bool:
    """Still published, and for this visitor: it may have been taken back since it was found."""
    number = getattr(found.article, "pk", found.article)
    return Article.objects.readable_by(reader_of(session)).filter(pk=number).exists()
