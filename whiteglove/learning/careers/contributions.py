"""What people make or do for others, as it is counted: a name and what it says. Pure."""

CONTRIBUTIONS = {
    "articles.published": "articles published or brought up to date, each once",
    "misses.settled": "searches in vain that were seen to",
    "bot.settled": "questions the answer bot couldn't answer that were seen to",
    "bot.flows": "changes to what an answer bot says and asks",
    "macros.written": "macros written or improved, each once",
    "suggestions.made": "suggestions made",
    "suggestions.done": "suggestions that were carried out",
    "examples.shared": "conversations shared as examples",
    "talks.held": "coaching talks held with somebody else",
    "reviews.given": "reviews of colleagues' conversations given",
    "calibrations.judged": "conversations judged in calibrations",
    "languages.answered": "languages besides the most used one, half from 3 replies and whole from 10",
    "reader.corrected": "findings of the reader confirmed or corrected",
}
