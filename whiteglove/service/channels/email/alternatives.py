"""Tell a real text part from one that only says that the words are elsewhere."""

import re

from whiteglove.ground.lib.html import to_text

SHORT = 500  # characters, addresses of web pages apart; what is longer says something itself
SENTENCE = 3  # words on either side, at least: fewer are compared by chance
ALIKE = 0.5  # of the words of the shorter stand in the other too; of real alternatives it's nearly all
FULLER = 8  # times as long as a text that points nowhere: the HTML then says what the text only announces
# What a text that points at the HTML speaks of, in the languages of mail programs.
_POINTS = re.compile(
    r"html|browser|navigat(?:eu?r|ore)|navegador|explorador|viewer|(?:mail|email) ?(?:client|program)|web ?version|"
    r"przeglądar|prohlížeč|webbläsar|nettleser|selain|böngésző|tarayıcı|браузер|броузер|"
    r"ブラウザ|浏览器|瀏覽器|브라우저|متصفح|דפדפן|เบราว์เซอร์",
    re.I,
)
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.I)
_WORD = re.compile(r"[^\W_]+")
# Written without spaces between words: compared by pairs of letters.
_JOINED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_stub(text: str, html: str) -> bool:
    """Whether `text` ("This message requires an HTML viewer.") isn't what `html`, sent beside it, says."""
    plain = _LINK.sub(" ", text).strip()
    said = _words(plain)
    if len(plain) > SHORT or len(said) < SENTENCE or all(word in html.casefold() for word in said):
        return False
    rich = to_text(html)
    if len(rich) < len(plain) * (1 if _POINTS.search(text) else FULLER):
        return False
    there = _words(rich)
    return len(there) >= SENTENCE and len(said & there) < min(len(said), len(there)) * ALIKE


def _words(text: str) -> set[str]:
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        joined = _JOINED.search(word) is not None and len(word) > 2
        found.update([word[at : at + 2] for at in range(len(word) - 1)] if joined else [word])
    return found
