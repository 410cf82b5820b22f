"""Why something about a certificate can't be done, in a sentence."""


class Refused(Exception):
    """Shown to whoever asked."""
