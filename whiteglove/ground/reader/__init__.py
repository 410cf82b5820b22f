"""The conversation reader: which behaviours a message shows, with the words that show them. No Django, no database."""
