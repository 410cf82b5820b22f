"""What people make or do for others, as it is counted: a name and what it says. Pure."""

# Of these nobody hears but the person: what two people say to each other is theirs.
OWN = frozenset({"mentorships.held"})
CONTRIBUTIONS = {
    "articles.published": "articles published or brought up to date, each once",
    "misses.settled": "searches in vain that were seen to",
    "bot.settled": "questions the answer bot couldn't answer that were seen to",
    "bot.flows": "changes to what an answer bot says and asks",
    "macros.written": "macros for more than oneself, written or improved, each once",
    "suggestions.made": "suggestions made, the same one once",
    "suggestions.done": "suggestions that were carried out, the same one once",
    "examples.shared": "conversations shared as examples, without questions to one colleague alone",
    "talks.held": "coaching talks held with somebody else",
    "reviews.given": "reviews of colleagues' conversations given",
    "calibrations.judged": "conversations judged in calibrations",
    "languages.answered": "languages besides the most used one, half from 3 replies and whole from 10",
    "forum.helped": "answers to colleagues in the forum that helped or were accepted, a topic once",
    "notes.shared": "notes on books and other things to learn from that were shared, each of them once",
    "gatherings.hosted": "gatherings hosted to which at least three guests came",
    "mentorships.held": "colleagues mentored, each once, with a session that both said was held",
    "reader.corrected": "findings of the reader confirmed or corrected",
}
