"""A playbook beside a ticket: opened, followed, ticked, changed, closed, declined."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from whiteglove.ground.events.models import Event
from whiteglove.learning.playbooks import actions, queries
from whiteglove.learning.playbooks.models import HandTick, Play
from whiteglove.learning.standards.actions import load_standard
from whiteglove.service.customers.actions.verify import verify
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.errors import Refused

pytestmark = pytest.mark.django_db


def done(ticket) -> list[str]:
    return [one.id for one in queries.steps(ticket) if one.done]


def offered(ticket) -> list[str]:
    from whiteglove.learning.standards.queries import heard

    return [one.id for one in queries.offered(ticket, queries.said_in(heard(ticket.pk)), queries.in_force())]


def test_a_playbook_ticks_itself_from_what_is_said_after_it_was_opened(asks, says, ada, later):
    ticket = asks("I was charged twice.")
    says(ticket, "I've opened your account.", 1)
    actions.open_playbook(ticket=ticket, playbook="billing", by=ada, at=later(2))
    assert done(ticket) == []
    says(ticket, "Here is what each line stands for.", 3)
    assert done(ticket) == ["explain"]
    [step] = [one for one in queries.steps(ticket) if one.done]
    assert step.words[0].quote in "Here is what each line stands for."


def test_what_a_lead_denies_ticks_nothing(asks, says, ada, later):
    from whiteglove.learning.standards.actions import correct

    ticket = asks("I was charged twice.")
    actions.open_playbook(ticket=ticket, playbook="billing", by=ada, at=later(1))
    message = says(ticket, "Here is what each line stands for.", 2)
    correct(message=message, behaviour="process_explanation", start=0, verdict=False, by=ada, at=later(3))
    assert done(ticket) == []


def test_what_is_done_at_the_desk_ticks_too(asks, ada, later):
    ticket = asks("It stopped working.")
    actions.open_playbook(ticket=ticket, playbook="technical", by=ada, at=later(1))
    desk.escalate(ticket=ticket, by=ada, at=later(2), reason="authority", text="They need a technician")
    assert done(ticket) == ["hand-up"]


def test_the_kind_offers_it_and_so_do_the_words(asks, ada, later):
    ticket = asks("I was charged twice and I'm furious.")
    assert offered(ticket) == ["angry-customer", "billing"]
    desk.set_kind(ticket=ticket, by=ada, at=later(1), kind="refund")
    assert offered(ticket) == ["angry-customer", "refund"]


def test_a_sensitive_request_offers_the_check_until_somebody_confirmed_who_asks(asks, ada, cleo_amara, later):
    ticket = asks("Please change my address.")
    assert offered(ticket) == ["identity-check"]
    verify(customer=cleo_amara, how="order_number", by=ada, at=later(1))
    assert offered(ticket) == []


def test_an_offer_that_isnt_needed_stays_away_until_it_is_taken_back(asks, ada, later):
    ticket = asks("I was charged twice.")
    for _ in range(2):
        actions.decline(ticket=ticket, playbook="billing", by=ada, at=later(1))
    assert offered(ticket) == []
    actions.offer_again(ticket=ticket, playbook="billing", by=ada, at=later(2))
    assert offered(ticket) == ["billing"]
    assert Event.objects.filter(name="playbook.declined").count() == 1


def test_a_step_is_ticked_by_hand_and_the_tick_taken_back(asks, ada, lee, later):
    ticket = asks("I was charged twice.")
    play = actions.open_playbook(ticket=ticket, playbook="billing", by=ada, at=later(1))
    for _ in range(2):
        actions.tick(play=play, step="review", by=lee, at=later(2))
    assert done(ticket) == ["review"] and queries.steps(ticket)[0].hand.by == "Lee"
    actions.untick(play=play, step="review", by=ada, at=later(3))
    row = HandTick.objects.get()
    assert done(ticket) == [] and (row.by, row.ended_by) == (lee, ada)
    with pytest.raises(Refused):
        actions.tick(play=play, step="no-such-step", by=ada, at=later(4))


def test_one_is_open_at_a_time(asks, ada, later):
    ticket = asks("I was charged twice.")
    first = actions.open_playbook(ticket=ticket, playbook="billing", by=ada, at=later(1))
    assert actions.open_playbook(ticket=ticket, playbook="billing", by=ada, at=later(2)).pk == first.pk
    second = actions.open_playbook(ticket=ticket, playbook="refund", by=ada, at=later(3))
    assert list(Play.objects.standing()) == [second]
    actions.take_up(play=first, by=ada, at=later(4))
    assert list(Play.objects.standing()) == [first]
    actions.close(play=first, by=ada, at=later(5))
    assert not Play.objects.standing().exists()
    with pytest.raises(Refused):
        actions.tick(play=first, step="review", by=ada, at=later(6))


def test_a_pack_that_changes_changes_no_playbook_under_way(asks, ada, later, pack):
    ticket = asks("I was charged twice.")
    actions.open_playbook(ticket=ticket, playbook="billing", by=ada, at=later(1))
    path = pack / "playbooks" / "billing.yaml"
    path.write_text(path.read_text().replace("name: Explain it line by line", "name: Read it out"))
    load_standard(by=None, at=later(2), path=pack)
    assert queries.steps(ticket)[1].name == "Explain it line by line"
    other = asks("I was charged again.")
    actions.open_playbook(ticket=other, playbook="billing", by=ada, at=later(3))
    assert queries.steps(other)[1].name == "Read it out"


def test_a_playbook_goes_into_a_merge_and_back(asks, says, ada, lee, later):
    away, here = asks("I was charged twice."), asks("I was charged three times.")
    play = actions.open_playbook(ticket=away, playbook="billing", by=ada, at=later(1))
    says(away, "I've opened your account.", 2)
    desk.merge(source=away, into=here, by=lee, at=later(3))
    for _ in range(2):
        actions.follow_merge(source=away.pk, other=here.pk, at=later(3))
    assert done(here) == ["review"]
    with pytest.raises(Refused):
        actions.open_playbook(ticket=away, playbook="refund", by=ada, at=later(4))
    desk.unmerge(source=away, by=lee, at=later(5))
    actions.follow_merge(source=away.pk, other=here.pk, at=later(5))
    play.refresh_from_db()
    assert (play.ticket_id, play.came_from, queries.steps(here)) == (away.pk, [], [])


def test_one_that_is_open_there_already_stays_and_the_other_waits(asks, ada, lee, later):
    away, here = asks("I was charged twice."), asks("I was charged three times.")
    for ticket, name in ((away, "billing"), (here, "refund")):
        actions.open_playbook(ticket=ticket, playbook=name, by=ada, at=later(1))
    desk.merge(source=away, into=here, by=lee, at=later(2))
    actions.follow_merge(source=away.pk, other=here.pk, at=later(2))
    assert queries.play_of(here.pk).playbook == "refund"


def test_two_merges_one_after_the_other_bring_it_back_where_it_was(asks, ada, lee, later):
    first, second, third = asks("I was charged twice."), asks("Charged again."), asks("Charged once more.")
    play = actions.open_playbook(ticket=first, playbook="billing", by=ada, at=later(1))
    for source, into in ((first, second), (second, third)):
        desk.merge(source=source, into=into, by=lee, at=later(2))
        actions.follow_merge(source=source.pk, other=into.pk, at=later(2))
    play.refresh_from_db()
    assert (play.ticket_id, play.came_from) == (third.pk, [first.pk, second.pk])
    desk.unmerge(source=second, by=lee, at=later(3))
    actions.follow_merge(source=second.pk, other=third.pk, at=later(3))
    play.refresh_from_db()
    assert (play.ticket_id, play.came_from) == (second.pk, [first.pk])


def test_whoever_doesnt_see_the_ticket_uses_no_playbook_in_it(asks, zed, mo, billing, later):
    from tests.cast import make_person

    ticket = asks("I was charged twice.")
    sipho = make_person("Sipho Nkosi", "sipho@whiteglove.example", "agent", billing)
    for who, refused in ((zed, PermissionDenied), (mo, PermissionDenied), (sipho, Http404)):
        with pytest.raises(refused):
            actions.open_playbook(ticket=ticket, playbook="billing", by=who, at=later(1))
    assert not Play.objects.exists()


def test_a_customer_is_handed_what_is_kept(asks, ada, cleo_amara, later):
    from whiteglove.learning.playbooks.personal_data import playbooks_used

    play = actions.open_playbook(ticket=asks("I was charged twice."), playbook="billing", by=ada, at=later(1))
    actions.tick(play=play, step="review", by=ada, at=later(2))
    [told] = playbooks_used(cleo_amara)
    assert (told["playbook"], told["ticked"]) == ("billing", ["review"])
