"""The mail that asks: in the customer's language, a link for each number, and the way out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from whiteglove.service.channels.email.compose import html_of
from whiteglove.service.channels.models import Account

from . import links, tongue
from .asks import Ask
from .models import Survey
from .queries import told_of

BUTTON = (
    "display:inline-block;min-width:1.4em;padding:.6em .5em;margin:0 .2em .4em 0;border:1px solid;border-radius:.4em;"
    "font-size:1.1em;text-align:center;text-decoration:none"
)


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


def letter(survey: Survey, ask: Ask, account: Account) -> Letter:
    token = links.token_of(survey.pk)
    stop = links.whole("stop", token)
    made = written(
        ask, survey.language, told_of(survey.ticket, account.name, survey.person),
        {score: links.whole("score", token, score) for score in ask.scale.scores}, stop,
    )  # fmt: skip
    # RFC 2369 names the way out, RFC 8058 lets mail programs take it with one click of theirs.
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return Letter(made.subject, made.text, made.html, headers)


def written(ask: Ask, language: str, about: Mapping[str, str], scores: Mapping[int, str], stop: str) -> Letter:
    """`scores`: where each number leads. What customers wrote is escaped where it stands in HTML."""
    says, own = tongue.says(language), ask.words[ask.language(language)]
    body = ask.says("letter", language, **about).strip()
    ends = {ask.scale.least: own["low"], ask.scale.most: own["high"]}
    lines = [f"{score}{f' ({ends[score]})' if score in ends else ''}: {url}" for score, url in scores.items()]
    text = "\n\n".join([body, "\n".join(lines), says["stop_line"].format(link=stop)]) + "\n"
    return Letter(
        subject=" ".join(ask.says("subject", language, **about).split()), text=text,
        html=in_html(body, own, scores, says["stop_link"], stop, tongue.direction(language), language),
    )  # fmt: skip


def in_html(
    body: str, own: Mapping[str, str], scores: Mapping[int, str], way_out: str, stop: str, direction: str, language: str
) -> str:
    """Buttons are links with a border: they hold in every mail program, on light and on dark."""
    buttons = "".join(f'<a href="{escape(url)}" style="{BUTTON}">{score}</a>' for score, url in scores.items())
    ends = f"{escape(own['low'])} ← {min(scores)} … {max(scores)} → {escape(own['high'])}"
    return (
        f'<div dir="{direction}" lang="{escape(language)}">{html_of(body)}'
        f'<p dir="{direction}">{buttons}</p>\n<p><small>{ends}</small></p>\n'
        f'<p><small><a href="{escape(stop)}">{escape(way_out)}</a></small></p></div>\n'
    )
