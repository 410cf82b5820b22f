"""Fill an empty desk: with the demo company's morning, or with any number of believable tickets."""

from collections.abc import Callable

from whiteglove.ground.lib import clock
from whiteglove.service.desk.models import Ticket


def seed(tickets: int = 0, say: Callable[[str], object] = print) -> int:
    """The demo company with its stories (once), then as many tickets as are missing from `tickets`.

    Returns how many tickets there are now. Everything belongs together: counts, search, clocks, events.
    """
    demo(say)
    missing = tickets - Ticket.objects.count()
    if missing > 0:
        from whiteglove.front.cli.mass import Mass

        say(Mass(clock.now()).make(missing))
    return Ticket.objects.count()


def demo(say: Callable[[str], object] = print) -> None:
    """The demo company, its people and mailboxes, and its first mails; nothing if they are there."""
    from whiteglove.front.cli import bookshelf, demo_certificates, mentoring
    from whiteglove.front.cli import demo as company

    now = clock.now()
    founded = company.found_company(now)
    bookshelf.fill(founded.admin, now)
    if not Ticket.objects.exists():
        say(f"The demo company has {company.tell_stories(founded, now)} tickets.")
        mentoring.coach(founded, now)
        demo_certificates.certify(founded, now)
