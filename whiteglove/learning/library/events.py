"""What this room records. Facts are ids and numbers: what somebody wrote stays where it is."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "book.added": "{by} added a book to the library",
    "book.changed": "{by} changed a book of the library",
    "book.withdrawn": "{by} took a book out of the library",
    "book.restored": "{by} put a book back into the library",
    "book.borrowed": "{by} took a book up",
    "book.returned": "a book was given back",
    "book.read": "{by} finished a book",
    "guide.acquired": "{by} opened the guide and has it",
    "reading_note.written": "{by} wrote what they took from a book",
    "reading_note.changed": "{by} changed a note on a book",
    "reading_note.shared": "{by} shared a note on a book",
    "reading_note.unshared": "a note on a book is private again",
    "reading_note.deleted": "{by} deleted a note on a book",
    "reading_note.restored": "{by} brought a note on a book back",
    "experience.logged": "{by} logged what happened in the field",
    "experience.changed": "{by} changed an entry of their field log",
    "experience.deleted": "{by} deleted an entry of their field log",
    "experience.restored": "{by} brought an entry of their field log back",
    "experience.confirmation_asked": "{by} asked for a word on an entry of their field log",
    "experience.confirmation_withdrawn": "an entry of a field log isn't asked about any more",
    "experience.confirmed": "{by} confirmed an entry of a field log",
    "experience.returned": "{by} gave an entry of a field log back with a question",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="library")
