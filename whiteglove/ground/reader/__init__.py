"""The conversation reader: which behaviours a message shows, with the words that show them. No Django, no database.

>>> from whiteglove.ground.reader import Message, Reader
>>> Reader.from_pack("packs/white-glove").read(Message("agent", "I'm sorry for the wait."))
"""

from importlib import import_module

_WHERE = {
    "Reader": "reader",
    "Message": "reading",
    "Conversation": "reading",
    "Reading": "reading",
    "Finding": "reading",
    "Sentence": "reading",
    "Behaviour": "behaviour",
    "BehaviourError": "behaviour",
    "stay_loaded": "steady",
}
__all__ = list(_WHERE)


def __getattr__(name: str):
    """The names above, each brought in when first asked for: rooms that need a shape alone don't load the engine."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
