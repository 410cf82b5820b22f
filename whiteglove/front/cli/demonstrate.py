"""Run the demo company: make or update its database, fill it once, serve it, and say how to look around.

`bin/demo` calls this with a home folder of its own. It refuses to run without WHITEGLOVE_DEMO=1, for everybody knows
the passwords. Exit codes: 0 stopped when told to, 1 couldn't start, 2 misused.
"""

from __future__ import annotations

import argparse

from whiteglove.front.cli import serve, setup
from whiteglove.front.cli.plain import Refusal, start_django

CAST = {
    "ada@whiteglove.example": "Ada, agent: begin here",
    "lee@whiteglove.example": "Lee, team lead",
    "mo@whiteglove.example": "Mo, trainee",
    "admin@whiteglove.example": "the administrator",
    "cleo@customer.example": "Cleo, a customer: may not enter the desk",
    "zed@whiteglove.example": "Zed: nobody gave him access yet",
}


def options(parser: argparse.ArgumentParser) -> None:
    serve.options(parser)


def run(asked: argparse.Namespace) -> int:
    start_django()
    from django.conf import settings

    if not settings.DEMO:
        raise Refusal("everybody knows the demo's passwords, so it runs only with WHITEGLOVE_DEMO=1. See bin/demo.")
    from whiteglove.front.cli.server import bound, parts_for_work, serve_pages

    with bound(asked.host, asked.port, "pages") as door:
        prepare()
        return serve_pages(door, parts_for_work(asked, threads=1), lambda: print(where_to_look(asked), flush=True))


def prepare() -> None:
    """In this process: Django needs to be loaded once only."""
    from whiteglove.front.cli import (
        chats,
        demo_academy,
        demo_awards,
        demo_calls,
        demo_careers,
        demo_community,
        demo_forum,
        demo_gatherings,
        demo_journeys,
        demo_library,
        demo_practice,
        demo_quality,
        demo_quizzes,
        demo_training,
        opinions,
        past,
        seeding,
    )
    from whiteglove.front.cli import demo as company
    from whiteglove.ground.lib import clock

    setup.prepare_database(lambda *words: None)
    setup.load_packs(setup.HERE / "packs", lambda *words: None)
    seeding.demo()
    now = clock.now()
    founded = company.found_company(now)
    chats.open_shop(founded, now)
    demo_calls.tell_calls(founded, now)
    opinions.gather(founded, now)
    demo_quality.fill(founded, now)
    past.remember(founded, now)
    demo_practice.practise(founded, now)
    demo_quizzes.answer_quizzes(founded, now)
    demo_academy.teach(founded, now)
    demo_training.train(founded, now)
    demo_gatherings.gather(founded, now)
    demo_awards.honour(founded, now)
    demo_community.gather(founded, now)
    demo_forum.talk(founded, now)
    demo_library.fill(founded, now)
    demo_careers.grow(founded, now)
    demo_journeys.set_out(founded, now)


def where_to_look(asked: argparse.Namespace) -> str:
    from django.conf import settings

    from whiteglove.front.cli.demo import PASSWORD

    url, mail_port = settings.PUBLIC_URL, asked.smtp_port or settings.SMTP_LISTEN_PORT
    people = "\n".join(f"    {email:27}{who}" for email, who in CAST.items())
    return f"""
  The desk            {url}/
  The demo's mailbox  {url}/demo/mailbox/   write as a customer, read what left
  The demo's shop     {url}/demo/shop/      ask its answer bot, or fill in its form
  Mail by SMTP        127.0.0.1 port {mail_port}, to support@whiteglove.example or billing@whiteglove.example

  Sign in with one of these addresses and the password  {PASSWORD}
{people}

  What you do is kept in {settings.HOME}. Ctrl-C stops; `bin/demo --fresh` starts over.
"""
