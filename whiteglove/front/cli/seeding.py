"""Fill an empty desk: with the demo company's morning, or with any number of believable tickets."""

from collections.abc import Callable

from whiteglove.ground.lib import clock
from whiteglove.service.desk.models import Ticket


def seed(tickets: int = 0, say: Callable[[str], object] = print) -> int:
    """The demo company with its stories (once), then as many tickets as are missing from `tickets`.

    Returns how many tickets there are now. Everything belongs together: counts, search, clocks, events.
    """
    from whiteglove.front.cli import demo

    now = clock.now()
    company = demo.found_company(now)
    if not Ticket.objects.exists():
        say(f"The demo company has {demo.tell_stories(company, now)} tickets.")
    missing = tickets - Ticket.objects.count()
    if missing > 0:
        from whiteglove.front.cli.mass import Mass

        say(Mass(company, now).make(missing))
    return Ticket.objects.count()
