"""How people at the demo company learn: Lee's conversations with Ada, an example, suggestions. By the real verbs."""

from datetime import datetime, timedelta

from whiteglove.front.cli.demo import Company
from whiteglove.learning.coaching.actions.agree import agree, end
from whiteglove.learning.coaching.actions.examples import ask, comment, draft, react, share
from whiteglove.learning.coaching.actions.focus import choose_skill
from whiteglove.learning.coaching.actions.goal import set_goal
from whiteglove.learning.coaching.actions.notes import write
from whiteglove.learning.coaching.actions.pair import pair_all
from whiteglove.learning.coaching.actions.plan import plan_ahead, plan_extra
from whiteglove.learning.coaching.actions.prepare import prepare
from whiteglove.learning.coaching.actions.suggestions import accept, back, suggest
from whiteglove.learning.coaching.actions.talk import hold
from whiteglove.learning.coaching.models import Talk
from whiteglove.service.desk.models import Ticket


def coach(company: Company, now: datetime) -> None:
    """Once, after the company's tickets are there."""
    if Talk.objects.exists():
        return
    pair_all(at=now - timedelta(days=8))
    last_week(company, now)
    plan_ahead(at=now)
    plan_extra(agent=company.ada, when=tomorrow(now), kind="weekly", by=company.lee, at=now)
    look_ahead(company, now)
    show_how(company, now)
    ask_for_a_look(company, now)
    suggest_things(company, now)


def tomorrow(now: datetime) -> datetime:
    """Near enough to be prepared, whatever day the demo is started on, and at an hour at which people talk."""
    hours = ((now + timedelta(hours=26 + number)).replace(minute=0, second=0, microsecond=0) for number in range(24))
    return next(one for one in hours if 9 <= one.hour <= 16)


def last_week(company: Company, now: datetime) -> None:
    at = (now - timedelta(days=6)).replace(hour=10, minute=0, second=0, microsecond=0)
    talk = plan_extra(agent=company.ada, when=at, kind="weekly", by=company.lee, at=at - timedelta(days=1))
    prepare(talk=talk, by=None, at=at - timedelta(hours=1))
    agree(talk=talk, what="Try the first sentence we wrote together in three angry mails", owner=company.ada,
                  until=(now + timedelta(days=2)).date(), by=company.lee, at=at)  # fmt: skip
    second = agree(talk=talk, what="Ask billing how long a refund takes by card", owner=company.lee,
                   until=(now - timedelta(days=1)).date(), by=company.ada, at=at)  # fmt: skip
    choose_skill(talk=talk, skill="timeline", by=company.ada, at=at)
    write(talk=talk, text="Calm in the outage thread. Say so first.", shared=False, by=company.lee, at=at)
    write(talk=talk, text="We look at second answers that promise no time, and write two of them anew.", shared=True,
          by=company.lee, at=at)  # fmt: skip
    hold(talk=talk, by=company.lee, at=at + timedelta(minutes=25))
    end(agreed=second, done=True, by=company.lee, at=now - timedelta(days=2))


def look_ahead(company: Company, now: datetime) -> None:
    """The quarter's conversation, with a goal that is set already."""
    when = tomorrow(now) + timedelta(days=1)
    talk = plan_extra(agent=company.ada, when=when, kind="quarterly", by=company.lee, at=now)
    set_goal(talk=talk, metric="response_compliance", number=97, until=(now + timedelta(days=90)).date(),
             by=company.ada, at=now - timedelta(days=1))  # fmt: skip


def ask_for_a_look(company: Company, now: datetime) -> None:
    """Ada asks Lee, with Cleo's name masked."""
    ticket = Ticket.objects.filter(subject__icontains="charged twice", assignee=company.ada).first()
    if ticket is None:
        return
    at = now - timedelta(hours=4)
    ask(example=draft(ticket=ticket, by=company.ada, at=at), colleague=company.lee, by=company.ada, at=at,
        question="She had to write three times. Where could I have said when?")  # fmt: skip


def show_how(company: Company, now: datetime) -> None:
    """The kettle, without Sipho's name."""
    ticket = Ticket.objects.filter(subject__icontains="kettle").first()
    if ticket is None:
        return
    shown = draft(ticket=ticket, by=company.ada, at=now - timedelta(hours=20))
    share(example=shown, title="Asking for proof without doubting", team=None, by=company.ada,
          why="The apology comes first, then what the photos are for. Nobody has to feel accused.",
          at=now - timedelta(hours=20))  # fmt: skip
    react(example=shown, how="tried", by=company.lee, at=now - timedelta(hours=3))
    comment(example=shown, text="I used the second sentence this morning. The photos came within minutes.",
            by=company.lee, at=now - timedelta(hours=3))  # fmt: skip


def suggest_things(company: Company, now: datetime) -> None:
    ago = timedelta(days=3)
    rules = suggest(title="One page for the refund rules of all shops", by=company.ada, at=now - ago,
                    text="We look in three places, and two of them disagree about damaged goods.")  # fmt: skip
    back(suggestion=rules, by=company.lee, at=now - timedelta(days=2))
    bank = suggest(title="Ask for the order number in the form, not in the first reply", by=company.ada, at=now - ago)
    accept(suggestion=bank, owner=company.lee, until=(now + timedelta(days=12)).date(), by=company.lee,
           reason="It saves the customer a round.", at=now - timedelta(days=1))  # fmt: skip
    suggest(title="Say on the help page how long refunds take", by=company.lee, at=now - timedelta(hours=5))
