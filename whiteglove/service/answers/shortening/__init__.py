"""A language model may pick out, among sentences of an article that was found, those asked about; off by default.

Nothing it writes is ever shown: it answers with numbers of sentences, and what a visitor reads are the article's own.
"""
