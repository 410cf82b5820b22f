"""Kept counts: how many tickets lie in each view, true at every moment and never counted at read.

Rows are only ever added (+1, -1, in the transaction of the change) and folded together by a job, so two writers
never wait for each other. The count of a place is the sum of its few rows.
"""

from collections import Counter

from django.db import connection, models, transaction
from django.db.models import Sum

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.rows import insert_values
from whiteglove.ground.lib.statements import database, rows_of
from whiteglove.service.desk.models.ticket import IN_HAND, NO_TEAM, PERSONAL, UNFINISHED, State, Ticket

EVERYBODY = 0
Place = tuple[str, int, int]


def views_of(ticket: Ticket) -> set[str]:
    """The views that list this ticket for somebody."""
    state, taken = ticket.state, ticket.assignee_id is not None
    holds = {
        "needs-me": state == State.OPEN and taken,
        "waiting": state == State.WAITING and taken,
        "team": state in IN_HAND,
        "unassigned": state == State.OPEN and not taken,
        "snoozed": state == State.SNOOZED,
        "escalated": ticket.escalated and state in UNFINISHED,
        "promised": ticket.promised > 0 and state != State.MERGED,
        "solved": state == State.SOLVED,
        "all": state != State.MERGED,
    }
    return {view for view, held in holds.items() if held}


def places(ticket: Ticket) -> set[Place]:
    """Where it counts: (view, team or 0, person or 0 for the whole team); nowhere if it is only practised on."""
    if ticket.rehearsed:
        return set()
    lane, person = ticket.team_id or NO_TEAM, ticket.assignee_id
    views = views_of(ticket)
    found = {(view, lane, EVERYBODY) for view in views - PERSONAL}
    return found | {(view, lane, person) for view in views} if person else found


class TallyQuerySet(models.QuerySet):
    def moved(self, before: set[Place], after: set[Place]) -> None:
        """One ticket stood in `before` and stands in `after`."""
        changes = [(place, 1) for place in after - before] + [(place, -1) for place in before - after]
        insert_values(Tally, ("view", "team", "person", "n"), [(*place, n) for place, n in changes])

    def added(self, totals: Counter) -> None:
        """Many tickets at once, `{place: number}`: for seeding and importing."""
        self.bulk_create(Tally(view=v, team=t, person=p, n=n) for (v, t, p), n in totals.items() if n)

    def sums(self, person) -> dict[str, int]:
        """Every view's count as `person` sees it, in one statement."""
        if person.role == "admin":
            return dict(sums_of_admin(person.pk))
        return dict(sums_of_member(person.pk, [NO_TEAM, *person.team_ids]))

    def seen_by(self, person: int, lanes: list[int]):
        """The rows whose sum is what `person` sees: whole teams, plus what was given to them outside these teams."""
        shared = models.Q(person=EVERYBODY, team__in=lanes)
        outside = models.Q(person=person) & (models.Q(view__in=PERSONAL) | ~models.Q(team__in=lanes))
        return self.filter(shared | outside)

    def seen_by_admin(self, person: int):
        return self.filter(models.Q(person=EVERYBODY) | models.Q(person=person, view__in=PERSONAL))

    def summed(self):
        return self.values("view").annotate(count=Sum("n")).values_list("view", "count")

    def lanes_outside(self, person) -> list[int]:
        """Teams `person` isn't in but was given tickets of; for administrators none, they see every lane."""
        if person.role == "admin":
            return []
        # By hand: this stands before every list, and building it through the ORM takes longer than running it.
        sql = "SELECT team, SUM(n) FROM desk_tally WHERE person = %s AND view = 'all' GROUP BY team"
        found = rows_of(sql, [person.pk], database())
        return [team for team, n in found if n and team and team not in person.team_ids]

    def fold(self) -> int:
        """Fold the rows of each place into one; returns how many rows went. Safe beside writers and other folders."""
        table = self.model._meta.db_table
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"DELETE FROM {table} WHERE (view, team, person) IN "
                f"(SELECT view, team, person FROM {table} GROUP BY view, team, person HAVING COUNT(*) > 1) "
                "RETURNING view, team, person, n"
            )
            gone = cursor.fetchall()
            totals = Counter()
            for view, team, person, n in gone:
                totals[(view, team, person)] += n
            self.added(totals)
        return len(gone)


class Tally(models.Model):
    view = models.CharField(max_length=12)
    team = models.BigIntegerField(help_text="0: no team")
    person = models.BigIntegerField(default=EVERYBODY, help_text="0: the team's whole count")
    n = models.IntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(name="tally_by_place", fields=["person", "team", "view"], include=["n"])]


sums_of_member = Prepared(lambda person, lanes: Tally.objects.seen_by(person, lanes).summed())
sums_of_admin = Prepared(lambda person: Tally.objects.seen_by_admin(person).summed())
